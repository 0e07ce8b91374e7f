package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cli.config.Surroundings;
import dev.pycache.cli.python.PythonChoice;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import dev.pycache.cli.why.Question;
import dev.pycache.cli.why.WhyJson;
import dev.pycache.cli.why.WhyText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pycache why}: walks the decision of an import aloud. */
final class WhyCommand {
  static final String NAME = "why";

  private WhyCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(List.class)
            .auxiliaryTypes(PythonVersion.class)
            .converters(Options::python)
            .description(
                "the Python that imports, 3.7 or later, the first if it is repeated; default: that of"
                    + " a given cache, else "
                    + PythonChoice.SOURCES)
            .build());
    spec.addOption(
        OptionSpec.builder("-o", "--optimize")
            .paramLabel("LEVEL")
            .type(Integer.class)
            .converters(text -> Options.number(text, 2))
            .description("1 as with -O, 2 as with -OO; default: PYTHONOPTIMIZE, else 0")
            .build());
    spec.addOption(
        Options.flag("-B", "--dont-write-bytecode")
            .description("as with Python's -B; default: PYTHONDONTWRITEBYTECODE")
            .build());
    spec.addOption(Options.hashCheck());
    spec.addOption(
        OptionSpec.builder("--path")
            .paramLabel("FOLDER")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "where to look for modules, may be repeated; default: the working directory,"
                    + " PYTHONPATH, and the virtual environment that is active or lies there")
            .build());
    spec.addOption(Options.prefix());
    spec.addOption(Options.format("json prints an object a line"));
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SOURCE|MODULE")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("a Python file, one of its caches, or the dotted name of a module")
            .build());
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Walks the decision of an import aloud: which cache, what its header says, which rule"
                + " decides, and what happens next. Writes and executes nothing.")
        .footer(
            "",
            "Exit status: 0 the import succeeds, with or without the cache, 1 it fails, 2 wrong"
                + " usage.");
    return spec;
  }

  static int run(ParseResult parsed, Surroundings surroundings, Output out, Output err) {
    Question question = question(parsed, surroundings);
    boolean json = parsed.matchedOptionValue("--format", "text").equals("json");
    int status = ExitStatus.OK;
    boolean isFirst = true;
    for (String word : parsed.matchedPositionalValue(0, List.<String>of())) {
      try {
        Question.Answer answer = question.ask(word);
        if (json) {
          out.print(WhyJson.line(answer));
        } else {
          var text = new StyledOutput(out, Terminal.colours(parsed));
          out.print(isFirst ? "" : "\n");
          new WhyText(text).write(answer);
          text.flush();
        }
        isFirst = false;
        status = Math.max(status, answer.succeeds() ? ExitStatus.OK : ExitStatus.REJECTED);
      } catch (IllegalArgumentException e) {
        err.print("pycache: " + word + ": " + e.getMessage() + "\n");
        status = ExitStatus.FAILED;
      }
    }
    return status;
  }

  private static Question question(ParseResult parsed, Surroundings surroundings) {
    List<PythonVersion> pythons = parsed.matchedOptionValue("--python", List.of());
    @Nullable Integer level = parsed.matchedOptionValue("-o", optimizeVariable());
    return new Question(
        pythons.stream().findFirst(),
        () -> PythonChoice.versionIn(surroundings),
        Options.layout(parsed, "").prefix(),
        Optional.ofNullable(level).map(n -> n == 0 ? "" : n.toString()),
        Options.hashCheck(parsed),
        !parsed.hasMatchedOption("-B") && !isSet("PYTHONDONTWRITEBYTECODE"),
        parsed.matchedOptionValue("--path", List.of()));
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }

  /** {@code PYTHONOPTIMIZE}: a number, or any text for 1. */
  private static @Nullable Integer optimizeVariable() {
    String value = System.getenv("PYTHONOPTIMIZE");
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Math.clamp(Integer.parseInt(value), 0, 2);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
