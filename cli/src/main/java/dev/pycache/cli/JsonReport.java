package dev.pycache.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.compiler.Diagnostic;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

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
            case SourceOutcome.Rejected rejected -> writeError(json, rejected.diagnostic());
            case SourceOutcome.Failed failed -> writeError(json, failed);
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

  private static void writeError(JsonGenerator json, SourceOutcome.Failed failed)
      throws IOException {
    Failure failure = Failure.of(failed);
    int none = Diagnostic.ABSENT;
    writeError(json, failure.type(), failure.text(failed), none, none, none, none);
  }

  private static void writeError(JsonGenerator json, Diagnostic error) throws IOException {
    String type = error.type().pythonName();
    writeError(
        json,
        type,
        error.message(),
        error.line(),
        error.column(),
        error.endLine(),
        error.endColumn());
  }

  private static void writeError(
      JsonGenerator json,
      String type,
      @Nullable String message,
      int line,
      int column,
      int endLine,
      int endColumn)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("message", message);
    writeNumber(json, "line", line);
    writeNumber(json, "column", column);
    writeNumber(json, "end_line", endLine);
    writeNumber(json, "end_column", endColumn);
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String name, int value) throws IOException {
    json.writeFieldName(name);
    if (value == Diagnostic.ABSENT) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
