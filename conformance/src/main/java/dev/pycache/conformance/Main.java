package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The conformance command: any source tree, any interpreter. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description =
        "Compiles sources with pycache and with a real interpreter and compares the results byte for byte.")
public final class Main implements Callable<Integer> {
  /** As large as the stacks on which the compile command works. */
  private static final long STACK_BYTES = 64L << 20;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Source trees or files.")
  private List<Path> paths = List.of();

  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(names = "--target", defaultValue = "3.11", description = "The release to compile for.")
  private String targetName = "";

  @Option(
      names = {"-o", "--level"},
      description = "Optimisation level, repeatable (default: 0).")
  private List<Integer> levels = List.of(0);

  @Option(
      names = "--strings",
      description = "Take each string constant in the files as a source of its own.")
  private boolean strings;

  @Option(
      names = "--damaged",
      paramLabel = "N",
      description = "Take N damaged versions of the files.")
  private int damaged;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the damage (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--first",
      defaultValue = "0",
      description = "Number of the first damaged version.")
  private int first;

  @Option(
      names = "--max-bytes",
      defaultValue = "40000",
      description = "Damage only files up to this size.")
  private int maxBytes;

  @Option(names = "--exclude", description = "Name of folders not to enter, repeatable.")
  private Set<String> excluded = Set.of();

  @Option(names = "--known", description = "File of known differences.")
  private Path known = Path.of("");

  @Option(names = "--no-warnings", description = "Do not compare warnings.")
  private boolean ignoreWarnings;

  @Option(
      names = "-j",
      defaultValue = "0",
      description = "Threads (default: one for each processor).")
  private int threads;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "Differences to print (default: ${DEFAULT-VALUE}).")
  private int show;

  private record Task(Case sample, int level) {}

  private static final Task END = new Task(new Case("", new byte[0], ""), 0);

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Target target =
        Target.parse(targetName)
            .orElseThrow(() -> new IllegalArgumentException("no target " + targetName));
    var tally =
        new Tally(
            known.toString().isEmpty() ? KnownDifferences.none() : KnownDifferences.read(known),
            System.out,
            show);
    int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    BlockingQueue<Task> queue = new ArrayBlockingQueue<>(64);
    List<Worker> running = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      running.add(new Worker(queue, target, tally));
      running.get(i).start();
    }
    corpus()
        .forEach(
            sample -> {
              for (int level : levels) {
                put(queue, new Task(sample, level));
              }
            });
    for (int i = 0; i < workers; i++) {
      queue.put(END);
    }
    for (Worker worker : running) {
      worker.join();
    }
    tally.summarise(describe());
    return tally.failed() == 0 ? 0 : 1;
  }

  private Corpus corpus() {
    var tree = new TreeCorpus(paths, excluded);
    if (strings) {
      return new StringsCorpus(tree, python);
    }
    return damaged > 0 ? new DamagedCorpus(tree, seed, first, damaged, maxBytes) : tree;
  }

  private String describe() {
    String what =
        strings ? "string constants" : damaged > 0 ? "damaged files, seed " + seed : "files";
    return what + " of " + paths + ", levels " + levels + ", " + python;
  }

  private static void put(BlockingQueue<Task> queue, Task task) throws IOException {
    try {
      queue.put(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Without its judges a run would wait for ever. */
  private static void giveUp(Thread judge, Throwable cause) {
    System.err.println("conformance: " + cause.getMessage());
    cause.printStackTrace();
    Runtime.getRuntime().halt(2);
  }

  private final class Worker extends Thread {
    private final BlockingQueue<Task> queue;
    private final Target target;
    private final Tally tally;

    Worker(BlockingQueue<Task> queue, Target target, Tally tally) {
      super(null, null, "judge", STACK_BYTES);
      setDaemon(true);
      setUncaughtExceptionHandler(Main::giveUp);
      this.queue = queue;
      this.target = target;
      this.tally = tally;
    }

    @Override
    public void run() {
      try (var judge = new Judge(target, Reference.start(python), !ignoreWarnings)) {
        for (Task task = queue.take(); task != END; task = queue.take()) {
          tally.add(task.sample(), task.level(), judge.judge(task.sample(), task.level()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
