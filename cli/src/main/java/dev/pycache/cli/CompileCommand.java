package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.FileNaming;
import dev.pycache.cache.compile.SourceSelection;
import dev.pycache.cache.compile.TreeCompiler;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cli.compile.FileList;
import dev.pycache.cli.compile.PythonPattern;
import dev.pycache.cli.config.Surroundings;
import dev.pycache.cli.python.PythonChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code pycache compile}: brings caches up to date, as {@code python -m compileall} does, whose
 * options it has, by the same letters.
 */
final class CompileCommand {
  static final String NAME = "compile";

  private CompileCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    addSelection(spec);
    addCaches(spec);
    addNames(spec);
    addRun(spec);
    spec.addOption(Commands.help());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("a Python file, or a folder of them")
            .build());
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Brings the __pycache__ of Python files, and of all that is below folders, up to date.")
        .footer(
            "",
            "Exit status: 0 all is well, 1 a source does not compile, or with --check something"
                + " would be written, 2 wrong usage or an I/O error.");
    return spec;
  }

  /** Which sources. */
  private static void addSelection(CommandSpec spec) {
    spec.addOption(
        Options.flag("-l", "--no-recurse").description("do not enter folders in folders").build());
    spec.addOption(
        OptionSpec.builder("-r", "--max-depth")
            .paramLabel("N")
            .type(Integer.class)
            .converters(text -> Options.number(text.strip(), Integer.MAX_VALUE))
            .description("enter folders so many levels deep; stronger than -l")
            .build());
    spec.addOption(
        list("--exclude")
            .paramLabel("GLOB")
            .description(
                "pass over files and folders that match, below each PATH, as .gitignore would:"
                    + " '*_pb2.py', 'build/', '/tests/data/**'; may be repeated")
            .build());
    spec.addOption(
        OptionSpec.builder("-x", "--exclude-regexp")
            .paramLabel("REGEXP")
            .type(Pattern.class)
            .converters(CompileCommand::pattern)
            .description("pass over files in whose path this is found, in Python's syntax")
            .build());
    spec.addOption(
        string("-e", "--links-within")
            .paramLabel("DIR")
            .description("pass over symbolic links to files outside of DIR")
            .build());
    spec.addOption(
        string("-i", "--files-from")
            .paramLabel("FILE")
            .description("take the lines of FILE as more PATHs; - is standard input")
            .build());
  }

  /** Which caches, and how they know their sources. */
  private static void addCaches(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-o", "--optimize")
            .paramLabel("LEVEL")
            .type(List.class)
            .auxiliaryTypes(Integer.class)
            .converters(text -> Options.number(text.strip(), 2))
            .description(
                "optimisation: 0, the default, 1 (no asserts), 2 (no docstrings either); more than"
                    + " one may be given")
            .build());
    spec.addOption(
        Options.flag("--hardlink-dupes")
            .description("make caches of different levels one file if they are equal")
            .build());
    spec.addOption(
        OptionSpec.builder("--invalidation-mode")
            .paramLabel("MODE")
            .type(InvalidationMode.class)
            .converters(CompileCommand::mode)
            .description(
                "timestamp, checked-hash or unchecked-hash; default: checked-hash if"
                    + " SOURCE_DATE_EPOCH is set, else timestamp")
            .build());
    spec.addOption(
        Options.flag("-b", "--legacy").description("write NAME.pyc beside NAME.py").build());
    spec.addOption(Options.prefix());
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(List.class)
            .auxiliaryTypes(Target.class)
            .converters(Options::target)
            .description(
                "Python to compile for, as 3.13, its newest release, or 3.13.0; may be repeated;"
                    + " default: "
                    + PythonChoice.SOURCES)
            .build());
  }

  /** What sources are called in tracebacks. */
  private static void addNames(CommandSpec spec) {
    spec.addOption(
        string("-d", "--destdir")
            .paramLabel("DESTDIR")
            .description("name the sources in tracebacks as if each PATH were DESTDIR")
            .build());
    spec.addOption(
        string("-s", "--stripdir")
            .paramLabel("STRIPDIR")
            .description("take STRIPDIR away from the beginning of their names")
            .build());
    spec.addOption(
        string("-p", "--prependdir")
            .paramLabel("PREPENDDIR")
            .description("put PREPENDDIR before their names, if these are relative")
            .build());
  }

  /** How it is done and told. */
  private static void addRun(CommandSpec spec) {
    spec.addOption(Options.flag("-f", "--force").description("compile fresh sources too").build());
    spec.addOption(
        Options.flag("--check")
            .description("write nothing; exit status 1 if something would be written")
            .build());
    spec.addOption(
        Options.flag("-n", "--dry-run")
            .description("write nothing, tell what would be written")
            .build());
    spec.addOption(
        Options.flag("-w", "--watch")
            .description("then go on, and keep caches right while files change")
            .build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.flag("-q", "--quiet")
            .type(boolean[].class)
            .description("only report what fails; -qq does not report that either")
            .build());
    spec.addOption(
        Options.format("json prints an object a line on standard output for each source"));
  }

  private static OptionSpec.Builder string(String... names) {
    return OptionSpec.builder(names).type(String.class);
  }

  private static OptionSpec.Builder list(String... names) {
    return OptionSpec.builder(names).type(List.class).auxiliaryTypes(String.class);
  }

  private static Pattern pattern(String text) {
    try {
      return PythonPattern.compile(text);
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() < 0 ? "" : " at position " + e.getIndex();
      throw new TypeConversionException("'" + text + "': " + e.getDescription() + place);
    }
  }

  private static InvalidationMode mode(String text) {
    return InvalidationMode.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is none of timestamp, checked-hash, unchecked-hash"));
  }

  static int run(ParseResult parsed, Surroundings surroundings, Output out, Output err) {
    long start = System.nanoTime();
    int quiet = parsed.matchedOptionValue("-q", new boolean[0]).length;
    PythonChoice choice =
        parsed.hasMatchedOption("--python") ? null : PythonChoice.in(surroundings);
    CompileOptions options =
        options(
            parsed,
            choice == null
                ? parsed.matchedOptionValue("--python", List.of())
                : List.of(choice.target()));
    if (parsed.hasMatchedOption("--watch") && options.dryRun()) {
      throw wrong(parsed, "--watch writes; it excludes --check and --dry-run");
    }
    List<String> paths = new ArrayList<>(parsed.matchedPositionalValue(0, List.of()));
    String list = parsed.matchedOptionValue("-i", "");
    if (paths.isEmpty() && list.isEmpty()) {
      throw wrong(parsed, "no PATH is given");
    }
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    var report =
        new CompileReport(out, err, options, choice, json, quiet, Progress.onTerminal(err, quiet));
    report.checkArguments(paths);
    if (!list.isEmpty()) {
      try {
        paths.addAll(FileList.read(list, System.in));
      } catch (IOException e) {
        err.print("pycache: " + list + ": " + Failure.of(e).reason() + "\n");
        return ExitStatus.FAILED;
      }
    }
    if (parsed.hasMatchedOption("--watch")) {
      return new WatchRun(report, !json && quiet == 0, out, err).run(options, paths);
    }
    CompileSummary summary;
    try {
      summary = new TreeCompiler(options).compile(paths, report);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    report.summarise(summary, System.nanoTime() - start);
    boolean found =
        summary.rejected() > 0
            || parsed.hasMatchedOption("--check") && summary.written() + summary.converted() > 0;
    return summary.failed() > 0 ? ExitStatus.FAILED : found ? ExitStatus.REJECTED : ExitStatus.OK;
  }

  private static CompileOptions withTargets(ParseResult parsed, List<Target> targets) {
    try {
      return CompileOptions.of(targets.getFirst())
          .withLegacy(parsed.hasMatchedOption("-b"))
          .withTargets(targets);
    } catch (IllegalArgumentException e) {
      throw wrong(parsed, "--python: " + e.getMessage());
    }
  }

  private static CompileOptions options(ParseResult parsed, List<Target> targets) {
    List<Integer> levels = parsed.matchedOptionValue("-o", List.of(0));
    boolean linked = parsed.hasMatchedOption("--hardlink-dupes");
    if (linked && Set.copyOf(levels).size() < 2) {
      throw wrong(
          parsed,
          "Hardlinking of duplicated bytecode makes sense only for more than one optimization"
              + " level.");
    }
    return withTargets(parsed, targets)
        .withPrefix(Options.layout(parsed, "").prefix())
        .withLevels(levels)
        .withMode(
            parsed.matchedOptionValue(
                "--invalidation-mode", InvalidationMode.byDefault(System.getenv())))
        .withSelection(selection(parsed))
        .withNaming(naming(parsed))
        .withHardlinkDuplicates(linked)
        .withForce(parsed.hasMatchedOption("-f"))
        .withDryRun(parsed.hasMatchedOption("-n") || parsed.hasMatchedOption("--check"))
        .withJobs(parsed.matchedOptionValue("-j", 0));
  }

  private static SourceSelection selection(ParseResult parsed) {
    int depth =
        parsed.matchedOptionValue("-r", parsed.hasMatchedOption("-l") ? 0 : Integer.MAX_VALUE);
    SourceSelection selection = SourceSelection.ALL.withMaxDepth(depth);
    if (parsed.hasMatchedOption("-x")) {
      Pattern pattern = parsed.matchedOptionValue("-x", Pattern.compile(""));
      selection = selection.withSkip(path -> pattern.matcher(path).find());
    }
    String within = parsed.matchedOptionValue("-e", "");
    if (!within.isEmpty()) {
      selection = selection.withLinksWithin(within);
    }
    try {
      return selection.withExcludes(parsed.matchedOptionValue("--exclude", List.of()));
    } catch (IllegalArgumentException e) {
      throw wrong(parsed, "--exclude: " + e.getMessage());
    }
  }

  private static FileNaming naming(ParseResult parsed) {
    Optional<String> strip = text(parsed, "-s");
    Optional<String> prepend = text(parsed, "-p");
    boolean moved = strip.isPresent() || prepend.isPresent();
    if (parsed.hasMatchedOption("-d")) {
      if (moved) {
        throw wrong(parsed, "-d cannot be used in combination with -s or -p");
      }
      return new FileNaming.Below(parsed.matchedOptionValue("-d", ""));
    }
    return moved ? new FileNaming.Moved(strip, prepend) : FileNaming.asFound();
  }

  private static Optional<String> text(ParseResult parsed, String option) {
    return parsed.hasMatchedOption(option)
        ? Optional.of(parsed.matchedOptionValue(option, ""))
        : Optional.empty();
  }

  private static ParameterException wrong(ParseResult parsed, String problem) {
    return new ParameterException(parsed.commandSpec().commandLine(), problem);
  }
}
