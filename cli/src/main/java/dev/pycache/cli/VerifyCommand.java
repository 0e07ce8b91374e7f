package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.verify.VerifyOptions;
import dev.pycache.cli.text.Terminal;
import dev.pycache.cli.verify.VerifyRequest;
import dev.pycache.cli.verify.VerifyRequest.Format;
import dev.pycache.cli.verify.VerifyRun;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pycache verify}: compiles sources again and tells whether their caches come from them. */
final class VerifyCommand {
  static final String NAME = "verify";

  private VerifyCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        Options.pythons(
            "look only at the caches of this Python, as 3.11 or cpython-311; may be repeated;"
                + " default: all"));
    spec.addOption(Options.prefix());
    spec.addOption(Options.hashCheck());
    spec.addOption(
        OptionSpec.builder("--revisions")
            .paramLabel("N")
            .type(Integer.class)
            .converters(text -> Options.number(text, Integer.MAX_VALUE))
            .description(
                "how many earlier revisions of a source in git may be compiled to explain a cache;"
                    + " default: "
                    + VerifyOptions.DEFAULT_REVISIONS)
            .build());
    spec.addOption(
        Options.flag("-v", "--verbose")
            .description("list matches too, with the releases that write them")
            .build());
    spec.addOption(
        Options.flag("-q", "--quiet")
            .type(boolean[].class)
            .description("list only what fails, without a summary; -qq: print nothing")
            .build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.format(
            "json prints an object a line on standard output for each cache; sarif one log of"
                + " SARIF 2.1.0",
            "text",
            "json",
            "sarif"));
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(Options.pathsOrHere("a source, a cache, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Compiles sources again and tells whether their caches come from them: match, stale,"
                + " foreign, no-source or cannot-check.")
        .footer(
            "",
            "Exit status: 0 all match, or Python will not use them; 1 something could not be"
                + " checked, or holds the code of an earlier revision and is used; 2 nothing could"
                + " be looked at, or wrong usage; 3 something is foreign.");
    return spec;
  }

  static int run(ParseResult parsed, Output out, Output err) {
    List<PythonVersion> pythons = parsed.matchedOptionValue("--python", List.of());
    String format = parsed.matchedOptionValue("--format", "text");
    var options =
        new VerifyOptions(
            Options.layout(parsed, "").prefix(),
            Set.copyOf(pythons),
            Options.hashCheck(parsed),
            parsed.matchedOptionValue("--revisions", VerifyOptions.DEFAULT_REVISIONS),
            parsed.hasMatchedOption("-v") || format.equals("json"),
            parsed.matchedOptionValue("-j", 0));
    var request =
        new VerifyRequest(
            parsed.matchedPositionalValue(0, List.of(".")),
            options,
            Format.valueOf(format.toUpperCase(Locale.ROOT)),
            parsed.hasMatchedOption("-v"),
            parsed.matchedOptionValue("-q", new boolean[0]).length,
            Terminal.colours(parsed),
            Main.VERSION);
    return VerifyRun.run(request, out, err);
  }
}
