package dev.pycache.cli.why;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.why.CacheFile;
import dev.pycache.cache.why.ImportDecision;
import dev.pycache.cache.why.ModuleSearch;
import dev.pycache.cache.why.Outcome;
import dev.pycache.cache.why.Writing;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.text.Figures;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A decision for programs: an object of JSON on one line. docs/why.md names its fields. */
public final class WhyJson {
  private WhyJson() {}

  /** The line of an answer. */
  public static String line(Question.Answer answer) {
    return JsonLine.of(
        json -> {
          switch (answer) {
            case Question.Answer.OfFile file -> write(json, null, file.decision());
            case Question.Answer.OfModule module -> write(json, module.module(), module.decision());
            case Question.Answer.WithoutCache module -> without(json, module);
          }
        });
  }

  private static void without(JsonGenerator json, Question.Answer.WithoutCache answer)
      throws IOException {
    json.writeStringField("module", answer.module());
    json.writeStringField("python", answer.python().version());
    json.writeNullField("source");
    json.writeNullField("pyc");
    json.writeNullField("header");
    json.writeNullField("verdict");
    json.writeStringField(
        "next",
        switch (answer.search().found()) {
          case ModuleSearch.Found.Preloaded preloaded -> preloaded.frozen() ? "frozen" : "builtin";
          case ModuleSearch.Found.Extension extension -> "extension";
          case ModuleSearch.Found.Namespace namespace -> "namespace";
          case ModuleSearch.Found.Nothing nothing -> "not-found";
          case ModuleSearch.Found.Source source -> "source";
          case ModuleSearch.Found.Sourceless pyc -> "sourceless";
        });
    json.writeNullField("write");
    json.writeStringField(
        "text",
        answer.search().found() instanceof ModuleSearch.Found.Nothing nothing
            ? "no module named '" + nothing.module() + "'"
            : "no bytecode is looked for");
  }

  private static void write(JsonGenerator json, @Nullable String module, ImportDecision decision)
      throws IOException {
    json.writeStringField("module", module);
    json.writeStringField("python", decision.settings().python().version());
    source(json, decision);
    json.writeStringField("pyc", decision.cache().path());
    header(json, decision);
    json.writeStringField("verdict", verdict(decision.verdict()));
    json.writeStringField("next", next(decision.outcome()));
    json.writeFieldName("write");
    writing(json, decision.outcome());
    json.writeStringField(
        "text",
        Words.rule(decision, decision.verdict()) + ": " + Words.outcome(decision.outcome()));
  }

  private static void source(JsonGenerator json, ImportDecision decision) throws IOException {
    json.writeFieldName("source");
    if (decision.sourceless()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("path", decision.source());
    if (decision.state() == null) {
      json.writeNullField("mtime");
      json.writeNullField("size");
    } else {
      json.writeNumberField("mtime", decision.state().mtime());
      json.writeNumberField("size", decision.state().size());
    }
    json.writeEndObject();
  }

  private static void header(JsonGenerator json, ImportDecision decision) throws IOException {
    json.writeFieldName("header");
    if (!(decision.cache() instanceof CacheFile.Present present) || present.header() == null) {
      json.writeNull();
      return;
    }
    var header = present.header();
    json.writeStartObject();
    json.writeNumberField("magic", header.magic());
    json.writeNumberField("flags", header.flags());
    if (header.isHashBased()) {
      json.writeStringField("source_hash", Figures.hash(header.sourceHash()));
    } else {
      json.writeNumberField("mtime", header.mtime());
      json.writeNumberField("source_size", header.sourceSize());
    }
    json.writeEndObject();
  }

  private static @Nullable String verdict(@Nullable HeaderVerdict verdict) {
    return switch (verdict) {
      case null -> null;
      case HeaderVerdict.Fresh v -> "fresh";
      case HeaderVerdict.Unchecked v -> "unchecked";
      case HeaderVerdict.OtherMagic v -> "other-magic";
      case HeaderVerdict.Truncated v -> "truncated";
      case HeaderVerdict.UnknownFlags v -> "unknown-flags";
      case HeaderVerdict.StaleTime v -> "stale-time";
      case HeaderVerdict.StaleSize v -> "stale-size";
      case HeaderVerdict.StaleHash v -> "stale-hash";
    };
  }

  private static String next(Outcome outcome) {
    return switch (outcome) {
      case Outcome.UsesCache use -> "use";
      case Outcome.Compiles compiles -> "compile";
      case Outcome.CacheFails fails -> "fail-cache";
      case Outcome.SourceRejected rejected -> "fail-source";
      case Outcome.SourceUnreadable unreadable -> "fail-unreadable";
      case Outcome.SourcelessRefused refused -> "fail-sourceless";
    };
  }

  private static void writing(JsonGenerator json, Outcome outcome) throws IOException {
    if (!(outcome instanceof Outcome.Compiles compiles)) {
      json.writeNull();
      return;
    }
    json.writeString(
        switch (compiles.writing()) {
          case Writing.Written written -> written.mode().toString();
          case Writing.Refrained refrained -> "refrained";
          case Writing.Fails fails ->
              fails.obstacle().name().toLowerCase(Locale.ROOT).replace('_', '-');
        });
  }
}
