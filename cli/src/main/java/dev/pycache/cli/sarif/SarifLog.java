package dev.pycache.cli.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log of one run of a command. Results are written as they come, a line for each; what
 * went wrong on the way is kept for the end.
 */
public final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** Stands for the working directory, which a service knows under another path. */
  private static final String BASE = "SRCROOT";

  /** The way fingerprints are made, so that another way can have another name. */
  private static final String FINGERPRINT = "pycache/v1";

  private static final int FINGERPRINT_BYTES = 16;

  private final Output out;
  private final List<SarifRule> rules;
  private final List<Problem> problems = new ArrayList<>();
  private boolean anyResult;

  private record Problem(String message, @Nullable String path) {}

  /**
   * Begins a log.
   *
   * @param version of pycache
   * @param rules all that the command can find
   */
  public SarifLog(Output out, String version, List<SarifRule> rules) {
    this.out = out;
    this.rules = List.copyOf(rules);
    String tool = JsonLine.of(json -> writeTool(json, version)).strip();
    out.print("{\"$schema\": \"" + SCHEMA + "\", \"version\": \"2.1.0\", \"runs\": [{\n");
    out.print("\"tool\": " + tool + ",\n");
    out.print("\"columnKind\": \"unicodeCodePoints\",\n");
    out.print("\"originalUriBaseIds\": {\"" + BASE + "\": {\"description\": ");
    out.print("{\"text\": \"the folder in which pycache was called\"}}},\n");
    out.print("\"results\": [");
  }

  private void writeTool(JsonGenerator json, String version) throws IOException {
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "pycache");
    json.writeStringField("version", version);
    json.writeArrayFieldStart("rules");
    for (SarifRule rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      json.writeStringField("name", rule.name());
      writeText(json, "shortDescription", rule.summary());
      writeText(json, "fullDescription", rule.summary());
      writeText(json, "help", rule.help());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", rule.level().word());
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeArrayFieldStart("tags");
      for (String tag : rule.tags()) {
        json.writeString(tag);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes a result. */
  public void result(SarifResult result) {
    int index = rules.indexOf(result.rule());
    if (index < 0) {
      throw new IllegalArgumentException(result.rule().id() + " is no rule of this log");
    }
    out.print(anyResult ? ",\n" : "\n");
    anyResult = true;
    out.print(JsonLine.of(json -> write(json, index, result)).strip());
  }

  private static void write(JsonGenerator json, int index, SarifResult result) throws IOException {
    json.writeStringField("ruleId", result.rule().id());
    json.writeNumberField("ruleIndex", index);
    json.writeStringField("level", result.level().word());
    writeText(json, "message", result.message());
    List<SarifPlace> places = result.places();
    json.writeArrayFieldStart("locations");
    if (!places.isEmpty()) {
      write(json, places.getFirst());
    }
    json.writeEndArray();
    if (places.size() > 1) {
      json.writeArrayFieldStart("relatedLocations");
      for (SarifPlace place : places.subList(1, places.size())) {
        write(json, place);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField(FINGERPRINT, fingerprint(result));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SarifPlace place) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    writeArtifact(json, place.path());
    if (place.line() > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", place.line());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeArtifact(JsonGenerator json, String path) throws IOException {
    SarifUri uri = SarifUri.of(path);
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri.text());
    if (uri.relative()) {
      json.writeStringField("uriBaseId", BASE);
    }
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  /** What stays the same while lines move, from the rule, the file and what the result is about. */
  private static String fingerprint(SarifResult result) {
    List<String> parts = new ArrayList<>();
    parts.add(result.rule().id());
    if (!result.places().isEmpty()) {
      parts.add(SarifUri.of(result.places().getFirst().path()).text());
    }
    parts.addAll(result.identity());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Keeps what could not be looked at, which is no result but belongs to the run.
   *
   * @param path the file it is about; null for none
   */
  public void problem(String message, @Nullable String path) {
    problems.add(new Problem(message, path));
  }

  /**
   * Ends the log.
   *
   * @param status the exit status of the command
   */
  public void end(int status) {
    String invocation = JsonLine.of(json -> writeInvocation(json, status)).strip();
    out.print((anyResult ? "\n" : "") + "],\n\"invocations\": [" + invocation + "]\n}]}\n");
  }

  private void writeInvocation(JsonGenerator json, int status) throws IOException {
    json.writeBooleanField("executionSuccessful", status != ExitStatus.FAILED);
    json.writeNumberField("exitCode", status);
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (Problem problem : problems) {
      json.writeStartObject();
      json.writeStringField("level", SarifLevel.ERROR.word());
      writeText(json, "message", problem.message());
      if (problem.path() != null) {
        json.writeArrayFieldStart("locations");
        write(json, new SarifPlace(problem.path()));
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
