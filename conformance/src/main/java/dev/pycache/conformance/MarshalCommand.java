package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.conformance.fuzz.HarmedBodies;
import dev.pycache.conformance.fuzz.HarmedBodies.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the quick check of a cache's body says what the interpreter says. */
@Command(
    name = "marshal",
    mixinStandardHelpOptions = true,
    description = {
      "Has an interpreter, of any version from 2.7 on, load what stands in caches of its version,"
          + " sound and harmed, and compares with what the check says that pycache status makes:",
      "cut short everywhere, every byte changed, and --count others."
    })
final class MarshalCommand implements Callable<Integer> {
  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(
      names = "--count",
      defaultValue = "10000",
      description = "Cases with harm of other kinds (default: ${DEFAULT-VALUE}).")
  private long count;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--known", description = "File of known differences.")
  private Path known = Path.of("");

  @Option(names = "-j", defaultValue = "0", description = "Threads (default: one a processor).")
  private int threads;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Differences to print (default: ${DEFAULT-VALUE}).")
  private int show;

  @Override
  public Integer call() throws IOException {
    PythonVersion version;
    try (MarshalJudge judge = MarshalJudge.start(python)) {
      version = judge.python();
    }
    HarmedBodies bodies = HarmedBodies.of(version, seed);
    var tally =
        new Tally(
            known.toString().isEmpty() ? KnownDifferences.none() : KnownDifferences.read(known),
            System.out,
            show);
    var workers = new Workers<Body>(threads, () -> new BodyJudge(tally));
    long all = bodies.systematic() + count;
    for (long number = 0; number < all; number++) {
      Optional<Body> body = bodies.at(number);
      if (body.isPresent()) {
        workers.put(body.get());
      }
    }
    workers.finish();
    tally.summarise("bodies of caches of " + version + ", seed " + seed + ", " + python);
    return tally.failed() == 0 ? 0 : 1;
  }

  private final class BodyJudge implements Workers.Judge<Body> {
    private final MarshalJudge judge;
    private final Tally tally;

    BodyJudge(Tally tally) throws IOException {
      this.judge = MarshalJudge.start(python);
      this.tally = tally;
    }

    @Override
    public void judge(Body body) throws IOException {
      tally.add(body.name(), "", judge.judge(body.bytes()));
    }

    @Override
    public void close() throws IOException {
      judge.close();
    }
  }
}
