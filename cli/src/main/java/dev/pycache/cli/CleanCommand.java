package dev.pycache.cli;

import dev.pycache.cache.clean.CleanOptions;
import dev.pycache.cache.clean.TagPattern;
import dev.pycache.cache.status.State;
import dev.pycache.cli.clean.Amounts;
import dev.pycache.cli.clean.CleanRequest;
import dev.pycache.cli.clean.CleanRun;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code pycache clean}: removes caches. */
final class CleanCommand {
  static final String NAME = "clean";

  private CleanCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        Options.flag("-n", "--dry-run")
            .description("remove nothing, show what would go and how many bytes")
            .build());
    addSelection(spec);
    spec.addOption(
        Options.flag("--legacy")
            .description("also x.pyc, x.pyo and x$py.class beside their source x.py")
            .build());
    spec.addOption(
        Options.flag("--sourceless")
            .description("with --legacy: those without a source too, which are modules, not caches")
            .build());
    spec.addOption(Options.flag("--tracked").description("also files that git tracks").build());
    spec.addOption(Options.prefix());
    spec.addOption(
        Options.flag("-v", "--verbose").description("say what becomes of each file").build());
    spec.addOption(
        Options.flag("-q", "--quiet").description("only say what cannot be removed").build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.format("json prints an object a line on standard output for each file and folder"));
    spec.addOption(Commands.help());
    spec.addPositional(Options.pathsOrHere("a source, a cache, or a folder of them"));
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Removes caches: those of all interpreters in __pycache__, or below --prefix, unless"
                + " options say which. Of --orphans, --stale and --invalid one is to be true of a"
                + " file, of the other options all.")
        .footer(
            "",
            "A file is only removed if it has the place, the name and the first bytes of a cache. A"
                + " __pycache__ goes when nothing is left in it. Symbolic links are not followed,"
                + " except those that are given.",
            "",
            "Exit status: 0 all is well, 2 something cannot be looked at or removed, or wrong"
                + " usage.");
    return spec;
  }

  private static void addSelection(CommandSpec spec) {
    spec.addOption(Options.flag("--orphans").description("caches whose source is gone").build());
    spec.addOption(
        Options.flag("--stale")
            .description("caches made of another state of their source")
            .build());
    spec.addOption(
        Options.flag("--invalid")
            .description("what is no whole cache, and what killed writers left behind")
            .build());
    spec.addOption(
        OptionSpec.builder("--older-than")
            .paramLabel("AGE")
            .type(Duration.class)
            .converters(Amounts::age)
            .description("only what was written longer ago than that, as 12h, 30d or 4w")
            .build());
    spec.addOption(
        OptionSpec.builder("--max-size")
            .paramLabel("SIZE")
            .type(Long.class)
            .converters(Amounts::size)
            .description(
                "only so much, least recently used first, that what is left takes no more than"
                    + " that, as 500M or 2G")
            .build());
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION|TAG")
            .type(List.class)
            .auxiliaryTypes(TagPattern.class)
            .converters(CleanCommand::pattern)
            .description(
                "only caches for that Python, as 3.11, or with that tag, as cpython-3* or"
                    + " cpython-312-pytest-8.4.1; may be repeated")
            .build());
    spec.addOption(
        OptionSpec.builder("--keep")
            .paramLabel("VERSION|TAG")
            .type(List.class)
            .auxiliaryTypes(TagPattern.class)
            .converters(CleanCommand::pattern)
            .description("not those; may be repeated")
            .build());
    spec.addOption(Options.flag("--optimized").description("only those of -O and -OO").build());
  }

  private static TagPattern pattern(String text) {
    try {
      return TagPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  static int run(ParseResult parsed, Output out, Output err) {
    if (parsed.hasMatchedOption("--sourceless") && !parsed.hasMatchedOption("--legacy")) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "--sourceless needs --legacy");
    }
    return CleanRun.run(
        new CleanRequest(
            parsed.matchedPositionalValue(0, List.of(".")),
            options(parsed),
            parsed.matchedOptionValue("--format", "text").equals("json"),
            parsed.hasMatchedOption("-v"),
            parsed.hasMatchedOption("-q")),
        out,
        err);
  }

  private static CleanOptions options(ParseResult parsed) {
    CleanOptions.Builder options =
        CleanOptions.builder()
            .states(states(parsed))
            .only(parsed.matchedOptionValue("--python", List.of()))
            .keep(parsed.matchedOptionValue("--keep", List.of()))
            .optimized(parsed.hasMatchedOption("--optimized"))
            .legacy(parsed.hasMatchedOption("--legacy"))
            .sourceless(parsed.hasMatchedOption("--sourceless"))
            .tracked(parsed.hasMatchedOption("--tracked"))
            .dryRun(parsed.hasMatchedOption("-n"))
            .jobs(parsed.matchedOptionValue("-j", 0));
    Options.layout(parsed, "").prefix().ifPresent(options::prefix);
    @Nullable Duration age = parsed.matchedOptionValue("--older-than", (Duration) null);
    if (age != null) {
      options.olderThan(Instant.now().minus(age));
    }
    @Nullable Long size = parsed.matchedOptionValue("--max-size", (Long) null);
    if (size != null) {
      options.maxBytes(size);
    }
    return options.build();
  }

  private static Set<State> states(ParseResult parsed) {
    Set<State> states = EnumSet.noneOf(State.class);
    if (parsed.hasMatchedOption("--orphans")) {
      states.add(State.ORPHAN);
    }
    if (parsed.hasMatchedOption("--stale")) {
      states.add(State.STALE);
    }
    if (parsed.hasMatchedOption("--invalid")) {
      states.add(State.INVALID);
      states.add(State.LEFTOVER);
    }
    return states;
  }
}
