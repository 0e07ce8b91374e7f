package dev.pycache.cli.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code --config FILE} and {@code --no-config}, before or behind the name of any command. */
public final class ConfigurationOptions {
  private static final String CONFIG = "--config";
  private static final String NO_CONFIG = "--no-config";

  /** Says what {@link #CONFIG} says, and like every variable less loudly than the command line. */
  private static final String VARIABLE = "PYCACHE_CONFIG";

  private ConfigurationOptions() {}

  /**
   * Adds the two.
   *
   * @param hidden not listed by help, which lists them for pycache as a whole
   */
  public static void addTo(CommandSpec spec, boolean hidden) {
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(String.class)
            .hidden(hidden)
            .description("take settings from [tool.pycache] in FILE")
            .build());
    spec.addOption(
        OptionSpec.builder(NO_CONFIG)
            .arity("0")
            .type(boolean.class)
            .hidden(hidden)
            .description("look for no settings in pyproject.toml")
            .build());
  }

  /** Whether any of the words may be one of the two. */
  public static boolean areIn(List<String> words) {
    for (String word : words) {
      if (word.startsWith(CONFIG) || word.equals(NO_CONFIG)) {
        return true;
      }
    }
    return false;
  }

  /** The index of the word that calls a command, in words in which one is called. */
  public static int indexOfCommand(List<String> words) {
    int index = 0;
    while (words.get(index).startsWith("-")) {
      index += words.get(index).equals(CONFIG) ? 2 : 1;
    }
    return index;
  }

  static boolean isVariable(String name) {
    return name.equals(VARIABLE);
  }

  /** The file that counts, if there is one. */
  static @Nullable FileSettings file(
      ParseResult parsed, Map<String, String> variables, Surroundings surroundings) {
    ParseResult called = parsed.subcommand();
    String named =
        called.matchedOptionValue(CONFIG, parsed.matchedOptionValue(CONFIG, (String) null));
    boolean none = called.hasMatchedOption(NO_CONFIG) || parsed.hasMatchedOption(NO_CONFIG);
    if (named != null && none) {
      throw new ConfigurationException(CONFIG + " and " + NO_CONFIG + " exclude each other");
    }
    if (none) {
      return null;
    }
    if (named == null) {
      named = variables.get(VARIABLE);
    }
    return named == null
        ? ProjectFile.nearest(surroundings.folder())
        : ProjectFile.named(surroundings.folder().resolve(named));
  }
}
