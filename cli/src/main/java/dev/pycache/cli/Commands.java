package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.Configuration;
import dev.pycache.cli.config.ConfigurationOptions;
import dev.pycache.cli.config.Negation;
import dev.pycache.cli.config.SettingNames;
import dev.pycache.cli.config.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line in picocli's terms: {@code pycache}, and below it the commands.
 *
 * <p>Written without annotations, because reading them would cost at every start, and with only
 * those commands that the command line has a word for.
 */
final class Commands {
  private static final String HELP = "help";

  /** The names of the commands; behind those that have settings that of the one without. */
  private static final List<String> ALL =
      List.of(
          CompileCommand.NAME,
          StatusCommand.NAME,
          WhyCommand.NAME,
          VerifyCommand.NAME,
          CompatCommand.NAME,
          CleanCommand.NAME,
          DoctorCommand.NAME,
          DisCommand.NAME,
          DiffCommand.NAME,
          ShowCommand.NAME,
          CanonicaliseCommand.NAME,
          HELP);

  private final CommandLine line;

  private Commands(List<String> names) {
    var spec =
        newSpec()
            .name("pycache")
            .addOption(help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("show the version")
                    .build());
    ConfigurationOptions.addTo(spec, false);
    spec.usageMessage()
        .sortOptions(false)
        .description("Python's bytecode cache, without a Python.")
        .footer(
            "",
            "Options may also be set in the environment, as PYCACHE_QUIET, and in pyproject.toml, in",
            "[tool.pycache]; --no-NAME takes back a NAME that needs no value.",
            "",
            "Compiles for CPython " + releases() + "; reads the files of " + versions() + ".");
    for (String name : ALL) {
      if (names.contains(name) || names.contains(alias(name))) {
        spec.addSubcommand(name, withHidden(spec(name), names));
      }
    }
    line = new CommandLine(spec).setExpandAtFiles(false).setOverwrittenOptionsAllowed(true);
  }

  /**
   * A specification to be filled. There are no variables in our texts, and picocli would look for
   * them in each name of each option each time that it reads one.
   */
  static CommandSpec newSpec() {
    return CommandSpec.create().interpolateVariables(false);
  }

  /** All commands, to be shown. */
  static Commands all() {
    return new Commands(ALL);
  }

  /** The commands that some words may call. */
  static Commands in(List<String> words) {
    return new Commands(words);
  }

  /** What may be set elsewhere than on the command line. */
  static SettingNames settings() {
    return new SettingNames(ALL.subList(0, ALL.indexOf(HELP)), Commands::spec);
  }

  private static CommandSpec spec(String name) {
    return switch (name) {
      case CompileCommand.NAME -> CompileCommand.spec();
      case StatusCommand.NAME -> StatusCommand.spec();
      case WhyCommand.NAME -> WhyCommand.spec();
      case VerifyCommand.NAME -> VerifyCommand.spec();
      case CompatCommand.NAME -> CompatCommand.spec();
      case CleanCommand.NAME -> CleanCommand.spec();
      case DoctorCommand.NAME -> DoctorCommand.spec();
      case DisCommand.NAME -> DisCommand.spec();
      case DiffCommand.NAME -> DiffCommand.spec();
      case ShowCommand.NAME -> ShowCommand.spec();
      case CanonicaliseCommand.NAME -> CanonicaliseCommand.spec();
      case HELP -> helpCommand();
      default -> throw new AssertionError(name);
    };
  }

  /** Adds what help does not list, if there is a word for it. */
  private static CommandSpec withHidden(CommandSpec command, List<String> words) {
    Negation.addTo(command, words);
    if (ConfigurationOptions.areIn(words)) {
      ConfigurationOptions.addTo(command, true);
    }
    return command;
  }

  /** The other word for a command; the name itself if there is none. */
  private static String alias(String name) {
    return name.equals(CanonicaliseCommand.NAME) ? CanonicaliseCommand.ALIAS : name;
  }

