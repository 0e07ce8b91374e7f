package dev.pycache.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Harmed caches through the reader, the writers, {@code show} and {@code dis}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description =
        "Reads, writes and disassembles harmed caches of all versions: each must end in a value or"
            + " a clear error.")
public final class FuzzCommand implements Callable<Integer> {
  @Option(
      names = "--count",
      defaultValue = "100000",
      description = "How many cases (default: ${DEFAULT-VALUE}).")
  private long count;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--first",
      defaultValue = "0",
      description = "Number of the first case; with --count 1, that case alone.")
  private long first;

  @Option(names = "--seconds", defaultValue = "0", description = "End after so many seconds.")
  private long seconds;

  @Option(
      names = "--corpus",
      paramLabel = "FOLDER",
      description = "Take the caches below it too, repeatable.")
  private List<Path> folders = List.of();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Write the first case to a file and do no more.")
  private Path written = Path.of("");

  @Option(names = "-j", defaultValue = "2", description = "Threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Failures to print (default: ${DEFAULT-VALUE}).")
  private int show;

  /** To be made by the command line. */
  public FuzzCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, Fault {
    Specimens specimens = Specimens.bundled();
    for (Path folder : folders) {
      specimens.addBelow(folder);
    }
    var cases = new Cases(specimens, seed);
    if (!written.toString().isEmpty()) {
      var made = cases.at(first).orElseThrow(() -> new IOException("the writer refuses this case"));
      Files.write(written, made.bytes());
      System.out.println("made of " + made.specimen().name());
      return 0;
    }
    var run = new FuzzRun(cases, first, count, seconds, System.out, show);
    long failed = run.run(threads);
    System.out.println(
        "harmed caches of " + specimens.summary() + ", seed " + seed + ", from case " + first);
    run.summarise();
    return failed == 0 ? 0 : 1;
  }
}
