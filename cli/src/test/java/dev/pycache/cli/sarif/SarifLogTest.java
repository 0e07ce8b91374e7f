package dev.pycache.cli.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cli.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SarifLogTest {
  private static final SarifRule RULE =
      new SarifRule("PYC999", "a-rule", "A rule.", "Help.", SarifLevel.WARNING, List.of("tag"));

  private static String text(int status, Consumer<SarifLog> content) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    var log = new SarifLog(out, "1.0", List.of(RULE));
    content.accept(log);
    log.end(status);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode run(Consumer<SarifLog> content) {
    return SarifSchema.assertValid(text(1, content)).at("/runs/0");
  }

  private static SarifResult result(String path, int line) {
    return new SarifResult(
        RULE, "message", List.of(new SarifPlace(path, line)), List.of("identity"));
  }

  @Test
  void anEmptyLogIsValid() {
    JsonNode run = run(log -> {});
    assertThat(run.at("/results").size()).isZero();
    assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("PYC999");
    assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(1);
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    JsonNode failed = SarifSchema.assertValid(text(2, log -> {})).at("/runs/0/invocations/0");
    assertThat(failed.get("executionSuccessful").asBoolean()).isFalse();
  }

  @Test
  void pathsBecomeRelativeUris() {
    String here = Path.of("").toAbsolutePath().toString();
    String odd = FileNames.ofBytes(new byte[] {'o', (byte) 0xFF});
    JsonNode results =
        run(log -> {
              log.result(result("a b/ü.py", 3));
              log.result(result(here + "/x/../c:d%.py", 0));
              log.result(result("/elsewhere/é", 0));
              log.result(result(odd, 0));
              log.result(result("../above", 0));
            })
            .at("/results");
    String location = "/locations/0/physicalLocation";
    String uri = location + "/artifactLocation/uri";
    assertThat(results.at("/0" + uri).asText()).isEqualTo("a%20b/%C3%BC.py");
    assertThat(results.at("/0" + location + "/region/startLine").asInt()).isEqualTo(3);
    assertThat(results.at("/0" + location + "/artifactLocation/uriBaseId").asText())
        .isEqualTo("SRCROOT");
    assertThat(results.at("/1" + uri).asText()).isEqualTo("c%3Ad%25.py");
    assertThat(results.at("/1" + location + "/region").isMissingNode()).isTrue();
    assertThat(results.at("/2" + uri).asText()).isEqualTo("file:///elsewhere/%C3%A9");
    assertThat(results.at("/2" + location + "/artifactLocation/uriBaseId").isMissingNode())
        .isTrue();
    assertThat(results.at("/3" + uri).asText()).isEqualTo("o%FF");
    assertThat(results.at("/4" + uri).asText()).startsWith("file:///").endsWith("/above");
  }

  @Test
  void fingerprintsDependOnWhatIsStable() {
    String here = Path.of("").toAbsolutePath().toString();
    JsonNode results =
        run(log -> {
              log.result(result("a.py", 3));
              log.result(result(here + "/a.py", 7));
              log.result(result("b.py", 3));
              log.result(
                  new SarifResult(
                      RULE, "message", List.of(new SarifPlace("a.py")), List.of("other")));
            })
            .at("/results");
    List<String> prints = results.findValuesAsText("pycache/v1");
    assertThat(prints).hasSize(4);
    assertThat(prints.get(1)).isEqualTo(prints.get(0)).hasSize(32);
    assertThat(prints.get(2)).isNotEqualTo(prints.get(0));
    assertThat(prints.get(3)).isNotEqualTo(prints.get(0)).isNotEqualTo(prints.get(2));
  }

  @Test
  void otherPlacesAreRelatedAndProblemsBelongToTheRun() {
    JsonNode run =
        run(
            log -> {
              log.problem("No such file", "missing");
              log.problem("of nothing", null);
              log.result(
                  new SarifResult(
                      RULE,
                      SarifLevel.NOTE,
                      "odd \uDCFF \u007f \"text\"",
                      List.of(new SarifPlace("a"), new SarifPlace("b", 2)),
                      List.of()));
            });
    assertThat(run.at("/results/0/level").asText()).isEqualTo("note");
    assertThat(run.at("/results/0/relatedLocations").size()).isEqualTo(1);
    assertThat(run.at("/results/0/message/text").asText()).contains("\"text\"");
    assertThat(run.at("/invocations/0/toolExecutionNotifications").size()).isEqualTo(2);
  }

  @Test
  void rulesHaveToBeDeclared() {
    var other = new SarifRule("X", "x", "x", "x", SarifLevel.NOTE, List.of());
    assertThatThrownBy(
            () -> run(log -> log.result(new SarifResult(other, "m", List.of(), List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
