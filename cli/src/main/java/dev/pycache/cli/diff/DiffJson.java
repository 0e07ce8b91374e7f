package dev.pycache.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.bytecode.diff.Aspect;
import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.diff.Finding;
import dev.pycache.bytecode.diff.Row;
import dev.pycache.cli.JsonLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A difference for programs: one object. */
final class DiffJson {
  private DiffJson() {}

  static String line(String left, String right, FileDifference difference) {
    return JsonLine.of(
        json -> {
          json.writeStringField("left", left);
          json.writeStringField("right", right);
          json.writeBooleanField("same", difference.isEmpty());
          json.writeNumberField("code_objects", difference.codeObjects());
          json.writeObjectFieldStart("aspects");
          for (Map.Entry<Aspect, Integer> each : difference.aspects().entrySet()) {
            json.writeNumberField(name(each.getKey()), each.getValue());
          }
          json.writeEndObject();
          write(json, "header", difference.header());
          json.writeArrayFieldStart("code");
          for (CodeDifference code : difference.codes()) {
            write(json, code);
          }
          json.writeEndArray();
          write(json, "writing", difference.writing());
        });
  }

  private static String name(Aspect aspect) {
    return aspect.name().toLowerCase(Locale.ROOT);
  }

  private static void write(JsonGenerator json, CodeDifference code) throws IOException {
    json.writeStartObject();
    json.writeStringField("qualname", code.name());
    json.writeStringField(
        "presence",
        switch (code.presence()) {
          case BOTH -> "both";
          case LEFT_ONLY -> "left";
          case RIGHT_ONLY -> "right";
        });
    json.writeNumberField("left_line", code.leftLine());
    json.writeNumberField("right_line", code.rightLine());
    write(json, "findings", code.findings());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<Finding> findings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("aspect", name(finding.aspect()));
      switch (finding) {
        case Finding.Values values -> {
          json.writeStringField("label", values.label());
          json.writeStringField("left", values.left());
          json.writeStringField("right", values.right());
        }
        case Finding.Rows rows -> write(json, rows);
        case Finding.Note note -> write(json, note);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Only rows that differ. */
  private static void write(JsonGenerator json, Finding.Rows finding) throws IOException {
    json.writeArrayFieldStart("rows");
    for (Row row : finding.rows()) {
      if (row.mark() != Row.Mark.SAME) {
        json.writeStartObject();
        write(json, "left", row.left());
        write(json, "right", row.right());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Row.@Nullable Cell cell)
      throws IOException {
    if (cell == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeNumberField("at", cell.at());
    json.writeStringField("text", cell.text());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Finding.Note note) throws IOException {
    json.writeStringField("text", note.text());
    json.writeNumberField("count", note.count());
    if (note.leftOffset() != Finding.Note.NO_OFFSET) {
      json.writeNumberField("left_offset", note.leftOffset());
      json.writeNumberField("right_offset", note.rightOffset());
    }
  }
}
