package dev.pycache.cli.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code --no-force} beside {@code --force}, for each option without a value: how a command line
 * says that it does not want what environment or file have switched on.
 */
public final class Negation {
  private static final String NO = "--no-";

  private Negation() {}

  /**
   * Adds those of these options that are among some words. Making an option takes time at every
   * start, and help does not list them.
   */
  public static void addTo(CommandSpec command, List<String> words) {
    Set<String> wanted = new HashSet<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        int value = word.indexOf('=');
        String name = value < 0 ? word : word.substring(0, value);
        if (!command.optionsMap().containsKey(name)) {
          wanted.add(name);
        }
      }
    }
    List<OptionSpec> added = new ArrayList<>();
    for (OptionSpec option : wanted.isEmpty() ? List.<OptionSpec>of() : command.options()) {
      String name = nameOf(option);
      if (wanted.contains(name) && isSwitch(option) && command.findOption(name) == null) {
        added.add(OptionSpec.builder(name).arity("0").type(boolean.class).hidden(true).build());
      }
    }
    added.forEach(command::addOption);
  }

  private static boolean isSwitch(OptionSpec option) {
    String name = option.longestName();
    return option.arity().max() == 0
        && !option.hidden()
        && !option.usageHelp()
        && !option.versionHelp()
        && name.startsWith("--");
  }

  /**
   * The name of the option that takes another back: {@code --no-x} and {@code --x} do it mutually.
   */
  static String nameOf(OptionSpec option) {
    String name = option.longestName();
    return name.startsWith(NO)
        ? "--" + name.substring(NO.length())
        : NO + name.substring(Math.min(2, name.length()));
  }

  /** Makes sure that nothing is both wanted and not wanted. */
  public static void check(ParseResult called) {
    for (OptionSpec option : called.matchedOptionsSet()) {
      OptionSpec negation = called.commandSpec().optionsMap().get(nameOf(option));
      if (negation != null && negation.hidden() && called.hasMatchedOption(negation)) {
        throw new ParameterException(
            called.commandSpec().commandLine(),
            option.longestName() + " and " + negation.longestName() + " exclude each other");
      }
    }
  }
}
