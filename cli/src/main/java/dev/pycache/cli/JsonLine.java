package dev.pycache.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * One JSON object on a line of its own, as every command with {@code --format json} prints them.
 * Jackson is loaded with this class: only where JSON is wanted.
 */
public final class JsonLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

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

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
          json.writeRaw(", ");
        }
      };

  private JsonLine() {}

  /** Writes the fields of an object. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The line of an object with these fields, its end included. */
  public static String of(Body body) {
    var text = new StringWriter(160);
    try (JsonGenerator json = FACTORY.createGenerator(text).setPrettyPrinter(SPACED)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text is written to memory", e);
    }
    return escape(text.append('\n').toString());
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
