package dev.pycache.conformance.compileall;

import dev.pycache.conformance.Reference;
import dev.pycache.conformance.compileall.Runner.Ended;
import dev.pycache.conformance.compileall.Snapshot.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether {@code pycache compile} leaves the trees that {@code compileall} leaves. */
@Command(
    name = "compileall",
    mixinStandardHelpOptions = true,
    description = {
      "Runs pycache compile and an interpreter's compileall with the same words on the same small"
          + " trees, and compares what they leave behind: names, bytes, modes, hard links, statuses.",
      "What pycache does otherwise on purpose is listed, must be what compileall -f does, and must"
          + " occur."
    })
public final class CompileallCommand implements Callable<Integer> {
  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(
      names = "--mixtures",
      paramLabel = "N",
      defaultValue = "25",
      description = "Command lines made by chance (default: ${DEFAULT-VALUE}).")
  private int mixtures;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--only", paramLabel = "TEXT", description = "Those with this in their name.")
  private String only = "";

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Failures to print (default: ${DEFAULT-VALUE}).")
  private int show;

  /** Differences that are printed of a scenario. */
  private static final int LINES = 8;

  private final Map<Intended, Integer> occurred = new EnumMap<>(Intended.class);
  private int passed;
  private int failed;

  /** To be made by the command line. */
  public CompileallCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pycache-compileall").toRealPath();
    try {
      var runner = new Runner(python, Reference.targetOf(python), work.resolve("log"));
      var tree = new SampleTree(work, runner);
      for (Scenario scenario : Scenarios.all(mixtures, seed)) {
        if (scenario.toString().contains(only)) {
          judge(scenario, tree, runner);
        }
      }
    } finally {
      delete(work);
    }
    summarise();
    return failed == 0 ? 0 : 1;
  }

  private void summarise() {
    System.out.println("compile against compileall of " + python + ", on purpose not the same:");
    for (Intended intended : Intended.values()) {
      int times = occurred.getOrDefault(intended, 0);
      System.out.printf("  %7d %s%n", times, intended.text());
      if (times == 0 && only.isEmpty()) {
        failed++;
        System.out.println("          which does not occur any more");
      }
    }
    System.out.println(passed + " passed, " + failed + " failed, 0 skipped");
  }

  /** What a run leaves behind. */
  private record Left(Ended ended, Snapshot before, Snapshot after) {
    /** Whether a file has not been written. */
    boolean kept(String name) {
      Entry old = before.entries().get(name);
      Entry now = after.entries().get(name);
      return old != null && now != null && old.modified().equals(now.modified());
    }
  }

  @FunctionalInterface
  private interface Run {
    Ended in(Path folder) throws IOException, InterruptedException;
  }

  private static Left left(Scenario scenario, SampleTree tree, Run run)
      throws IOException, InterruptedException {
    Path folder = tree.copy(scenario.start());
    Snapshot before = Snapshot.of(folder);
    Ended ended = run.in(folder);
    var left = new Left(ended, before, Snapshot.of(folder));
    delete(folder);
    return left;
  }

  private void judge(Scenario scenario, SampleTree tree, Runner runner)
      throws IOException, InterruptedException {
    Left theirs = left(scenario, tree, folder -> runner.python(folder, scenario));
    Left ours = left(scenario, tree, folder -> runner.pycache(folder, scenario));
    List<String> problems = new ArrayList<>();
    status(scenario, theirs, ours, problems);
    Left forced = null;
    for (String name : Snapshot.names(theirs.after(), ours.after())) {
      Entry their = theirs.after().entries().get(name);
      Entry our = ours.after().entries().get(name);
      if (their != null
              && our != null
              && their.looksLike(our)
              && theirs.kept(name) == ours.kept(name)
          || isFolder(their) && isFolder(our)) {
        continue;
      }
      if (forced == null) {
        Scenario right =
            scenario.intended().contains(Intended.STRIPPED_IS_THE_BEGINNING)
                ? scenario.withoutStrip()
                : scenario;
        forced = left(scenario, tree, folder -> runner.python(folder, right, "-f"));
      }
      Intended reason = reason(scenario, name, theirs, ours, forced);
      if (reason == null) {
        problems.add(name + ": " + text(theirs, name) + " | " + text(ours, name));
      } else {
        occurred.merge(reason, 1, Integer::sum);
      }
    }
    tell(scenario, theirs, ours, problems);
  }

  private static boolean isFolder(@Nullable Entry entry) {
    return entry != null && entry.kind().startsWith("folder ");
  }

  private void status(Scenario scenario, Left theirs, Left ours, List<String> problems) {
    int their = theirs.ended().status();
    int our = ours.ended().status();
    Intended reason =
        scenario.intended().stream().filter(Intended::isOfStatus).findFirst().orElse(null);
    if (reason == null ? their != our : our != 2 || their == 2) {
      problems.add("status " + their + " | " + our);
    } else if (reason != null) {
      occurred.merge(reason, 1, Integer::sum);
    }
  }

  /** Why a file may differ; null if it may not. */
  private static @Nullable Intended reason(
      Scenario scenario, String name, Left theirs, Left ours, Left forced) {
    Entry their = theirs.after().entries().get(name);
    Entry our = ours.after().entries().get(name);
    Entry right = forced.after().entries().get(name);
    if (their == null || our == null || right == null || scenario.has("-f")) {
      return null;
    }
    if (!our.hasContentOf(right)
        || !scenario.has("--hardlink-dupes") && !our.first().equals(right.first())) {
      return null;
    }
    if (scenario.intended().contains(Intended.STRIPPED_IS_THE_BEGINNING)) {
      return Intended.STRIPPED_IS_THE_BEGINNING;
    }
    if (ours.kept(name)) {
      return theirs.kept(name)
          ? null
          : scenario.wantsHashes()
              ? Intended.HASHES_ARE_COMPARED
              : Intended.LEVELS_ARE_JUDGED_ONE_BY_ONE;
    }
    if (!theirs.kept(name)) {
      return null;
    }
    return name.contains("/size.")
        ? Intended.SIZE_IS_SEEN
        : scenario.wantsHashes()
            ? Intended.MODE_IS_CHANGED
            : scenario.wantsNames() ? Intended.NAME_IS_CHANGED : null;
  }

  private static String text(Left left, String name) {
    Entry entry = left.after().entries().get(name);
    if (entry == null) {
      return "not there";
    }
    byte[] start = java.util.Arrays.copyOf(entry.content(), Math.min(16, entry.content().length));
    return entry.kind()
        + " "
        + entry.content().length
        + " bytes "
        + java.util.HexFormat.of().formatHex(start)
        + (left.kept(name) ? " kept" : " written")
        + (entry.first().endsWith(name) ? "" : ", same file as " + entry.first());
  }

  private void tell(Scenario scenario, Left theirs, Left ours, List<String> problems) {
    if (problems.isEmpty()) {
      passed++;
    } else if (++failed <= show) {
      System.out.println(scenario + ": differs (theirs | ours)");
      problems.stream().limit(LINES).forEach(problem -> System.out.println("    " + problem));
      System.out.println("    theirs said: " + theirs.ended().said().strip());
      System.out.println("    ours said: " + ours.ended().said().strip());
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
