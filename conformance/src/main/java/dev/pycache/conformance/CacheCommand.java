package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the rules of caches are importlib's own. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Asks an interpreter's own importlib (2.7, and from 3.3 on) what it makes of generated cases,"
          + " and compares:",
      "paths of caches and sources, refusals included; headers of caches, imported with and without"
          + " their source; names, permissions and headers of what is written, in folders and with"
          + " old caches in all states, under several umasks, without root's rights, without room."
    })
final class CacheCommand implements Callable<Integer> {
  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "4000",
      description = "How many cases (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Differences to print (default: ${DEFAULT-VALUE}).")
  private int show;

  @Override
  public Integer call() throws IOException {
    var tally = new Tally(KnownDifferences.none(), System.out, show);
    Path scratch = Files.createTempDirectory("pycache-cache-");
    CacheOracle.About about;
    try (var oracle = CacheOracle.start(python)) {
      about = oracle.about();
      String name = about.implementation() + " " + about.release();
      PythonVersion version =
          about.version().orElseThrow(() -> new IOException("pycache does not know " + name));
      if (version.hasImportlib()) {
        new PathCases(oracle, about, version, tally, new Random(seed), scratch).run(count / 2);
      }
      new HeaderCases(oracle, about, version, tally, new Random(seed)).run(count * 3 / 8);
      if (version.hasImportlib()) {
        new WriteCases(python, about, version, tally, new Random(seed), scratch).run(count / 8);
      }
    } finally {
      Trees.delete(scratch);
    }
    tally.summarise("rules of caches, " + about.implementation() + " " + about.release());
    return tally.failed() == 0 ? 0 : 1;
  }
}
