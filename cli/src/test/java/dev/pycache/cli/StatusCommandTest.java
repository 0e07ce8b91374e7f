package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);

  @TempDir Path folder;

  @BeforeEach
  void compile() throws IOException {
    for (String name : List.of("a.py", "b.py", "c.py")) {
      source(name, "x = 1\n", TIME);
    }
    assertThat(run("compile", "-q", folder.toString()).status()).isZero();
  }

  private void source(String name, String text, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private String cache(String name) {
    return folder + "/__pycache__/" + name;
  }

  @Test
  void showsATable() throws IOException {
    long size = Files.size(Path.of(cache("a.cpython-311.pyc")));
    Result result = run("status", folder.toString());
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            "  interpreter   state           files          bytes\n"
                + String.format("  cpython-311   fresh               3%,15d%n", 3 * size));
  }

  @Test
  void listsWhatNeedsAttention() throws IOException {
    source("a.py", "x = 1 + 1\n", TIME.plusSeconds(3 * 86400));
    source("b.py", "x = 2 + 2\n", TIME);
    source("d.py", "", TIME);
    Files.move(Path.of(cache("c.cpython-311.pyc")), Path.of(cache("gone.cpython-312.pyc")));
    Result result = run("status", folder.toString());
    assertThat(result.status()).isZero();
    assertThat(result.out().lines().skip(1).map(l -> l.replaceAll(" +", " ").strip()))
        .startsWith("cpython-311 stale 2 " + 2 * size("a"), "missing 2")
        .endsWith(
            "stale " + cache("a.cpython-311.pyc") + ": source is 3 days newer, 4 bytes larger",
            "stale " + cache("b.cpython-311.pyc") + ": source is 4 bytes larger",
            "",
            "missing " + folder + "/c.py",
            "missing " + folder + "/d.py",
            "",
            "orphan " + cache("gone.cpython-312.pyc") + ": its source is gone");
    assertThat(run("status", "--check", folder.toString()).status()).isEqualTo(1);
    assertThat(run("status", "--check", "-q", folder.toString())).isEqualTo(new Result(1, "", ""));
    assertThat(run("status", "--state", "orphan", folder.toString()).out())
        .startsWith("  orphan     " + cache("gone.cpython-312.pyc"));
  }

  private long size(String module) throws IOException {
    return Files.size(Path.of(cache(module + ".cpython-311.pyc")));
  }

  @Test
  void listsNoMoreThanAPersonTakesIn() throws IOException {
    for (int i = 0; i < 30; i++) {
      source("m" + i + ".py", "", TIME);
    }
    assertThat(run("status", folder.toString()).out())
        .endsWith("  … and 20 more; --state missing lists them all\n")
        .containsOnlyOnce("m0.py");
    assertThat(run("status", "-v", folder.toString()).out().lines().count()).isEqualTo(33 + 1 + 3);
  }

  @Test
  void printsJson() throws IOException {
    source("b.py", "x = 2 + 2\n", TIME);
    Files.delete(Path.of(cache("c.cpython-311.pyc")));
    Result result = run("status", "--format", "json", folder.toString());
    List<JsonNode> lines = result.out().lines().map(StatusCommandTest::json).toList();
    assertThat(lines).hasSize(3);
    assertThat(result.out().lines().findFirst().orElseThrow())
        .isEqualTo(
            "{\"state\": \"fresh\", \"source\": \""
                + folder
                + "/a.py\", \"pyc\": \""
                + cache("a.cpython-311.pyc")
                + "\", \"tag\": \"cpython-311\", \"python\": \"3.11\","
                + " \"optimization\": \"\", \"bytes\": "
                + size("a")
                + ", \"reason\": null,"
                + " \"message\": null, \"import_fails\": false}");
    JsonNode stale = lines.get(1);
    assertThat(stale.get("reason").textValue()).isEqualTo("size");
    assertThat(stale.get("recorded_size").intValue()).isEqualTo(6);
    assertThat(stale.get("source_size").intValue()).isEqualTo(10);
    assertThat(stale.get("recorded_mtime")).isEqualTo(stale.get("source_mtime"));
    JsonNode missing = lines.get(2);
    assertThat(missing.get("state").textValue()).isEqualTo("missing");
    assertThat(missing.get("bytes").isNull()).isTrue();
    assertThat(run("status", "--format", "json", "--state", "fresh", folder.toString()).out())
        .isEqualTo(result.out().lines().findFirst().orElseThrow() + "\n");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void readsCodeIfAsked() throws IOException {
    Path cache = Path.of(cache("a.cpython-311.pyc"));
    byte[] whole = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(whole, whole.length - 1));
    assertThat(run("status", "--check", "-q", folder.toString()).status()).isZero();
    Result result = run("status", "--check", "--bodies", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains(cache + ": EOFError: marshal data too short")
        .contains("; an import fails\n");
  }

  @Test
  void judgesForTheAskedPythons() {
    Result result = run("status", "--python", "cpython-312", folder.toString());
    assertThat(result.out().lines().skip(1).map(l -> l.strip().replaceAll(" +.*", "")))
        .startsWith("cpython-312", "cpython-311", "all");
    assertThat(run("status", "--check", "-q", "-o1", folder.toString()).status()).isEqualTo(1);
    assertThat(run("compile", "-q", "-o1", folder.toString()).status()).isZero();
    assertThat(run("status", "--check", "-q", "-o1", folder.toString()).status()).isZero();
  }

  @Test
  void coloursIfAsked() {
    assertThat(run("status", "--color=always", folder.toString()).out())
        .contains("\u001b[32mfresh\u001b[0m");
  }

  @Test
  void saysWhatIsWrongWithTheCommandLine() {
    Result nothing = run("status", folder + "/nothing");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err())
        .isEqualTo("pycache: " + folder + "/nothing: No such file or directory\n");
    assertThat(run("status", "--state", "rotten").err())
        .contains("'rotten' is no state; there are fresh, unchecked, stale,");
    assertThat(run("status", "--python", "3.99").err()).contains("there is no Python '3.99' here");
    assertThat(run("status", "--check-hash-based-pycs", "yes").status()).isEqualTo(2);
  }

  @Test
  void saysThatThereIsNothing() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run("status", empty.toString()))
        .isEqualTo(new Result(0, "no source and no cache below " + empty + "\n", ""));
  }
}
