package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.DisOption;
import dev.pycache.cli.config.Surroundings;
import dev.pycache.cli.dis.DisRequest;
import dev.pycache.cli.dis.DisRun;
import dev.pycache.cli.python.PythonChoice;
import dev.pycache.cli.text.Terminal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code pycache dis}: shows what is in files, as {@code python -m dis} of their version does. */
final class DisCommand {
  static final String NAME = "dis";

  private DisCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .converters(Options::nameOfPython)
            .description(
                "Python to compile sources for, as 3.11 or 3.11.2; several are shown side by side."
                    + " With --raw, the Python that wrote the data")
            .build());
    spec.addOption(
        Options.flag("-C", "--show-caches").description("show inline caches (3.11+)").build());
    spec.addOption(
        Options.flag("-O", "--show-offsets")
            .description("show offsets beside labels (3.13+)")
            .build());
    spec.addOption(
        Options.flag("-P", "--show-positions")
            .description("show lines and columns (3.14+)")
            .build());
    spec.addOption(
        Options.flag("-S", "--specialized")
            .description("show instructions as the interpreter rewrites them (3.11+)")
            .build());
    spec.addOption(
        OptionSpec.builder("--function")
            .paramLabel("NAME")
            .type(String.class)
            .description("show only code objects of this name, as f or C.f")
            .build());
    spec.addOption(
        Options.flag("--raw")
            .description("files are marshal data without a header; takes one --python")
            .build());
    spec.addOption(
        Options.format("json prints an object a line on standard output for each code object"));
    spec.addOption(Options.html());
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(
        Options.paths("a source, a .pyc of any Python, a folder of them, or - for standard input"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Shows bytecode as the dis of its Python version prints it; two .pyc files side by side.")
        .footer(
            "",
            "Of folders the .pyc files are shown; with --python, their sources.",
            "",
            "Examples:",
            "  pycache dis tally.py --function Ledger.add",
            "  pycache dis __pycache__/tally.cpython-38.pyc __pycache__/tally.cpython-312.pyc",
            "  pycache dis --format json app.pyc | jq .qualname",
            "",
            "Exit status: 0 all is well, 1 a source does not compile or a file is damaged,",
            "2 wrong usage or an I/O error.");
    return spec;
  }

  static int run(ParseResult parsed, Surroundings surroundings, Output out, Output err) {
    List<String> pythons = parsed.matchedOptionValue("--python", List.of());
    PythonVersion raw = null;
    if (parsed.hasMatchedOption("--raw")) {
      if (pythons.size() != 1) {
        throw wrong(parsed, "--raw needs one --python, which wrote the data");
      }
      raw = Options.python(pythons.getFirst());
      pythons = List.of();
    }
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    @Nullable String html = parsed.matchedOptionValue("--html", (String) null);
    if (json && html != null) {
      throw wrong(parsed, "--html and --format json exclude each other");
    }
    var request =
        new DisRequest(
            parsed.matchedPositionalValue(0, List.of()),
            pythons,
            () -> PythonChoice.in(surroundings).target().toString(),
            raw,
            shown(parsed),
            parsed.matchedOptionValue("--function", (String) null),
            json,
            html,
            Terminal.colours(parsed));
    return DisRun.run(request, out, err);
  }

  private static ParameterException wrong(ParseResult parsed, String message) {
    return new ParameterException(parsed.commandSpec().commandLine(), message);
  }

  private static Set<DisOption> shown(ParseResult parsed) {
    Set<DisOption> shown = EnumSet.noneOf(DisOption.class);
    for (DisOption option : DisOption.values()) {
      String name =
          switch (option) {
            case SHOW_CACHES -> "-C";
            case SHOW_OFFSETS -> "-O";
            case SHOW_POSITIONS -> "-P";
            case SPECIALIZED -> "-S";
          };
      if (parsed.hasMatchedOption(name)) {
        shown.add(option);
      }
    }
    return shown;
  }
}
