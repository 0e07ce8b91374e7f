package dev.pycache.cli.compat;

import dev.pycache.cache.compat.Compatibility;
import dev.pycache.cache.compat.Compatibility.Verdict;
import dev.pycache.cli.sarif.SarifLevel;
import dev.pycache.cli.sarif.SarifPlace;
import dev.pycache.cli.sarif.SarifResult;
import dev.pycache.cli.sarif.SarifRule;
import dev.pycache.compiler.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as those of SARIF. A source that all versions accept is none. */
final class CompatSarif {
  private static final SarifRule INCOMPATIBLE =
      new SarifRule(
          "PYC006",
          "incompatible-source",
          "Not every version of Python accepts a source.",
          "Where it is not accepted, importing it raises the error that the message tells. Write it"
              + " in another way, or take the version out of those that the project supports"
              + " (requires-python).",
          SarifLevel.ERROR,
          List.of("compatibility"));

  static final List<SarifRule> RULES = List.of(INCOMPATIBLE);

  private CompatSarif() {}

  /** The result, at the place of the first error; null if there is no error. */
  static @Nullable SarifResult result(Compatibility compatibility) {
    List<String> errors = new ArrayList<>();
    Diagnostic first = null;
    for (Verdict verdict : compatibility.verdicts()) {
      if (verdict.error().isPresent()) {
        Diagnostic error = verdict.error().get();
        errors.add("Python " + verdict.target() + ": " + CompatText.text(error));
        first = first == null ? error : first;
      }
    }
    if (first == null) {
      return null;
    }
    var place = new SarifPlace(compatibility.source(), Math.max(0, first.line()));
    return new SarifResult(INCOMPATIBLE, String.join("; ", errors), List.of(place), errors);
  }
}
