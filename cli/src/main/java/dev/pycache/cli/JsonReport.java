package dev.pycache.cli;

import dev.pycache.cache.compile.SourceOutcome;

/** Outcomes of compiling as JSON, one object a line. */
final class JsonReport {
  private JsonReport() {}

  /**
   * The line of an outcome.
   *
   * @param dryRun whether it is only what would become of the cache
   */
  static String line(SourceOutcome outcome, boolean dryRun) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", outcome.path());
          json.writeStringField("pyc", outcome.cache());
          json.writeStringField("status", status(outcome, dryRun));
          json.writeFieldName("error");
          switch (outcome) {
            case SourceOutcome.Rejected rejected ->
                DiagnosticJson.write(json, rejected.diagnostic());
            case SourceOutcome.Failed failed -> {
              Failure failure = Failure.of(failed);
              DiagnosticJson.write(json, failure.type(), failure.text(failed));
            }
            case SourceOutcome.Written written -> json.writeNull();
            case SourceOutcome.Converted converted -> json.writeNull();
            case SourceOutcome.Fresh fresh -> json.writeNull();
          }
        });
  }

  private static String status(SourceOutcome outcome, boolean dryRun) {
    return switch (outcome) {
      case SourceOutcome.Written written -> dryRun ? "would-write" : "written";
      case SourceOutcome.Converted converted -> dryRun ? "would-convert" : "converted";
      case SourceOutcome.Fresh fresh -> "fresh";
      case SourceOutcome.Rejected rejected -> "rejected";
      case SourceOutcome.Failed failed -> "failed";
    };
  }
}
