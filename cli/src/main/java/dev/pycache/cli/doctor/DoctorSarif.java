package dev.pycache.cli.doctor;

import dev.pycache.cache.doctor.Finding;
import dev.pycache.cache.doctor.Place;
import dev.pycache.cache.doctor.Rule;
import dev.pycache.cache.doctor.Severity;
import dev.pycache.cli.Output;
import dev.pycache.cli.sarif.SarifLevel;
import dev.pycache.cli.sarif.SarifLog;
import dev.pycache.cli.sarif.SarifPlace;
import dev.pycache.cli.sarif.SarifResult;
import dev.pycache.cli.sarif.SarifRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings as a SARIF log. */
final class DoctorSarif {
  /** More places of one result than any viewer shows. */
  private static final int PLACES = 100;

  private static final Map<Rule, SarifRule> RULES = rules();

  private final SarifLog log;

  DoctorSarif(Output out, String version) {
    this.log = new SarifLog(out, version, List.copyOf(RULES.values()));
  }

  private static Map<Rule, SarifRule> rules() {
    Map<Rule, SarifRule> rules = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      boolean isSecurity = rule == Rule.WRITABLE_BY_OTHERS || rule == Rule.FOREIGN_OWNER;
      rules.put(
          rule,
          new SarifRule(
              rule.code(),
              rule.ruleName(),
              rule.summary(),
              rule.cost() + " " + rule.advice(),
              level(rule.severity()),
              List.of(isSecurity ? "security" : "maintainability")));
    }
    return rules;
  }

  private static SarifLevel level(Severity severity) {
    return switch (severity) {
      case ERROR -> SarifLevel.ERROR;
      case WARNING -> SarifLevel.WARNING;
      case NOTE -> SarifLevel.NOTE;
    };
  }

  void result(Finding finding) {
    SarifRule rule = RULES.get(finding.rule());
    if (rule == null) {
      throw new IllegalStateException(finding.rule().code());
    }
    List<SarifPlace> places = new ArrayList<>();
    List<Place> all = finding.places();
    for (Place place : all.subList(0, Math.min(all.size(), PLACES))) {
      places.add(new SarifPlace(place.path(), place.line()));
    }
    log.result(
        new SarifResult(
            rule, level(finding.severity()), finding.message(), places, identity(finding)));
  }

  /** What tells a finding from others of its rule that begin at the same place. */
  private static List<String> identity(Finding finding) {
    return switch (finding) {
      case Finding.ColdImage f -> List.of(f.instruction());
      case Finding.BuildPaths f -> List.of(f.recorded());
      case Finding.TrackedCaches f -> List.of();
      case Finding.IgnoreGap f -> f.missing();
      case Finding.ContextGap f -> f.missing();
      case Finding.OddTimes f -> List.of();
      case Finding.BadCaches f -> List.of();
      case Finding.UncompiledLibrary f -> List.of(f.tag());
      case Finding.WritableByOthers f -> List.of();
      case Finding.ForeignOwner f -> List.of();
    };
  }

  void problem(String message, String path) {
    log.problem(message, path);
  }

  void end(int status) {
    log.end(status);
  }
}
