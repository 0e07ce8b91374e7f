package dev.pycache.conformance.compileall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@link KillTest} as a command. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs several pycache compile on one tree at once, again and again, kills them at random"
          + " moments and changes the sources in between.",
      "Every cache must be whole and right at all times, and the next run must leave no temporary"
          + " file."
    })
public final class KillCommand implements Callable<Integer> {
  @Option(names = "--files", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(names = "--processes", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
  private int processes;

  @Option(names = "--rounds", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Failures to print (default: ${DEFAULT-VALUE}).")
  private int show;

  /** To be made by the command line. */
  public KillCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("pycache-kill");
    var failed = new AtomicInteger();
    try {
      var test =
          new KillTest(
              work,
              files,
              processes,
              seed,
              problem -> {
                if (failed.incrementAndGet() <= show) {
                  System.out.println(problem);
                }
              });
      KillTest.Result result = test.run(rounds);
      if (result.killed() == 0) {
        failed.incrementAndGet();
        System.out.println("nobody was killed");
      }
      System.out.printf(
          "%d processes in %d rounds on %d files, %d of them killed, %d temporary files found and"
              + " removed%n",
          processes * rounds, rounds, files, result.killed(), result.leftovers());
      System.out.println(
          result.caches() - failed.get() + " passed, " + failed.get() + " failed, 0 skipped");
    } finally {
      CompileallCommand.delete(work);
    }
    return failed.get() == 0 ? 0 : 1;
  }
}
