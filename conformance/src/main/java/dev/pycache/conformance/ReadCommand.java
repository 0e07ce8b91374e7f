package dev.pycache.conformance;

import dev.pycache.bytecode.dis.DisOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether the caches of an interpreter are read, written and disassembled as it does itself. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Has an interpreter, of any version from 2.7 on, compile sources, and compares what is made of"
          + " its caches:",
      "read and written again they are the same bytes; their canonical form is the same for another"
          + " process and the same value for the interpreter; disassembled they give what its own"
          + " dis prints, addresses aside."
    })
final class ReadCommand implements Callable<Integer> {
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

  @Option(names = "--exclude", description = "Name of folders not to enter, repeatable.")
  private Set<String> excluded = Set.of();

  @Option(
      names = "--options-every",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Disassemble each N-th file with the options of dis too (default: ${DEFAULT-VALUE}).")
  private int optionsEvery;

  @Option(names = "--every", paramLabel = "N", defaultValue = "1", description = "Each N-th file.")
  private int every;

  @Option(names = "--known", description = "File of known differences.")
  private Path known = Path.of("");

  @Option(names = "-j", defaultValue = "0", description = "Threads (default: one a processor).")
  private int threads;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Differences to print (default: ${DEFAULT-VALUE}).")
  private int show;

  private record Task(Path file, int number) {}

  @Override
  public Integer call() throws IOException {
    CacheReference.About about;
    try (var reference = CacheReference.start(python, 0, List.of())) {
      about = reference.about();
    }
    var tally =
        new Tally(
            known.toString().isEmpty() ? KnownDifferences.none() : KnownDifferences.read(known),
            System.out,
            show);
    TreeCorpus tree =
        paths.isEmpty()
            ? new TreeCorpus(List.of(Path.of(about.library())), Set.of("site-packages"))
            : new TreeCorpus(paths, excluded);
    var workers = new Workers<Task>(threads, () -> new FileJudge(tally));
    List<Path> files = tree.files();
    for (int i = 0; i < files.size(); i += every) {
      workers.put(new Task(files.get(i), i / every));
    }
    workers.finish();
    tally.summarise("caches of " + tree.roots() + ", " + about.name());
    return tally.failed() == 0 ? 0 : 1;
  }

  /** Without options always, and for some files with each one and with several together. */
  private List<Set<DisOption>> listings(int number) {
    List<Set<DisOption>> listings = new ArrayList<>();
    listings.add(Set.of());
    if (number % optionsEvery == 0) {
      for (DisOption option : DisOption.values()) {
        listings.add(EnumSet.of(option));
      }
      listings.add(EnumSet.of(DisOption.SHOW_CACHES, DisOption.SPECIALIZED));
      listings.add(EnumSet.of(DisOption.SHOW_CACHES, DisOption.SHOW_OFFSETS));
      listings.add(EnumSet.allOf(DisOption.class));
    }
    return listings;
  }

  private final class FileJudge implements Workers.Judge<Task> {
    private final ReadJudge judge;
    private final Tally tally;

    FileJudge(Tally tally) throws IOException {
      this.judge = ReadJudge.start(python);
      this.tally = tally;
    }

    @Override
    public void judge(Task task) throws IOException {
      var kinds = CacheReference.Header.values();
      String path = task.file().toString();
      judge.judge(
          path,
          kinds[task.number() % kinds.length],
          listings(task.number()),
          (what, verdict) -> tally.add(path, what, verdict));
    }

    @Override
    public void close() throws IOException {
      judge.close();
    }
  }
}
