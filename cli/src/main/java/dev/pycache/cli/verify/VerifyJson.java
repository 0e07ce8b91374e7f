package dev.pycache.cli.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.diff.Finding.Values;
import dev.pycache.cache.git.GitCommit;
import dev.pycache.cache.verify.Body;
import dev.pycache.cache.verify.Judgement;
import dev.pycache.cache.verify.Origin;
import dev.pycache.cache.verify.Verification;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.diff.FirstDifference;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as lines of JSON. */
final class VerifyJson {
  /** What is disregarded where values are compared; of bytes, nothing is. */
  private static final List<String> DISREGARDED =
      List.of("reference-flags", "sharing", "interned-marks", "order-of-sets");

  private VerifyJson() {}

  static String line(Verification verification) {
    Finding finding = Finding.of(verification);
    return JsonLine.of(
        json -> {
          json.writeStringField("pyc", verification.cache());
          json.writeStringField("source", verification.source());
          json.writeStringField("status", finding.status());
          json.writeStringField("reason", emptyToNull(finding.reason()));
          json.writeStringField("message", emptyToNull(finding.message()));
          json.writeStringField("tag", emptyToNull(verification.tag()));
          json.writeStringField(
              "python", verification.python().map(python -> python.version()).orElse(null));
          json.writeStringField("optimization", verification.optimization());
          json.writeStringField("co_filename", verification.fileName().orElse(null));
          json.writeBooleanField("names_other_place", verification.namesOtherPlace());
          if (!(verification.judgement() instanceof Judgement.CannotCheck)) {
            json.writeBooleanField("used", Finding.isUsed(verification));
          }
          write(json, verification.judgement());
        });
  }

  /** What could not be looked at at all. */
  static String unreadable(String path, String reason) {
    return JsonLine.of(
        json -> {
          json.writeStringField("pyc", path);
          json.writeNullField("source");
          json.writeStringField("status", "cannot-check");
          json.writeStringField("reason", "unreadable");
          json.writeStringField("message", reason);
        });
  }

  private static void write(JsonGenerator json, Judgement judgement) throws IOException {
    switch (judgement) {
      case Judgement.Match match -> write(json, match.origin());
      case Judgement.Stale stale -> {
        json.writeStringField("code", Finding.word(stale.body()));
        switch (stale.body()) {
          case Body.Present present -> write(json, present.origin());
          case Body.Earlier earlier -> write(json, earlier);
          case Body.Unexplained x -> {}
          case Body.Damaged x -> {}
          case Body.NotCompared x -> {}
        }
      }
      case Judgement.Foreign foreign -> {
        if (foreign.body().difference().isPresent()) {
          write(json, foreign.body().difference().get());
        }
      }
      case Judgement.NoSource none -> {}
      case Judgement.CannotCheck unknown -> {}
    }
  }

  private static void write(JsonGenerator json, Origin origin) throws IOException {
    json.writeArrayFieldStart("releases");
    for (String release : origin.releases()) {
      json.writeString(release);
    }
    json.writeEndArray();
    json.writeNumberField("level", origin.level());
    json.writeStringField("compared", origin.sameBytes() ? "bytes" : "values");
    json.writeArrayFieldStart("disregarded");
    json.writeString("co_filename");
    if (!origin.sameBytes()) {
      for (String each : DISREGARDED) {
        json.writeString(each);
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Body.Earlier earlier) throws IOException {
    json.writeObjectFieldStart("revision");
    GitCommit commit = earlier.commit().orElse(null);
    json.writeStringField("commit", commit == null ? null : commit.id());
    json.writeStringField("path", earlier.path());
    json.writeStringField("time", commit == null ? null : commit.time().toString());
    json.writeStringField("summary", commit == null ? null : commit.summary());
    json.writeEndObject();
    write(json, earlier.origin());
  }

  /** How much differs, and the first place. */
  private static void write(JsonGenerator json, FileDifference difference) throws IOException {
    json.writeObjectFieldStart("difference");
    json.writeObjectFieldStart("aspects");
    for (Map.Entry<?, Integer> each : difference.aspects().entrySet()) {
      json.writeNumberField(each.getKey().toString().toLowerCase(Locale.ROOT), each.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("code_objects", difference.codes().size());
    if (!difference.codes().isEmpty()) {
      CodeDifference first = FirstDifference.of(difference);
      json.writeObjectFieldStart("first");
      json.writeStringField("qualname", first.name());
      json.writeNumberField("line", first.leftLine());
      json.writeStringField(
          "presence",
          switch (first.presence()) {
            case BOTH -> "both";
            case LEFT_ONLY -> "source";
            case RIGHT_ONLY -> "cache";
          });
      if (!first.findings().isEmpty()) {
        json.writeStringField("aspect", FirstDifference.mostTelling(first).aspect().label());
        if (FirstDifference.mostTelling(first) instanceof Values values) {
          json.writeStringField("source", values.left());
          json.writeStringField("cache", values.right());
        }
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
