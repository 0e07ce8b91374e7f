package dev.pycache.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.compiler.Diagnostic;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Errors of sources and files as JSON objects. */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  /** Writes an error of the compiler; a position that it does not have is null. */
  public static void write(JsonGenerator json, Diagnostic error) throws IOException {
    String type = error.type().pythonName();
    write(
        json,
        type,
        error.message(),
        error.line(),
        error.column(),
        error.endLine(),
        error.endColumn());
  }

  /** Writes an error that has no place in a source. */
  static void write(JsonGenerator json, String type, @Nullable String message) throws IOException {
    int none = Diagnostic.ABSENT;
    write(json, type, message, none, none, none, none);
  }

  private static void write(
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
