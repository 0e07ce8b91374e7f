package dev.pycache.cli.config;

import dev.pycache.cli.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings in an environment: {@code PYCACHE_INVALIDATION_MODE} for {@code
 * --invalidation-mode}, {@code PYCACHE_COMPILE_INVALIDATION_MODE} for that of {@code compile}
 * alone. An empty variable is one that is not set, as Python has it.
 */
final class EnvironmentSettings {
  private static final String PREFIX = "PYCACHE_";

  private EnvironmentSettings() {}

  /** The variables that are set, in the order of their names. */
  static Map<String, String> variables(Surroundings surroundings) {
    Map<String, String> ours = new TreeMap<>();
    for (String name : surroundings.variables().keySet()) {
      if (name.startsWith(PREFIX)) {
        String value = surroundings.variables().getOrDefault(name, "");
        if (!value.isEmpty()) {
          ours.put(name, value);
        }
      }
    }
    return ours;
  }

  /** The settings for a command, those for it alone first. */
  static List<Setting> of(
      Map<String, String> variables,
      String command,
      Map<String, OptionSpec> options,
      SettingNames names) {
    List<Setting> own = new ArrayList<>();
    List<Setting> common = new ArrayList<>();
    variables.forEach(
        (variable, text) -> {
          String name = settingName(variable);
          String ownName =
              name.startsWith(command + "-") ? name.substring(command.length() + 1) : "";
          var value = new Setting.Value.Plain(text);
          if (options.containsKey(name)) {
            common.add(new Setting(name, value, variable, ""));
          } else if (options.containsKey(ownName)) {
            own.add(new Setting(ownName, value, variable, ""));
          } else if (!ConfigurationOptions.isVariable(variable)) {
            checkOther(variable, names);
          }
        });
    own.addAll(common);
    return own;
  }

  /** What a variable sets. One that is not in capitals sets nothing. */
  private static String settingName(String variable) {
    String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    return variable(name).equals(variable) ? name : "";
  }

  private static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** A variable that says nothing to this command may do so to another. */
  private static void checkOther(String variable, SettingNames names) {
    List<String> known = new ArrayList<>();
    for (String command : names.commands()) {
      for (String option : names.of(command).keySet()) {
        known.add(variable(option));
        known.add(variable(command + "-" + option));
      }
    }
    if (!known.contains(variable)) {
      throw new ConfigurationException(
          variable + ": there is no such setting" + Suggestion.text(variable, known));
    }
  }
}
