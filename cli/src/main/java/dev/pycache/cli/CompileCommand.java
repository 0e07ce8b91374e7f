package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.TreeCompiler;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pycache compile}: brings caches up to date, as {@code python -m compileall} does. */
final class CompileCommand {
  static final String NAME = "compile";

  private CompileCommand() {}

  static CommandSpec spec() {
    var spec = CommandSpec.create();
    spec.addOption(Options.flag("-f", "--force").description("compile fresh sources too").build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.flag("-q", "--quiet")
            .type(boolean[].class)
            .description("only report what fails; -qq does not report that either")
            .build());
    spec.addOption(
        OptionSpec.builder("-o")
            .paramLabel("LEVEL")
            .type(List.class)
            .auxiliaryTypes(Integer.class)
            .converters(text -> Options.number(text, 2))
            .description(
                "optimisation: 0, the default, 1 (no asserts), 2 (no docstrings either); more than one may be given")
            .build());
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(Target.class)
            .converters(Options::target)
            .description("Python to compile for; default: " + Target.CPYTHON_3_11)
            .build());
    spec.addOption(
        Options.format("json prints an object a line on standard output for each source"));
    spec.addOption(Commands.help());
    spec.addPositional(Options.paths("a Python file, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Brings the __pycache__ of Python files, and of all that is below folders, up to date.")
        .footer(
            "",
            "Exit status: 0 all is well, 1 a source does not compile, 2 wrong usage or an I/O error.");
    return spec;
  }

  static int run(ParseResult parsed, Output out, Output err) {
    long start = System.nanoTime();
    List<String> paths = parsed.matchedPositionalValue(0, List.of());
    int quiet = parsed.matchedOptionValue("-q", new boolean[0]).length;
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    var report = new CompileReport(out, err, json, quiet, Progress.onTerminal(err, quiet));
    report.checkArguments(paths);
    CompileSummary summary;
    try {
      summary = new TreeCompiler(options(parsed)).compile(paths, report);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    report.summarise(summary, System.nanoTime() - start);
    return summary.failed() > 0
        ? ExitStatus.FAILED
        : summary.rejected() > 0 ? ExitStatus.REJECTED : ExitStatus.OK;
  }

  private static CompileOptions options(ParseResult parsed) {
    Target target = parsed.matchedOptionValue("--python", Target.CPYTHON_3_11);
    return new CompileOptions(
        target,
        Options.layout(parsed, target.cacheTag()),
        parsed.matchedOptionValue("-o", List.of(0)),
        parsed.hasMatchedOption("-f"),
        parsed.matchedOptionValue("-j", 0));
  }
}
