package dev.pycache.cli;

import dev.pycache.cache.canonical.CanonicalSummary;
import dev.pycache.cache.canonical.Canonicaliser;
import dev.pycache.cli.show.CanonicalReport;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pycache canonicalise}: rewrites {@code .pyc} files into their canonical form. */
final class CanonicaliseCommand {
  static final String NAME = "canonicalise";

  /** As others spell it. */
  static final String ALIAS = "canonicalize";

  private CanonicaliseCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec().aliases(ALIAS);
    spec.addOption(
        Options.flag("--check")
            .description("write nothing, only tell which files are not canonical")
            .build());
    spec.addOption(
        Options.flag("-q", "--quiet")
            .type(boolean[].class)
            .description("only report what fails; -qq does not report that either")
            .build());
    spec.addOption(Options.format("json prints an object a line on standard output for each file"));
    spec.addOption(Commands.help());
    spec.addPositional(Options.paths("a .pyc of any Python, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Rewrites .pyc files, and all that are below folders, so that equal code is equal"
                + " bytes, whatever process compiled it. The header stays as it is.")
        .footer(
            "",
            "The command may be spelled " + ALIAS + " too.",
            "",
            "Exit status: 0 all is well, 1 with --check: a file is not canonical, 2 a file cannot"
                + " be read or written, or wrong usage.");
    return spec;
  }

  static int run(ParseResult parsed, Output out, Output err) {
    long start = System.nanoTime();
    List<String> paths = parsed.matchedPositionalValue(0, List.of());
    int quiet = parsed.matchedOptionValue("-q", new boolean[0]).length;
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    var report = new CanonicalReport(out, err, json, quiet);
    CanonicalSummary summary =
        new Canonicaliser(parsed.hasMatchedOption("--check")).run(paths, report::tell);
    report.summarise(summary, System.nanoTime() - start);
    return summary.failed() > 0
        ? ExitStatus.FAILED
        : summary.notCanonical() > 0 ? ExitStatus.REJECTED : ExitStatus.OK;
  }
}