  /** Does what the words say. */
  static int run(ParseResult command, Surroundings surroundings, Output out, Output err) {
    return switch (command.commandSpec().name()) {
      case CompileCommand.NAME -> CompileCommand.run(command, surroundings, out, err);
      case StatusCommand.NAME -> StatusCommand.run(command, surroundings, out, err);
      case WhyCommand.NAME -> WhyCommand.run(command, surroundings, out, err);
      case VerifyCommand.NAME -> VerifyCommand.run(command, out, err);
      case CompatCommand.NAME -> CompatCommand.run(command, out, err);
      case CleanCommand.NAME -> CleanCommand.run(command, out, err);
      case DoctorCommand.NAME -> DoctorCommand.run(command, out, err);
      case DisCommand.NAME -> DisCommand.run(command, surroundings, out, err);
      case DiffCommand.NAME -> DiffCommand.run(command, out, err);
      case ShowCommand.NAME -> ShowCommand.run(command, out, err);
      case CanonicaliseCommand.NAME -> CanonicaliseCommand.run(command, out, err);
      default -> throw new AssertionError(command.commandSpec().name());
    };
  }

  private static CommandSpec helpCommand() {
    var spec = newSpec().addOption(help());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("COMMAND")
            .arity("0..1")
            .type(String.class)
            .description("the command to explain")
            .build());
    spec.usageMessage().description("Shows all commands, or explains one.").sortOptions(false);
    return spec;
  }

  /** {@code -h}, which each command has. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("show this").build();
  }

  /** What the words say, or what is wrong with them. */
  ParseResult parse(List<String> words) {
    try {
      ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
      if (parsed.hasSubcommand()) {
        Negation.check(parsed.subcommand());
      }
      return parsed;
    } catch (UnmatchedArgumentException e) {
      throw unmatched(e);
    }
  }

  /** What the words say together with those that a configuration adds to them. */
  ParseResult parse(List<String> words, Configuration configuration) {
    List<String> all = new ArrayList<>(words);
    all.addAll(ConfigurationOptions.indexOfCommand(words) + 1, configuration.words());
    return parse(all);
  }

  private ParameterException unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    if (!e.isUnknownOption()) {
      return e.getCommandLine() == line ? noCommand(word) : e;
    }
    List<String> known = new ArrayList<>();
    for (OptionSpec option : e.getCommandLine().getCommandSpec().options()) {
      if (!option.hidden()) {
        known.addAll(List.of(option.names()));
      }
    }
    int value = word.indexOf('=');
    String name = value < 0 ? word : word.substring(0, value);
    String suggestion = name.startsWith("--") ? Suggestion.text(name, known) : "";
    return new ParameterException(e.getCommandLine(), e.getMessage() + suggestion);
  }

  /**
   * The text of help that somebody asks for, by the option or by the command; null if nobody does.
   */
  static @Nullable String help(ParseResult parsed) {
    String topic = "";
    boolean asked = parsed.isUsageHelpRequested();
    if (parsed.hasSubcommand()) {
      ParseResult command = parsed.subcommand();
      topic = command.commandSpec().name();
      if (command.isUsageHelpRequested()) {
        asked = true;
      } else if (topic.equals(HELP)) {
        asked = true;
        topic = command.matchedPositionalValue(0, "");
      }
    }
    return asked ? all().usage(topic) : null;
  }

  /** How a command is used; without a name, pycache as a whole. */
  String usage(String name) {
    CommandLine command = name.isEmpty() ? line : line.getSubcommands().get(name);
    if (command == null) {
      throw noCommand(name);
    }
    return command.getUsageMessage(Ansi.OFF);
  }

  private ParameterException noCommand(String name) {
    return new ParameterException(
        line, "there is no command '" + name + "'" + Suggestion.text(name, ALL));
  }

  private static String versions() {
    var versions = new StringJoiner(", ");
    for (PythonVersion python : PythonVersion.values()) {
      versions.add(python.version());
    }
    return versions.toString();
  }

  private static String releases() {
    var releases = new StringJoiner(", ");
    for (Target target : Target.values()) {
      releases.add(target.release());
    }
    return releases.toString();
  }
}
