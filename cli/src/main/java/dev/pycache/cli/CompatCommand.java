package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compat.CompatCheck;
import dev.pycache.cli.compat.CompatRequest;
import dev.pycache.cli.compat.CompatRequest.Format;
import dev.pycache.cli.compat.CompatRun;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pycache compat}: tells which versions of Python accept sources. */
final class CompatCommand {
  static final String NAME = "compat";

  private CompatCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(List.class)
            .auxiliaryTypes(Target.class)
            .converters(Options::target)
            .description(
                "Python to ask, as 3.13, its newest release, or 3.13.0; may be repeated; default:"
                    + " all that there is a compiler for")
            .build());
    spec.addOption(
        Options.flag("-v", "--verbose").description("list sources that all accept too").build());
    spec.addOption(
        Options.flag("-q", "--quiet").description("only say what cannot be read").build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.format(
            "json prints an object a line on standard output for each source; sarif one log of"
                + " SARIF 2.1.0",
            "text",
            "json",
            "sarif"));
    spec.addOption(Commands.help());
    spec.addPositional(Options.pathsOrHere("a Python file, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Tells which versions of Python accept each source, and the first error of those that"
                + " do not. Writes and executes nothing.")
        .footer(
            "",
            "Exit status: 0 all sources are accepted by all versions asked, 1 one is not, 2 a path"
                + " or a file cannot be read, or wrong usage.");
    return spec;
  }

  static int run(ParseResult parsed, Output out, Output err) {
    List<Target> targets = parsed.matchedOptionValue("--python", CompatCheck.newestReleases());
    var request =
        new CompatRequest(
            parsed.matchedPositionalValue(0, List.of(".")),
            targets.stream().distinct().toList(),
            parsed.matchedOptionValue("-j", 0),
            Format.valueOf(parsed.matchedOptionValue("--format", "text").toUpperCase(Locale.ROOT)),
            parsed.hasMatchedOption("-v"),
            parsed.hasMatchedOption("-q"),
            Main.VERSION);
    return new CompatRun(request, out, err).run();
  }
}
