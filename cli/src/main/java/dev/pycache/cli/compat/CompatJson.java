package dev.pycache.cli.compat;

import dev.pycache.cache.compat.Compatibility;
import dev.pycache.cache.compat.Compatibility.Verdict;
import dev.pycache.cli.DiagnosticJson;
import dev.pycache.cli.JsonLine;

/** Results as lines of JSON. */
final class CompatJson {
  private CompatJson() {}

  static String line(Compatibility compatibility) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", compatibility.source());
          json.writeArrayFieldStart("pythons");
          for (Verdict verdict : compatibility.verdicts()) {
            json.writeStartObject();
            json.writeStringField("python", verdict.target().version());
            json.writeStringField("release", verdict.target().release());
            json.writeBooleanField("accepted", verdict.accepts());
            json.writeFieldName("error");
            if (verdict.error().isPresent()) {
              DiagnosticJson.write(json, verdict.error().get());
            } else {
              json.writeNull();
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
