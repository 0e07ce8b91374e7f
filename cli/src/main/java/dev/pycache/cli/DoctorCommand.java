package dev.pycache.cli;

import dev.pycache.cache.doctor.DoctorOptions;
import dev.pycache.cache.doctor.Rule;
import dev.pycache.cache.doctor.RuleSelection;
import dev.pycache.cli.doctor.DoctorRequest;
import dev.pycache.cli.doctor.DoctorRequest.Format;
import dev.pycache.cli.doctor.DoctorRequest.Mending;
import dev.pycache.cli.doctor.DoctorRun;
import dev.pycache.cli.text.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code pycache doctor}: finds what hurts a project, and mends what is safe. */
final class DoctorCommand {
  static final String NAME = "doctor";

  private DoctorCommand() {}

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        rules("--select", "look only for these: codes, beginnings of codes, names, ALL"));
    spec.addOption(rules("--ignore", "do not look for these; the more exact word decides"));
    spec.addOption(
        Options.flag("--fix")
            .description("mend what can be mended without losing anything")
            .build());
    spec.addOption(
        Options.flag("--diff").description("show what --fix would do, and write nothing").build());
    spec.addOption(Options.prefix());
    spec.addOption(
        Options.flag("-v", "--verbose").description("show all places of each finding").build());
    spec.addOption(
        Options.flag("-q", "--quiet").description("only say what cannot be looked at").build());
    spec.addOption(Options.jobs());
    spec.addOption(
        Options.format(
            "json prints an object a line on standard output for each finding; sarif prints a log"
                + " (SARIF 2.1.0)",
            "text",
            "json",
            "sarif"));
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("0..1")
            .type(String.class)
            .description("a folder, or a file; default: the working folder")
            .build());
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Finds what hurts a project: caches in git and in images, sources with odd times,"
                + " caches that are broken or that others can write. Says what each finding costs"
                + " and what to do.")
        .footer(footer());
    return spec;
  }

  private static String[] footer() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Rules:");
    for (Rule rule : Rule.values()) {
      lines.add("  " + rule.code() + " " + rule.ruleName() + ": " + rule.summary());
    }
    lines.add("");
    lines.add(
        "Exit status: 0 nothing was found, or all of it is mended, 1 something was found, 2 a file"
            + " cannot be looked at or mended, or wrong usage.");
    return lines.toArray(String[]::new);
  }

  private static OptionSpec rules(String name, String description) {
    return OptionSpec.builder(name)
        .paramLabel("RULE")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .description(description + "; may be repeated, or separated by commas")
        .build();
  }

  static int run(ParseResult parsed, Output out, Output err) {
    Format format =
        switch (parsed.matchedOptionValue("--format", "text")) {
          case "json" -> Format.JSON;
          case "sarif" -> Format.SARIF;
          default -> Format.TEXT;
        };
    Mending mending =
        parsed.hasMatchedOption("--diff")
            ? Mending.SHOW
            : parsed.hasMatchedOption("--fix") ? Mending.APPLY : Mending.NONE;
    if (mending == Mending.SHOW && parsed.hasMatchedOption("--fix")) {
      throw wrong(parsed, "--fix and --diff exclude each other");
    }
    if (mending == Mending.SHOW && format != Format.TEXT) {
      throw wrong(parsed, "--diff and --format exclude each other");
    }
    var options =
        new DoctorOptions(
            selection(parsed),
            Options.layout(parsed, "").prefix(),
            parsed.matchedOptionValue("-j", 0));
    var request =
        new DoctorRequest(
            parsed.matchedPositionalValue(0, "."),
            options,
            mending,
            format,
            parsed.hasMatchedOption("-v"),
            parsed.hasMatchedOption("-q"),
            Terminal.colours(parsed),
            Main.VERSION);
    return DoctorRun.run(request, out, err);
  }

  private static Set<Rule> selection(ParseResult parsed) {
    try {
      return RuleSelection.of(
          parsed.matchedOptionValue("--select", List.of()),
          parsed.matchedOptionValue("--ignore", List.of()));
    } catch (IllegalArgumentException e) {
      throw wrong(parsed, String.valueOf(e.getMessage()));
    }
  }

  private static ParameterException wrong(ParseResult parsed, String message) {
    return new ParameterException(parsed.commandSpec().commandLine(), message);
  }
}
