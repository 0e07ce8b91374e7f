package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cli.diff.DiffRequest;
import dev.pycache.cli.diff.DiffRun;
import dev.pycache.cli.text.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code pycache diff}: shows how two compiled files differ by what they mean. */
final class DiffCommand {
  static final String NAME = "diff";

  private DiffCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        Options.flag("--raw")
            .description("files are marshal data without a header; needs --python")
            .build());
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(PythonVersion.class)
            .converters(Options::python)
            .description("Python that wrote the data")
            .build());
    spec.addOption(Options.format("json prints one object on standard output"));
    spec.addOption(Options.html());
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(file("0", "OLD", "a .pyc of any Python; one of the two may be -"));
    spec.addPositional(file("1", "NEW", "another, which stands on the right"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Shows how two .pyc files differ: in what they mean, or only in how they are written.")
        .footer(
            "",
            "Examples:",
            "  pycache diff old.pyc new.pyc",
            "  pycache diff --html difference.html old.pyc new.pyc",
            "",
            "Exit status: 0 the same bytes, 1 different, 2 trouble.");
    return spec;
  }

  private static PositionalParamSpec file(String index, String label, String description) {
    return PositionalParamSpec.builder()
        .index(index)
        .paramLabel(label)
        .required(true)
        .type(String.class)
        .description(description)
        .build();
  }

  static int run(ParseResult parsed, Output out, Output err) {
    @Nullable PythonVersion raw = parsed.matchedOptionValue("--python", (PythonVersion) null);
    if (parsed.hasMatchedOption("--raw") != (raw != null)) {
      throw wrong(parsed, "--raw and --python go together");
    }
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    @Nullable String html = parsed.matchedOptionValue("--html", (String) null);
    if (json && html != null) {
      throw wrong(parsed, "--html and --format json exclude each other");
    }
    String left = parsed.matchedPositionalValue(0, "");
    String right = parsed.matchedPositionalValue(1, "");
    var request = new DiffRequest(left, right, raw, json, html, Terminal.colours(parsed));
    return DiffRun.run(request, out, err);
  }

  private static ParameterException wrong(ParseResult parsed, String message) {
    return new ParameterException(parsed.commandSpec().commandLine(), message);
  }
}
