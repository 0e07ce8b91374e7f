package dev.pycache.cli.config;

import dev.pycache.cli.config.Setting.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The words that environment and file add to a command line. An option that is on the command line
 * is taken from there, else from the variable for this command, else from the variable for all
 * commands, else from the command's own table in the file, else from the table for all.
 */
public final class Configuration {
  /** An option that is repeated to count, as {@code -q}, is not repeated more often than this. */
  private static final int MAX_COUNT = 9;

  /** The labels of values that are paths, and so start from the folder of the file they are in. */
  private static final List<String> PATH_LABELS = List.of("FILE", "FOLDER", "DIR");

  private final List<String> words = new ArrayList<>();
  private final IdentityHashMap<OptionSpec, Setting> settings = new IdentityHashMap<>();

  private Configuration() {}

  /**
   * Reads what is set for a command.
   *
   * @param parsed the whole command line, in which a command was called
   * @throws ConfigurationException if something that is set is unknown, or of the wrong kind
   */
  public static Configuration of(
      ParseResult parsed, Surroundings surroundings, SettingNames names) {
    ParseResult called = parsed.subcommand();
    String command = called.commandSpec().name();
    var configuration = new Configuration();
    var found = new ArrayList<Setting>();
    Map<String, String> variables = EnvironmentSettings.variables(surroundings);
    Map<String, OptionSpec> options = Map.of();
    if (!variables.isEmpty()) {
      options = SettingNames.of(called.commandSpec());
      found.addAll(EnvironmentSettings.of(variables, command, options, names));
    }
    FileSettings file = ConfigurationOptions.file(parsed, variables, surroundings);
    if (file != null) {
      options = SettingNames.of(called.commandSpec());
      found.addAll(file.of(command, options, names));
    }
    if (found.isEmpty()) {
      return configuration;
    }
    for (Setting setting : found) {
      OptionSpec option = options.get(setting.option());
      if (option != null && !isGiven(option, called)) {
        configuration.settings.putIfAbsent(option, setting);
      }
    }
    // In the order of the options, so that what is wrong is said of the same one each time.
    for (OptionSpec option : called.commandSpec().options()) {
      Setting setting = configuration.settings.get(option);
      if (setting != null) {
        configuration.words.addAll(words(option, setting));
      }
    }
    return configuration;
  }

  private static boolean isGiven(OptionSpec option, ParseResult called) {
    if (called.hasMatchedOption(option)) {
      return true;
    }
    OptionSpec negation = called.commandSpec().optionsMap().get(Negation.nameOf(option));
    return negation != null && called.hasMatchedOption(negation);
  }

  /** The words to be put behind the name of the command. */
  public List<String> words() {
    return Collections.unmodifiableList(words);
  }

  /**
   * What to say of a command line that is wrong only with the words of this configuration: the
   * same, and where they are from.
   */
  public RuntimeException explain(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    ArgSpec argument = wrong.getArgSpec();
    if (argument instanceof OptionSpec option) {
      Setting setting = settings.get(option);
      if (setting != null) {
        return new ConfigurationException(setting.origin() + ": " + message);
      }
    }
    var origins = new StringBuilder();
    settings.forEach(
        (option, setting) -> {
          if (isNamed(option, message)) {
            origins.append(" (").append(option.longestName());
            origins.append(" is from ").append(setting.origin()).append(')');
          }
        });
    return origins.isEmpty() ? wrong : new ConfigurationException(message + origins);
  }

  private static boolean isNamed(OptionSpec option, String message) {
    for (String name : option.names()) {
      int at = message.indexOf(name);
      int end = at + name.length();
      if (at >= 0
          && (at == 0 || !isNamePart(message.charAt(at - 1)))
          && (end == message.length() || !isNamePart(message.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return c == '-' || Character.isLetterOrDigit(c);
  }

  private static List<String> words(OptionSpec option, Setting setting) {
    String name = option.longestName();
    if (option.arity().max() == 0) {
      return Collections.nCopies(count(option, setting), name);
    }
    List<String> words = new ArrayList<>();
    for (String text : texts(option, setting)) {
      words.add(name + "=" + fromBase(option, setting, text));
    }
    return words;
  }

  /** How often an option without a value is to be there. */
  private static int count(OptionSpec option, Setting setting) {
    boolean counts = option.isMultiValue();
    Integer count =
        switch (setting.value()) {
          case Value.Truth truth -> truth.on() ? 1 : 0;
          case Value.Whole whole
              when counts && whole.number() >= 0 && whole.number() <= MAX_COUNT ->
              (int) whole.number();
          case Value.Plain plain -> count(plain.text(), counts);
          case Value.Whole whole -> null;
          case Value.Quoted quoted -> null;
          case Value.Many many -> null;
          case Value.Other other -> null;
        };
    if (count == null) {
      throw wrong(setting, counts ? "true, false or a number from 0 to 9" : "true or false");
    }
    return count;
  }

  private static @Nullable Integer count(String text, boolean counts) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "on" -> 1;
      case "0", "false", "no", "off" -> 0;
      default ->
          counts && text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9'
              ? text.charAt(0) - '0'
              : null;
    };
  }

  /** The values of an option that takes some. */
  private static List<String> texts(OptionSpec option, Setting setting) {
    boolean several = option.isMultiValue();
    if (setting.value() instanceof Value.Many many && several) {
      List<String> texts = new ArrayList<>();
      for (Value each : many.values()) {
        texts.add(text(each, setting, "an array of strings"));
      }
      return texts;
    }
    if (setting.value() instanceof Value.Plain plain && several) {
      return split(plain.text());
    }
    return List.of(
        text(setting.value(), setting, several ? "a string or an array of strings" : "a string"));
  }

  private static String text(Value value, Setting setting, String wanted) {
    return switch (value) {
      case Value.Plain plain -> plain.text();
      case Value.Quoted quoted -> quoted.text();
      case Value.Whole whole -> Long.toString(whole.number());
      case Value.Truth truth -> throw wrong(setting, wanted);
      case Value.Many many -> throw wrong(setting, wanted);
      case Value.Other other ->
          throw new ConfigurationException(
              setting.origin()
                  + ": '"
                  + setting.option()
                  + "' is "
                  + other.kind()
                  + ", not "
                  + wanted);
    };
  }

  /** The parts of a list: between commas, of which one behind a backslash is a part of a part. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        boolean escaped = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',';
        part.append(escaped ? text.charAt(++i) : c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  private static String fromBase(OptionSpec option, Setting setting, String text) {
    boolean isPath =
        PATH_LABELS.contains(option.paramLabel()) && !text.isEmpty() && !text.equals("-");
    return isPath && !setting.base().isEmpty() && !text.startsWith("/")
        ? Path.of(setting.base(), text).toString()
        : text;
  }

  private static ConfigurationException wrong(Setting setting, String wanted) {
    return new ConfigurationException(
        setting.origin() + ": '" + setting.option() + "' is not " + wanted);
  }
}
