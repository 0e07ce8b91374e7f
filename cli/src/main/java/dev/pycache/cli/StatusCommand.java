package dev.pycache.cli;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusOptions;
import dev.pycache.cache.status.StatusOptions.Depth;
import dev.pycache.cli.config.Surroundings;
import dev.pycache.cli.python.PythonChoice;
import dev.pycache.cli.status.StatusRequest;
import dev.pycache.cli.status.StatusRun;
import dev.pycache.cli.text.Terminal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code pycache status}: says what state each source and each cache is in. */
final class StatusCommand {
  static final String NAME = "status";

  private StatusCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        Options.pythons(
            "Python that is to find its caches, as 3.12 or cpython-312; may be repeated;"
                + " default: "
                + PythonChoice.SOURCES));
    spec.addOption(
        OptionSpec.builder("-o", "--optimize")
            .paramLabel("LEVEL")
            .type(List.class)
            .auxiliaryTypes(Integer.class)
            .converters(text -> Options.number(text, 2))
            .description(
                "optimisation of which each source is to have a cache: 0, the default, 1, 2; may be"
                    + " repeated")
            .build());
    spec.addOption(
        Options.flag("--bodies")
            .description("parse the code behind the headers too, wherever an import would load it")
            .build());
    spec.addOption(Options.hashCheck());
    spec.addOption(Options.prefix());
    spec.addOption(
        OptionSpec.builder("--state")
            .paramLabel("STATE")
            .type(List.class)
            .auxiliaryTypes(State.class)
            .converters(StatusCommand::state)
            .description("list all that are in this state; may be repeated")
            .build());
    spec.addOption(Options.flag("-v", "--verbose").description("list all files").build());
    spec.addOption(
        Options.flag("--check")
            .description("exit with 1 if anything is stale, missing, invalid, orphan or leftover")
            .build());
    spec.addOption(
        Options.flag("-q", "--quiet").description("only say what cannot be looked at").build());
    spec.addOption(Options.jobs());
    spec.addOption(Options.format("json prints an object a line on standard output for each file"));
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(Options.pathsOrHere("a source, a cache, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Says what state each source and each cache is in, for all interpreters whose caches"
                + " are there.")
        .footer(
            "",
            "States: " + words() + ".",
            "",
            "Exit status: 0 all could be looked at, 1 with --check: something needs attention, 2 a"
                + " path or a file cannot be looked at, or wrong usage.");
    return spec;
  }

  private static String words() {
    return Arrays.stream(State.values())
        .filter(state -> state != State.PRESENT)
        .map(State::word)
        .collect(Collectors.joining(", "));
  }

  private static State state(String text) {
    return State.parse(text)
        .filter(state -> state != State.PRESENT)
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is no state; there are " + words()));
  }

  static int run(ParseResult parsed, Surroundings surroundings, Output out, Output err) {
    List<Integer> levels = parsed.matchedOptionValue("-o", List.of(0));
    var options =
        new StatusOptions(
            Options.layout(parsed, "").prefix(),
            Options.pythonsOr(parsed, surroundings),
            levels.stream().distinct().map(CacheLayout::optimization).toList(),
            Options.hashCheck(parsed),
            parsed.hasMatchedOption("--bodies") ? Depth.BODIES : Depth.HEADERS,
            parsed.matchedOptionValue("-j", 0));
    Set<State> listed =
        parsed.hasMatchedOption("-v") ? EnumSet.allOf(State.class) : EnumSet.noneOf(State.class);
    List<State> states = parsed.matchedOptionValue("--state", List.of());
    listed.addAll(states);
    var request =
        new StatusRequest(
            parsed.matchedPositionalValue(0, List.of(".")),
            options,
            listed,
            parsed.matchedOptionValue("--format", "text").equals("json"),
            parsed.hasMatchedOption("--check"),
            parsed.hasMatchedOption("-q"),
            Terminal.colours(parsed));
    return StatusRun.run(request, out, err);
  }
}
