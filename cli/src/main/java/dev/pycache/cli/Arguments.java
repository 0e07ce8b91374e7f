package dev.pycache.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a command, told apart by the rules of POSIX and GNU: options before, between and
 * behind operands, {@code -ab} for {@code -a -b}, values as {@code -j2}, {@code -j 2}, {@code
 * --format=json}, {@code --format json}, and nothing is an option behind {@code --}.
 *
 * <p>By hand, because a start must be quick: the class files of picocli, which would do it, are in
 * Java 5's format, and that the JDK's AOT cache does not hold; loading them doubles what compiling
 * one small file takes.
 */
final class Arguments {
  private record Given(Option option, String value) {}

  private final Syntax syntax;
  private final List<Given> given = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();

  private Arguments(Syntax syntax) {
    this.syntax = syntax;
  }

  static Arguments parse(Syntax syntax, List<String> words) throws UsageException {
    var arguments = new Arguments(syntax);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        arguments.operands.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (word.startsWith("--")) {
        i += arguments.addLong(word, words.subList(i + 1, words.size()));
      } else if (word.startsWith("-") && word.length() > 1) {
        i += arguments.addCluster(word, words.subList(i + 1, words.size()));
      } else {
        arguments.operands.add(word);
      }
    }
    return arguments;
  }

  /**
   * Adds {@code --name}, {@code --name value} or {@code --name=value}; returns how many of the next
   * words it took.
   */
  private int addLong(String word, List<String> next) throws UsageException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = option(name);
    if (!option.takesValue()) {
      if (equals >= 0) {
        throw new UsageException("option " + name + " takes no value");
      }
      given.add(new Given(option, ""));
      return 0;
    }
    if (equals >= 0) {
      given.add(new Given(option, word.substring(equals + 1)));
      return 0;
    }
    return addNext(option, name, next);
  }

  /**
   * Adds {@code -abc}, the last of which may have a value; returns how many of the next words it
   * took.
   */
  private int addCluster(String word, List<String> next) throws UsageException {
    for (int i = 1; i < word.length(); i++) {
      String name = "-" + word.charAt(i);
      Option option = option(name);
      if (!option.takesValue()) {
        given.add(new Given(option, ""));
      } else if (i + 1 < word.length()) {
        given.add(new Given(option, word.substring(i + 1)));
        return 0;
      } else {
        return addNext(option, name, next);
      }
    }
    return 0;
  }

  private int addNext(Option option, String name, List<String> next) throws UsageException {
    if (next.isEmpty()) {
      throw new UsageException("option " + name + " needs a value: " + option.value());
    }
    given.add(new Given(option, next.get(0)));
    return 1;
  }

  private Option option(String name) throws UsageException {
    for (Option option : syntax.options()) {
      if (option.names().contains(name)) {
        return option;
      }
    }
    throw new UsageException("unknown option " + name);
  }

  List<String> operands() {
    return operands;
  }

  /** How often an option is given. */
  int count(Option option) {
    return values(option).size();
  }

  boolean has(Option option) {
    return count(option) > 0;
  }

  /** The values of an option in the order in which they are given. */
  List<String> values(Option option) {
    List<String> values = new ArrayList<>();
    for (Given one : given) {
      if (one.option() == option) {
        values.add(one.value());
      }
    }
    return values;
  }

  /** The value of an option, the last if there are several. */
  String value(Option option, String otherwise) {
    List<String> values = values(option);
    return values.isEmpty() ? otherwise : values.getLast();
  }

  /** The value of an option as a number within bounds. */
  static int number(String what, String text, int least, int greatest) throws UsageException {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    String bound =
        greatest == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + greatest;
    throw new UsageException(what + " is a number " + bound + ", not '" + text + "'");
  }
}
