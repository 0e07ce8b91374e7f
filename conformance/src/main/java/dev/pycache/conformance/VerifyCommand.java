package dev.pycache.conformance;

import dev.pycache.cache.verify.Judgement;
import dev.pycache.cache.verify.Verification;
import dev.pycache.cache.verify.Verifier;
import dev.pycache.cache.verify.VerifyListener;
import dev.pycache.cache.verify.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether {@code verify} calls foreign what is foreign, and nothing else. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Has an interpreter of a version that there is a compiler for write caches in all ways that it"
          + " has, none of which may be called foreign; then puts other code behind the headers of"
          + " some, in more than twenty ways, all of which must be."
    })
final class VerifyCommand implements Callable<Integer> {
  /** Poisoned files have to be worth it, and a difference in a huge one takes long to show. */
  private static final long SMALLEST = 2_000;

  private static final long LARGEST = 60_000;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Source trees or files (default: the interpreter's standard library without site-packages).")
  private List<Path> paths = List.of();

  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Of the ways to write caches but the first, each N-th file (default: ${DEFAULT-VALUE}).")
  private int every;

  @Option(
      names = "--poisoned",
      paramLabel = "N",
      defaultValue = "100",
      description = "Files to poison (default: ${DEFAULT-VALUE}).")
  private int poisoned;

  @Option(names = "--exclude", description = "Name of folders not to enter, repeatable.")
  private Set<String> excluded = Set.of();

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Differences to print (default: ${DEFAULT-VALUE}).")
  private int show;

  /** How caches are written: by a module of the standard library, or by a script of ours. */
  private record Way(String name, List<String> arguments) {}

  /** The first is done for all files. */
  private static final List<Way> WAYS =
      List.of(
          new Way(
              "compileall, levels 0, 1, 2",
              List.of("-m", "compileall", "-q", "-o0", "-o1", "-o2", ".")),
          new Way("compileall, a process for each processor", compileall("-j0")),
          new Way("compileall, checked hashes", compileall("--invalidation-mode", "checked-hash")),
          new Way(
              "compileall, unchecked hashes", compileall("--invalidation-mode", "unchecked-hash")),
          new Way("compileall -d", compileall("-d", "/usr/lib/elsewhere")),
          new Way("compileall -s -p", compileall("-s", ".", "-p", "/opt/prefix")),
          new Way("compileall -b", compileall("-b")),
          new Way("import", List.of("write_caches.py", ".")),
          new Way("import, level 2", List.of("-OO", "write_caches.py", ".")));

  private static List<String> compileall(String... options) {
    List<String> words = new ArrayList<>(List.of("-m", "compileall", "-q"));
    words.addAll(List.of(options));
    words.add(".");
    return words;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var tally = new Tally(KnownDifferences.none(), System.out, show);
    CacheReference.About about;
    try (var reference = CacheReference.start(python, 0, List.of())) {
      about = reference.about();
    }
    TreeCorpus tree =
        paths.isEmpty()
            ? new TreeCorpus(List.of(Path.of(about.library())), Set.of("site-packages"))
            : new TreeCorpus(paths, excluded);
    List<Path> files = tree.files();
    for (Way way : WAYS) {
      untouched(way, tree, way == WAYS.getFirst() ? files : eachNth(files), tally);
    }
    poison(files, tally);
    tally.summarise("verify, " + tree.roots() + ", " + about.name());
    return tally.failed() == 0 ? 0 : 1;
  }

  private List<Path> eachNth(List<Path> files) {
    List<Path> few = new ArrayList<>();
    for (int i = 0; i < files.size(); i += every) {
      few.add(files.get(i));
    }
    return few;
  }

  /** What an interpreter has written must not be called foreign, and nothing may be left out. */
  private void untouched(Way way, TreeCorpus tree, List<Path> files, Tally tally)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pycache-verify");
    try {
      for (Path file : files) {
        copy(file, work.resolve(place(tree, file)));
      }
      run(work, way.arguments());
      Map<Path, Verification> found = verify(work);
      long written;
      try (Stream<Path> all = Files.walk(work)) {
        written = all.filter(path -> path.toString().endsWith(".pyc")).count();
      }
      if (found.size() != written || written == 0) {
        String detail = found.size() + " of " + written + " caches were verified";
        tally.add(way.name(), "", new Verdict(Verdict.Kind.CALLED_FOREIGN, detail));
      }
      found.forEach(
          (cache, each) ->
              tally.add(
                  work.relativize(cache).toString(),
                  way.name(),
                  each.judgement() instanceof Judgement.Match
                      ? new Verdict(Verdict.Kind.CALLED_MATCH, "")
                      : new Verdict(
                          Verdict.Kind.CALLED_FOREIGN, String.valueOf(each.judgement()))));
    } finally {
      Trees.delete(work);
    }
  }

