package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pycache.cache.verify.Body;
import dev.pycache.cache.verify.Judgement;
import dev.pycache.cli.sarif.SarifSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir Path folder;

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, TIME);
    return file;
  }

  private void compile() {
    assertThat(Result.run("compile", "-q", folder.toString()).status()).isZero();
  }

  /** A cache whose source is changed afterwards, in a way that no header tells. */
  private void poison() throws IOException {
    source("a.py", "import os\n\ndef f():\n    return 1\n");
    source("b.py", "x = 1\n");
    compile();
    source("a.py", "import os\n\ndef f():\n    return 2\n");
  }

  private Result verify(String... words) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(words));
    all.add(folder.toString());
    return Result.run(all.toArray(String[]::new));
  }

  private static List<JsonNode> lines(Result result) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void passesWhatMatches() throws IOException {
    source("a.py", "x = 1\n");
    compile();
    Result result = verify();
    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("1 cache: 1 match\ndisregarded: co_filename\n");
    assertThat(verify("-q").out()).isEmpty();
    assertThat(verify("-v").out()).contains("match        ").contains("3.11.1 to 3.11.7, level 0");
  }

  @Test
  void saysWhatIsForeignAndWhere() throws IOException {
    poison();
    Result result = verify();
    assertThat(result.status()).isEqualTo(ExitStatus.FOREIGN);
    assertThat(result.out())
        .contains("foreign      " + folder + "/__pycache__/a.cpython-311.pyc: no known release")
        .contains("f, line 3 (the source, compiled | the cache)")
        .containsPattern("LOAD_CONST +2 +\\| +\\d+ LOAD_CONST +1")
        .endsWith("2 caches: 1 match, 1 foreign\ndisregarded: co_filename\n");
    assertThat(verify("-qq").status()).isEqualTo(ExitStatus.FOREIGN);
    assertThat(verify("-qq").out()).isEmpty();
  }

  @Test
  void printsAnObjectALine() throws IOException {
    poison();
    List<JsonNode> lines = lines(verify("--format", "json"));
    assertThat(lines).hasSize(2);
    JsonNode foreign = lines.get(0);
    assertThat(foreign.get("pyc").asText()).endsWith("__pycache__/a.cpython-311.pyc");
    assertThat(foreign.get("source").asText()).isEqualTo(folder + "/a.py");
    assertThat(foreign.get("status").asText()).isEqualTo("foreign");
    assertThat(foreign.get("reason").asText()).isEqualTo("other-code");
    assertThat(foreign.get("used").asBoolean()).isTrue();
    assertThat(foreign.at("/difference/first/qualname").asText()).isEqualTo("f");
    assertThat(foreign.at("/difference/first/line").asInt()).isEqualTo(3);
    JsonNode match = lines.get(1);
    assertThat(match.get("status").asText()).isEqualTo("match");
    assertThat(match.get("reason").isNull()).isTrue();
    assertThat(match.at("/releases/0").asText()).isEqualTo("3.11.7");
    assertThat(match.get("compared").asText()).isEqualTo("bytes");
  }

  @Test
  void writesValidSarif() throws IOException {
    poison();
    Files.writeString(folder.resolve("c.pyc"), "nothing");
    JsonNode run =
        SarifSchema.assertValid(
                Result.run("verify", "--format", "sarif", folder.toString(), folder + "/gone")
                    .out())
            .at("/runs/0");
    assertThat(run.at("/results").findValuesAsText("ruleId")).containsExactly("PYC001", "PYC004");
    assertThat(run.at("/results/0/relatedLocations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(3);
    assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(3);
    assertThat(run.at("/invocations/0/toolExecutionNotifications").size()).isEqualTo(1);
  }

  @Test
  void staleIsNoFailureButSaid() throws IOException {
    Path source = source("a.py", "x = 1\n");
    compile();
    Files.setLastModifiedTime(source, FileTime.fromMillis(TIME.toMillis() + 9000));
    Result result = verify();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("Python will not use it: the source is newer; the code is that of the source");
    JsonNode line = lines(verify("--format", "json")).getFirst();
    assertThat(line.get("reason").asText()).isEqualTo("source-time");
    assertThat(line.get("code").asText()).isEqualTo("present");
    assertThat(line.get("used").asBoolean()).isFalse();
  }

  @Test
  void whatCannotBeCheckedFails() throws IOException {
    Path source = source("a.py", "x = 1\n");
    compile();
    Files.move(
        folder.resolve("__pycache__/a.cpython-311.pyc"),
        folder.resolve("__pycache__/a.cpython-311-pytest-8.4.1.pyc"));
    assertThat(verify().status()).isEqualTo(ExitStatus.REJECTED);
    assertThat(verify().out()).contains("cannot-check").contains("pytest-8.4.1 compiles something");
    Files.delete(source);
    assertThat(verify().status()).isEqualTo(ExitStatus.REJECTED);
    assertThat(verify().out()).contains("no-source").contains("its source is gone");
  }

  @Test
  void nothingIsNoPass() throws IOException {
    source("a.py", "x = 1\n");
    Result nothing = verify();
    assertThat(nothing.status()).isEqualTo(ExitStatus.REJECTED);
    assertThat(nothing.err()).contains("nothing was checked: no cache below " + folder);
    compile();
    Result others = verify("--python", "3.12");
    assertThat(others.status()).isEqualTo(ExitStatus.REJECTED);
    assertThat(others.err()).contains("but of versions that were not asked for");
    Result missing = Result.run("verify", folder + "/missing");
    assertThat(missing.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(missing.err()).contains("missing: No such file or directory");
    Result other = Result.run("verify", Files.writeString(folder.resolve("x.txt"), "") + "");
    assertThat(other.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(other.err()).contains("is no cache by its name");
  }

  @Test
  void checksWhatIsGivenAlone() throws IOException {
    source("a.py", "x = 1\n");
    source("b.py", "x = 2\n");
    compile();
    for (String path : List.of("/a.py", "/__pycache__/a.cpython-311.pyc")) {
      assertThat(Result.run("verify", folder + path).out()).startsWith("1 cache: 1 match");
    }
    assertThat(Result.run("verify", folder + "/__pycache__").out()).startsWith("2 caches: 2 match");
  }

  /** What the page shows is so, and it names every word that programs can meet. */
  @Test
  void thePageIsTrue() throws IOException {
    String page = Files.readString(Path.of("../docs/verify.md"));
    int from = page.indexOf("```python report.py\n") + "```python report.py\n".length();
    String text = page.substring(from, page.indexOf("```", from));
    source("report.py", text.replace("*", "+"));
    compile();
    source("report.py", text);
    int example = page.indexOf("    $ pycache verify\n") + "    $ pycache verify\n".length();
    String shown = page.substring(example, page.indexOf("\n\n", example) + 1);
    assertThat(verify().out().replace(folder + "/", "")).isEqualTo(shown.indent(-4));
    List<Enum<?>> words = new ArrayList<>(List.of(Judgement.Cause.values()));
    words.addAll(List.of(Body.Cause.values()));
    for (Enum<?> word : words) {
      assertThat(page)
          .contains("| `" + word.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` |");
    }
    JsonNode log = SarifSchema.assertValid(verify("--format", "sarif").out());
    for (JsonNode rule : log.at("/runs/0/tool/driver/rules")) {
      assertThat(page)
          .contains("| `" + rule.get("id").asText() + "` | `" + rule.get("name").asText() + "` |");
    }
  }
}
