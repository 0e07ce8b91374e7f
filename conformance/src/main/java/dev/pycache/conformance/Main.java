package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import dev.pycache.conformance.compileall.CompileallCommand;
import dev.pycache.conformance.compileall.KillCommand;
import dev.pycache.conformance.fuzz.FuzzCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The conformance command: any source tree, any interpreter. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    subcommands = {
      ReadCommand.class,
      MarshalCommand.class,
      CacheCommand.class,
      CompileallCommand.class,
      KillCommand.class,
      VerifyCommand.class,
      FuzzCommand.class
    },
    description =
        "Compiles sources with pycache and with a real interpreter and compares the results byte for byte.")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec commandLine = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Source trees or files.")
  private List<Path> paths = List.of();

  @Option(
      names = "--python",
      defaultValue = "python3.11",
      description = "The interpreter (default: ${DEFAULT-VALUE}).")
  private String python = "";

  @Option(
      names = "--target",
      defaultValue = "",
      description = "The release to compile for (default: that of the interpreter).")
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

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (paths.isEmpty()) {
      throw new ParameterException(commandLine.commandLine(), "no PATH is given");
    }
    Target target = target();
    var tally =
        new Tally(
            known.toString().isEmpty() ? KnownDifferences.none() : KnownDifferences.read(known),
            System.out,
            show);
    var workers = new Workers<Task>(threads, () -> new CompileJudge(target, tally));
    corpus()
        .forEach(
            sample -> {
              for (int level : levels) {
                workers.put(new Task(sample, level));
              }
            });
    workers.finish();
    tally.summarise(describe(target));
    return tally.failed() == 0 ? 0 : 1;
  }

  private Target target() throws IOException {
    if (targetName.isEmpty()) {
      return Reference.targetOf(python);
    }
    return Target.parse(targetName)
        .orElseThrow(
            () ->
                new ParameterException(
                    commandLine.commandLine(), "there is no target '" + targetName + "'"));
  }

  private Corpus corpus() {
    var tree = new TreeCorpus(paths, excluded);
    if (strings) {
      return new StringsCorpus(tree, python);
    }
    return damaged > 0 ? new DamagedCorpus(tree, seed, first, damaged, maxBytes) : tree;
  }

  private String describe(Target target) {
    String what =
        strings ? "string constants" : damaged > 0 ? "damaged files, seed " + seed : "files";
    return what
        + " of "
        + paths
        + ", levels "
        + levels
        + ", target "
        + target.release()
        + ", "
        + python;
  }

  private final class CompileJudge implements Workers.Judge<Task> {
    private final Judge judge;
    private final Tally tally;

    CompileJudge(Target target, Tally tally) throws IOException {
      this.judge = new Judge(target, Reference.start(python), !ignoreWarnings);
      this.tally = tally;
    }

    @Override
    public void judge(Task task) throws IOException {
      Verdict verdict = judge.judge(task.sample(), task.level());
      tally.add(task.sample().name(), "level " + task.level(), verdict);
    }

    @Override
    public void close() throws IOException {
      judge.close();
    }
  }
}
