package dev.pycache.cli.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.cache.status.Defect;
import dev.pycache.cache.status.Finding;
import dev.pycache.cache.status.Finding.Change;
import dev.pycache.cache.status.Finding.Origin;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.text.Figures;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An entry as a line of JSON. */
final class StatusJson {
  private StatusJson() {}

  static String line(StatusEntry entry) {
    Reason reason = Reason.of(entry.finding());
    return JsonLine.of(
        json -> {
          json.writeStringField("state", entry.state().word());
          json.writeStringField("source", entry.source());
          json.writeStringField("pyc", entry.cache());
          json.writeStringField("tag", emptyToNull(entry.tag()));
          json.writeStringField("python", entry.python() == null ? null : entry.python().version());
          json.writeStringField("optimization", entry.optimization());
          json.writeFieldName("bytes");
          if (entry.attributes() == null) {
            json.writeNull();
          } else {
            json.writeNumber(entry.bytes());
          }
          json.writeStringField("reason", emptyToNull(reason.code()));
          json.writeStringField("message", emptyToNull(reason.text()));
          json.writeBooleanField(
              "import_fails", entry.finding() instanceof Finding.Invalid i && i.failsImport());
          writeEvidence(json, entry.finding());
        });
  }

  /** The numbers that the state was told by, under names of their own. */
  private static void writeEvidence(JsonGenerator json, Finding finding) throws IOException {
    switch (finding) {
      case Finding.Stale stale -> writeEvidence(json, stale.change());
      case Finding.Invalid invalid -> writeEvidence(json, invalid.defect());
      case Finding.Foreign(Origin.OtherProgram program) ->
          json.writeStringField("program", program.program());
      case Finding other -> {}
    }
  }

  private static void writeEvidence(JsonGenerator json, Change change) throws IOException {
    switch (change) {
      case Change.Stamp stamp -> {
        json.writeNumberField("recorded_mtime", stamp.recorded());
        json.writeNumberField("source_mtime", stamp.actual());
        if (stamp.recordedSize() >= 0) {
          json.writeNumberField("recorded_size", stamp.recordedSize());
        }
        json.writeNumberField("source_size", stamp.actualSize());
      }
      case Change.Release release -> json.writeNumberField("magic", release.magic());
      case Change.Hash hash -> {
        json.writeStringField("recorded_hash", Figures.hash(hash.recorded()));
        json.writeStringField("source_hash", Figures.hash(hash.actual()));
      }
    }
  }

  private static void writeEvidence(JsonGenerator json, Defect defect) throws IOException {
    switch (defect) {
      case Defect.WrongMagic d -> json.writeNumberField("magic", d.magic());
      case Defect.UnknownFlags d -> json.writeNumberField("flags", d.flags());
      case Defect.BadCode d -> json.writeNumberField("offset", d.problem().offset());
      case Defect other -> {}
    }
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
