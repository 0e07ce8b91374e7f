package dev.pycache.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.pycache.cache.SourceOutcome;
import dev.pycache.compiler.Diagnostic;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as JSON, one object a line. Jackson is loaded with this class: only where JSON is
 * wanted.
 */
final class JsonReport {
  private static final MinimalPrettyPrinter SPACED =
      new MinimalPrettyPrinter() {
        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
          json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
          json.writeRaw(", ");
        }
      };

  private final JsonFactory factory =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

  String line(SourceOutcome outcome) {
    var text = new StringWriter(160);
    try (JsonGenerator json = factory.createGenerator(text).setPrettyPrinter(SPACED)) {
      json.writeStartObject();
      json.writeStringField("path", outcome.path());
      json.writeStringField("pyc", outcome.cache());
      json.writeStringField("status", status(outcome));
      json.writeFieldName("error");
      switch (outcome) {
        case SourceOutcome.Rejected rejected -> writeError(json, rejected.diagnostic());
        case SourceOutcome.Failed failed -> writeError(json, failed);
        case SourceOutcome.Written written -> json.writeNull();
        case SourceOutcome.Fresh fresh -> json.writeNull();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text is written to memory", e);
    }
    return escape(text.append('\n').toString());
  }

  private static String status(SourceOutcome outcome) {
    return switch (outcome) {
      case SourceOutcome.Written written -> "written";
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

  /**
   * Escapes what Jackson leaves as it is although it has no UTF-8 form, the lone surrogates that
   * stand for odd bytes in file names, or does something to a terminal, DEL. Both are only found
   * within strings.
   */
  private static String escape(String json) {
    StringBuilder escaped = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == 0x7F || isLoneSurrogate(json, i)) {
        if (escaped == null) {
          escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
        }
        escaped.append(c == 0x7F ? "\\u00" : "\\u").append(Integer.toHexString(c));
      } else if (escaped != null) {
        escaped.append(c);
      }
    }
    return escaped == null ? json : escaped.toString();
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
