package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.CacheLayout;
import dev.pycache.cache.CompileOptions;
import dev.pycache.cache.CompileSummary;
import dev.pycache.cache.TreeCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pycache compile}: brings caches up to date, as {@code python -m compileall} does. */
final class CompileCommand {
  private static final Option FORCE = Option.flag("compile fresh sources too", "-f", "--force");
  private static final Option JOBS =
      Option.valued("N", "number of threads; 0, the default, is all processors", "-j", "--workers");
  private static final Option QUIET =
      Option.flag("only report what fails; -qq does not report that either", "-q", "--quiet");
  private static final Option LEVEL =
      Option.valued(
          "LEVEL",
          "optimisation: 0, the default, 1 (no asserts), 2 (no docstrings\neither); more than one may be given",
          "-o");
  private static final Option PYTHON =
      Option.valued(
          "VERSION", "Python to compile for; default: " + Target.CPYTHON_3_11, "--python");
  private static final Option FORMAT =
      Option.valued(
          "text|json",
          "json prints an object a line on standard output for each\nsource",
          "--format");
  private static final Option HELP = Option.flag("show this", "-h", "--help");

  static final Syntax SYNTAX =
      new Syntax(
          "pycache compile",
          "PATH...",
          "Brings the __pycache__ of Python files, and of all that is below folders, up to date.",
          List.of(FORCE, JOBS, QUIET, LEVEL, PYTHON, FORMAT, HELP),
          "Exit status: 0 all is well, 1 a source does not compile, 2 wrong usage or an I/O error.");

  private CompileCommand() {}

  static int run(List<String> words, Output out, Output err) throws UsageException {
    long start = System.nanoTime();
    Arguments arguments = Arguments.parse(SYNTAX, words);
    if (arguments.has(HELP)) {
      out.print(SYNTAX.help());
      return ExitStatus.OK;
    }
    if (arguments.operands().isEmpty()) {
      throw new UsageException("which files or folders?");
    }
    CompileOptions options = options(arguments);
    int quiet = arguments.count(QUIET);
    var report =
        new CompileReport(out, err, isJson(arguments), quiet, Progress.onTerminal(err, quiet));
    report.checkArguments(arguments.operands());
    CompileSummary summary;
    try {
      summary = new TreeCompiler(options).compile(arguments.operands(), report);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    report.summarise(summary, System.nanoTime() - start);
    return summary.failed() > 0
        ? ExitStatus.FAILED
        : summary.rejected() > 0 ? ExitStatus.REJECTED : ExitStatus.OK;
  }

  private static boolean isJson(Arguments arguments) throws UsageException {
    String format = arguments.value(FORMAT, "text");
    return switch (format) {
      case "json" -> true;
      case "text" -> false;
      default -> throw new UsageException("format is text or json, not '" + format + "'");
    };
  }

  private static CompileOptions options(Arguments arguments) throws UsageException {
    String python = arguments.value(PYTHON, Target.CPYTHON_3_11.version());
    Optional<Target> target = Target.parse(python);
    if (target.isEmpty()) {
      throw new UsageException("there is no compiler for Python '" + python + "' yet");
    }
    List<Integer> levels = new ArrayList<>();
    for (String level : arguments.values(LEVEL)) {
      levels.add(Arguments.number("LEVEL", level, 0, 2));
    }
    return new CompileOptions(
        target.get(),
        new CacheLayout(target.get().cacheTag(), prefix()),
        levels.isEmpty() ? List.of(0) : levels,
        arguments.has(FORCE),
        Arguments.number("N", arguments.value(JOBS, "0"), 0, Integer.MAX_VALUE));
  }

  private static Optional<String> prefix() {
    String prefix = System.getenv("PYTHONPYCACHEPREFIX");
    return prefix == null || prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
  }
}
