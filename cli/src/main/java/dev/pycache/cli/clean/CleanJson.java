package dev.pycache.cli.clean;

import dev.pycache.cache.clean.CleanOutcome;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cli.Failure;
import dev.pycache.cli.JsonLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An outcome as a line of JSON. */
final class CleanJson {
  private CleanJson() {}

  static String line(CleanOutcome outcome, boolean dryRun) {
    return switch (outcome) {
      case CleanOutcome.Removed r ->
          line(r, "file", dryRun ? "would-remove" : "removed", r.entry(), null, null);
      case CleanOutcome.RemovedFolder r ->
          line(r, "folder", dryRun ? "would-remove" : "removed", null, null, null);
      case CleanOutcome.Kept k ->
          line(
              k,
              "file",
              "kept",
              k.entry(),
              k.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              null);
      case CleanOutcome.Failed f -> line(f, "path", "failed", null, null, Failure.of(f.cause()));
    };
  }

  private static String line(
      CleanOutcome outcome,
      String kind,
      String action,
      @Nullable StatusEntry entry,
      @Nullable String reason,
      @Nullable Failure failure) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", outcome.path());
          json.writeStringField("kind", kind);
          json.writeStringField("action", action);
          json.writeStringField("tag", entry == null || entry.tag().isEmpty() ? null : entry.tag());
          json.writeFieldName("bytes");
          if (entry == null) {
            json.writeNull();
          } else {
            json.writeNumber(entry.bytes());
          }
          json.writeStringField("reason", reason);
          json.writeFieldName("error");
          if (failure == null) {
            json.writeNull();
          } else {
            json.writeStartObject();
            json.writeStringField("type", failure.type());
            json.writeStringField("message", failure.reason());
            json.writeEndObject();
          }
        });
  }
}
