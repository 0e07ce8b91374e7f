package dev.pycache.cli.config;

import dev.pycache.cli.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which settings there are: one for each long name of each option. Other commands than the called
 * one are only asked when that does not know a name.
 */
public final class SettingNames {
  private static final String DASHES = "--";

  private final List<String> commands;
  private final Function<String, CommandSpec> specOf;

  /**
   * The settings of all commands.
   *
   * @param commands their names
   * @param specOf makes the specification of the one of this name
   */
  public SettingNames(List<String> commands, Function<String, CommandSpec> specOf) {
    this.commands = commands;
    this.specOf = specOf;
  }

  /** The names of all commands. */
  List<String> commands() {
    return commands;
  }

  /** The settings of a command by their names, which are those of options without the dashes. */
  static Map<String, OptionSpec> of(CommandSpec command) {
    Map<String, OptionSpec> options = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        for (String name : option.names()) {
          if (name.startsWith(DASHES)) {
            options.put(name.substring(DASHES.length()), option);
          }
        }
      }
    }
    return options;
  }

  /** The settings of the command of this name. */
  Map<String, OptionSpec> of(String command) {
    return of(specOf.apply(command));
  }

  /** Whether any command has such a setting. */
  boolean isKnown(String name) {
    return commands.stream().anyMatch(command -> of(command).containsKey(name));
  }

  /** What to say of a name that no command knows, nor is one. */
  String unknown(String name) {
    List<String> known = new ArrayList<>(commands);
    for (String command : commands) {
      known.addAll(of(command).keySet());
    }
    return "there is no setting '" + name + "'" + Suggestion.text(name, known);
  }

  /** What to say of a name that this command does not know. */
  String unknown(String name, String command) {
    return "'"
        + command
        + "' has no setting '"
        + name
        + "'"
        + Suggestion.text(name, of(command).keySet());
  }
}
