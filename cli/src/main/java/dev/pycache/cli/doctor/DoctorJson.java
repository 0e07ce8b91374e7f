package dev.pycache.cli.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.cache.doctor.Edit;
import dev.pycache.cache.doctor.Finding;
import dev.pycache.cache.doctor.Place;
import dev.pycache.cli.JsonLine;
import java.io.IOException;
import java.util.List;

/** Findings as lines of JSON. */
final class DoctorJson {
  private DoctorJson() {}

  /**
   * The line of a finding.
   *
   * @param mended whether all of it has been mended in this run
   */
  static String line(Finding finding, boolean mended) {
    return JsonLine.of(
        json -> {
          json.writeStringField("rule", finding.rule().code());
          json.writeStringField("name", finding.rule().ruleName());
          json.writeStringField("severity", finding.severity().word());
          json.writeStringField("path", finding.path());
          writeLine(json, finding.line());
          json.writeStringField("message", finding.message());
          json.writeStringField("cost", finding.rule().cost());
          json.writeStringField("advice", finding.rule().advice());
          json.writeArrayFieldStart("places");
          for (Place place : finding.places()) {
            json.writeStartObject();
            json.writeStringField("path", place.path());
            writeLine(json, place.line());
            json.writeStringField("detail", place.detail());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("fix");
          for (Edit edit : finding.fix()) {
            write(json, edit);
          }
          json.writeEndArray();
          json.writeBooleanField("mendable", finding.isMendable());
          json.writeBooleanField("mended", mended);
        });
  }

  private static void writeLine(JsonGenerator json, int line) throws IOException {
    if (line > 0) {
      json.writeNumberField("line", line);
    } else {
      json.writeNullField("line");
    }
  }

  private static void write(JsonGenerator json, Edit edit) throws IOException {
    json.writeStartObject();
    String kind =
        switch (edit) {
          case Edit.AppendLines e -> "append-lines";
          case Edit.Untrack e -> "untrack";
          case Edit.DeleteCache e -> "delete-cache";
          case Edit.TakeWritePermission e -> "take-write-permission";
        };
    json.writeStringField("kind", kind);
    json.writeStringField("path", edit.path());
    switch (edit) {
      case Edit.AppendLines e -> writeStrings(json, "lines", e.lines());
      case Edit.Untrack e -> writeStrings(json, "files", e.files());
      case Edit.DeleteCache e -> {}
      case Edit.TakeWritePermission e -> {}
    }
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String each : strings) {
      json.writeString(each);
    }
    json.writeEndArray();
  }
}