  /** Where a file of one of several trees goes. */
  private static Path place(TreeCorpus tree, Path file) {
    for (int i = 0; i < tree.roots().size(); i++) {
      Path root = tree.roots().get(i);
      if (file.startsWith(root)) {
        Path below = file.equals(root) ? file.getFileName() : root.relativize(file);
        return Path.of("tree" + i).resolve(below);
      }
    }
    throw new IllegalArgumentException(file + " is in no tree");
  }

  private void poison(List<Path> files, Tally tally) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pycache-poison");
    try {
      int number = 0;
      List<Path> worthwhile = new ArrayList<>();
      for (Path file : files) {
        long size = Files.size(file);
        if (size >= SMALLEST && size <= LARGEST) {
          worthwhile.add(file);
        }
      }
      int candidates = poisoned + poisoned / 10 + 1; // some do not compile
      int step = Math.max(1, worthwhile.size() / candidates);
      for (int i = 0; i < worthwhile.size() && number < candidates; i += step) {
        copy(worthwhile.get(i), work.resolve("clean/m%03d.py".formatted(number++)));
      }
      run(work, List.of("poison.py", work.toString(), Integer.toString(poisoned)));
      Map<Path, Verification> found = verify(work);
      Map<String, Integer> kinds = new TreeMap<>();
      found.forEach((cache, each) -> judgePoisoned(work.relativize(cache), each, kinds, tally));
      System.out.println("poisoned: " + kinds);
    } finally {
      Trees.delete(work);
    }
  }

  private static void judgePoisoned(
      Path cache, Verification each, Map<String, Integer> kinds, Tally tally) {
    String kind = cache.getName(0).toString();
    kinds.merge(kind, 1, Integer::sum);
    boolean clean = kind.equals("clean");
    boolean right =
        clean
            ? each.judgement() instanceof Judgement.Match
            : each.judgement() instanceof Judgement.Foreign;
    String detail = right ? "" : String.valueOf(each.judgement());
    Verdict.Kind verdict =
        clean
            ? right ? Verdict.Kind.CALLED_MATCH : Verdict.Kind.CALLED_FOREIGN
            : right ? Verdict.Kind.POISON_FOUND : Verdict.Kind.POISON_MISSED;
    tally.add(cache.toString(), kind, new Verdict(verdict, detail));
  }

  private static void copy(Path file, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  /** Runs the interpreter in a folder; a script of ours is brought there first. */
  private void run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    List<Path> scripts = new ArrayList<>();
    for (String word : arguments) {
      if (word.endsWith(".py")) {
        Path script = Scripts.extract(word);
        scripts.add(script);
        command.add(script.toString());
      } else {
        command.add(word);
      }
    }
    Path log = Files.createTempFile("pycache-", ".log");
    try {
      var builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
      builder.redirectOutput(log.toFile());
      builder.start().waitFor(); // it is 1 if some source does not compile
    } finally {
      Files.delete(log);
      for (Path script : scripts) {
        Files.delete(script);
      }
    }
  }

  private static Map<Path, Verification> verify(Path folder)
      throws IOException, InterruptedException {
    Map<Path, Verification> found = new TreeMap<>();
    List<IOException> failures = new ArrayList<>();
    new Verifier(VerifyOptions.DEFAULT)
        .verify(
            List.of(folder.toString()),
            new VerifyListener() {
              @Override
              public void finished(Verification verification) {
                found.put(Path.of(verification.cache()), verification);
              }

              @Override
              public void unreadable(String path, IOException cause) {
                failures.add(cause);
              }
            });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return found;
  }
}
