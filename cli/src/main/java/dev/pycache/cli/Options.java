package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cli.config.Surroundings;
import dev.pycache.cli.python.PythonChoice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** What the options of several commands have in common, and how their values are understood. */
public final class Options {
  private Options() {}

  /** An option without a value. */
  public static OptionSpec.Builder flag(String... names) {
    return OptionSpec.builder(names).arity("0").type(boolean.class);
  }

  /** {@code --format text|json}, a string that is one of the two. */
  public static OptionSpec format(String description) {
    return format(description, "text", "json");
  }

  /** {@code --format}, a string that is one of these. */
  public static OptionSpec format(String description, String... formats) {
    return OptionSpec.builder("--format")
        .paramLabel(String.join("|", formats))
        .type(String.class)
        .converters(text -> oneOf(text, formats))
        .description(description)
        .build();
  }

  /** {@code --prefix FOLDER}, which {@link #layout} looks at. */
  public static OptionSpec prefix() {
    return OptionSpec.builder("--prefix")
        .paramLabel("FOLDER")
        .type(String.class)
        .description(
            "caches are in a tree of their own below this folder; default: PYTHONPYCACHEPREFIX")
        .build();
  }

  /** {@code --python VERSION|TAG}, which may be repeated. */
  static OptionSpec pythons(String description) {
    return OptionSpec.builder("--python")
        .paramLabel("VERSION|TAG")
        .type(List.class)
        .auxiliaryTypes(PythonVersion.class)
        .converters(text -> PythonVersion.ofCacheTag(text).orElseGet(() -> python(text)))
        .description(description)
        .build();
  }

  /** The values of {@link #pythons}, or the Python that the project is for. */
  static List<PythonVersion> pythonsOr(ParseResult parsed, Surroundings surroundings) {
    return parsed.hasMatchedOption("--python")
        ? parsed.matchedOptionValue("--python", List.of())
        : List.of(PythonChoice.versionIn(surroundings));
  }

  /** {@code --check-hash-based-pycs}, which {@link #hashCheck(ParseResult)} looks at. */
  public static OptionSpec hashCheck() {
    return OptionSpec.builder("--check-hash-based-pycs")
        .paramLabel("default|always|never")
        .type(HashCheck.class)
        .converters(
            text ->
                HashCheck.valueOf(
                    oneOf(text, "default", "always", "never").toUpperCase(Locale.ROOT)))
        .description("as Python's option of this name: which hash-based caches are compared")
        .build();
  }

  /** Which hash-based caches are compared with their sources. */
  public static HashCheck hashCheck(ParseResult parsed) {
    return parsed.matchedOptionValue("--check-hash-based-pycs", HashCheck.DEFAULT);
  }

  /** {@code -j N}, 0 for one thread on each processor. */
  public static OptionSpec jobs() {
    return OptionSpec.builder("-j", "--workers")
        .paramLabel("N")
        .type(Integer.class)
        .converters(text -> number(text, Integer.MAX_VALUE))
        .description("number of threads; 0, the default, is all processors")
        .build();
  }

  /**
   * Where caches are: as {@code --prefix} says, else {@code PYTHONPYCACHEPREFIX}, else beside their
   * sources.
   *
   * @param tag the tag of names to be made
   */
  public static CacheLayout layout(ParseResult parsed, String tag) {
    String prefix = parsed.matchedOptionValue("--prefix", System.getenv("PYTHONPYCACHEPREFIX"));
    return new CacheLayout(
        tag, prefix == null || prefix.isEmpty() ? Optional.empty() : Optional.of(prefix));
  }

  /** {@code --color auto|always|never}, which {@code text.Terminal} looks at. */
  public static OptionSpec color() {
    return OptionSpec.builder("--color")
        .paramLabel("WHEN")
        .type(String.class)
        .converters(text -> oneOf(text, "auto", "always", "never"))
        .description(
            "auto, the default: on a terminal, unless NO_COLOR is set in the environment;"
                + " always; never")
        .build();
  }

  /** {@code --html FILE}. */
  public static OptionSpec html() {
    return OptionSpec.builder("--html")
        .paramLabel("FILE")
        .type(String.class)
        .description("write one self-contained page into FILE instead")
        .build();
  }

  /** One or more words that are paths. */
  public static PositionalParamSpec paths(String description) {
    return paths(description, true);
  }

  /** Words that are paths; without any it is for the command to say what is meant. */
  public static PositionalParamSpec pathsOrHere(String description) {
    return paths(description + "; default: the folder that this is started in", false);
  }

  private static PositionalParamSpec paths(String description, boolean required) {
    return PositionalParamSpec.builder()
        .paramLabel("PATH")
        .arity(required ? "1..*" : "0..*")
        .required(required)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  /** A number from 0 on. */
  public static Integer number(String text, int greatest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    String bound = greatest == Integer.MAX_VALUE ? "0 or more" : "from 0 to " + greatest;
    throw new TypeConversionException("'" + text + "' is not a number " + bound);
  }

  /** A Python that there is a compiler for. */
  public static Target target(String version) {
    return Target.parse(version)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no compiler for Python '" + version + "' yet" + newestLike(version)));
  }

  /** What to name instead of a release that is not known; empty if nothing is like it. */
  private static String newestLike(String release) {
    int patch = release.lastIndexOf('.');
    return Target.parse(release.substring(0, Math.max(patch, 0)))
        .map(newest -> "; " + newest.version() + " is " + newest.release())
        .orElse("");
  }

  /** The name of what {@link #python} understands; it may be that of a release. */
  public static String nameOfPython(String version) {
    python(version);
    return version;
  }

  /** A Python whose files can be read; a patch level that is compiled for may be named too. */
  public static PythonVersion python(String version) {
    return PythonVersion.parse(version)
        .or(() -> Target.parse(version).map(Target::python))
        .orElseThrow(
            () -> {
              var known = new StringJoiner(", ");
              for (PythonVersion each : PythonVersion.values()) {
                known.add(each.version());
              }
              return new TypeConversionException(
                  "there is no Python '" + version + "' here; known are " + known);
            });
  }

  private static String oneOf(String text, String... allowed) {
    for (String each : allowed) {
      if (each.equals(text)) {
        return text;
      }
    }
    throw new TypeConversionException(
        allowed.length == 2
            ? "'" + text + "' is neither " + allowed[0] + " nor " + allowed[1]
            : "'" + text + "' is none of " + String.join(", ", allowed));
  }
}
