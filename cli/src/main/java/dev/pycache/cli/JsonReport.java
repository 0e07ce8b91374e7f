package dev.pycache.cli;

import dev.pycache.cache.SourceOutcome;
import dev.pycache.compiler.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as JSON, one object a line. By hand: the objects are flat, a library would cost more to
 * load than a small run takes, and most refuse the lone surrogates that stand for odd bytes in file
 * names.
 */
final class JsonReport {
  private JsonReport() {}

  static String line(SourceOutcome outcome) {
    var json = new StringBuilder(160);
    json.append("{\"path\": ");
    appendString(json, outcome.path());
    json.append(", \"pyc\": ");
    appendString(json, outcome.cache());
    json.append(", \"status\": \"").append(status(outcome)).append("\", \"error\": ");
    switch (outcome) {
      case SourceOutcome.Rejected rejected -> appendError(json, rejected.diagnostic());
      case SourceOutcome.Failed failed -> {
        Failure failure = Failure.of(failed);
        int none = Diagnostic.ABSENT;
        appendError(json, failure.type(), failure.text(failed), none, none, none, none);
      }
      case SourceOutcome.Written written -> json.append("null");
      case SourceOutcome.Fresh fresh -> json.append("null");
    }
    return json.append("}\n").toString();
  }

  private static String status(SourceOutcome outcome) {
    return switch (outcome) {
      case SourceOutcome.Written written -> "written";
      case SourceOutcome.Fresh fresh -> "fresh";
      case SourceOutcome.Rejected rejected -> "rejected";
      case SourceOutcome.Failed failed -> "failed";
    };
  }

  private static void appendError(StringBuilder json, Diagnostic error) {
    String type = error.type().pythonName();
    appendError(
        json,
        type,
        error.message(),
        error.line(),
        error.column(),
        error.endLine(),
        error.endColumn());
  }

  private static void appendError(
      StringBuilder json,
      String type,
      String message,
      int line,
      int column,
      int endLine,
      int endColumn) {
    json.append("{\"type\": ");
    appendString(json, type);
    json.append(", \"message\": ");
    appendString(json, message);
    appendNumber(json, "line", line);
    appendNumber(json, "column", column);
    appendNumber(json, "end_line", endLine);
    appendNumber(json, "end_column", endColumn);
    json.append('}');
  }

  private static void appendNumber(StringBuilder json, String name, int value) {
    json.append(", \"").append(name).append("\": ");
    if (value == Diagnostic.ABSENT) {
      json.append("null");
    } else {
      json.append(value);
    }
  }

  private static void appendString(StringBuilder json, @Nullable String text) {
    if (text == null) {
      json.append("null");
      return;
    }
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7F || isLoneSurrogate(text, i)) {
        json.append("\\u").append(String.format("%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
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
