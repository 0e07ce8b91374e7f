package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisCommandTest {
  private static final String SOURCE =
      """
      def double(x):
          return 2 * x

      class Box:
          def double(self):
              return [double(y) for y in self.items]
      """;

  private static final String DOUBLE =
      """
        1           0 RESUME                   0

        2           2 LOAD_CONST               1 (2)
                    4 LOAD_FAST                0 (x)
                    6 BINARY_OP                5 (*)
                   10 RETURN_VALUE
      """;

  @TempDir Path folder;
  private String source = "";
  private String pyc = "";

  @BeforeEach
  void compile() throws IOException {
    source = Files.writeString(folder.resolve("a.py"), SOURCE).toString();
    assertThat(run("compile", "-q", source).status()).isZero();
    pyc = folder + "/__pycache__/a.cpython-311.pyc";
  }

  @Test
  void showsASourceAndItsPycAlike() {
    Result ofSource = run("dis", source);
    assertThat(ofSource.status()).isZero();
    assertThat(ofSource.err()).isEmpty();
    assertThat(ofSource.out())
        .startsWith("  0           0 RESUME                   0\n\n  1           2 LOAD_CONST")
        .contains(
            "\nDisassembly of <code object double at 0x1, file \"" + source + "\", line 1>:\n")
        .contains(DOUBLE);
    assertThat(run("dis", pyc)).isEqualTo(ofSource);
    assertThat(run("dis", "--python", "3.11", "--color=never", source)).isEqualTo(ofSource);
  }

  @Test
  void showsOneFunction() {
    assertThat(run("dis", "--function", "Box.double", source).out())
        .startsWith("  5           0 RESUME")
        .contains("<listcomp>")
        .doesNotContain("2 LOAD_CONST               1 (2)");
    Result both = run("dis", "--function", "double", source);
    assertThat(both.out())
        .startsWith("double, line 1:\n" + DOUBLE)
        .contains("\nBox.double, line 5:\n");
    assertThat(run("dis", "--function", "<listcomp>", source).out()).contains("BUILD_LIST");
  }

  @Test
  void namesTheFunctionsThereAre() {
    Result result = run("dis", "--function", "Box.duoble", source);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + source
                + ": there is no function 'Box.duoble'; did you mean 'Box.double'? There is:"
                + " <module>, double, Box, Box.double, Box.double.<locals>.<listcomp>\n");
    assertThat(run("dis", "--function", "none", source, folder.toString()).err())
        .isEqualTo("pycache: no file has a function 'none'\n");
  }

  @Test
  void reportsASyntaxErrorAsCompileDoes() throws IOException {
    String bad = Files.writeString(folder.resolve("bad.py"), "x = = 1\n").toString();
    Result result = run("dis", bad);
    assertThat(result).isEqualTo(new Result(1, "", run("compile", "-q", bad).err()));
    assertThat(result.err()).contains("SyntaxError: invalid syntax");
  }

  @Test
  void namesTheByteAtWhichAFileIsDamaged() throws IOException {
    Path cut = folder.resolve("cut.pyc");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(Path.of(pyc)), 60));
    Result result = run("dis", cut.toString());
    assertThat(result)
        .isEqualTo(
            new Result(1, "", "pycache: " + cut + ": marshal data too short (at byte 60)\n"));
  }

  /** One that cannot be shown does not stop the others, and all come in their order. */
  @Test
  void showsManyFilesInOrder() throws IOException {
    List<String> words = new ArrayList<>(List.of("dis"));
    for (int i = 0; i < 60; i++) {
      String text = i == 30 ? "(" : "x = 'value " + i + "'\n" + "y = x\n".repeat(i % 7 * 500);
      words.add(Files.writeString(folder.resolve("m" + i + ".py"), text).toString());
    }
    words.add(folder + "/missing.py");
    Result result = run(words.toArray(String[]::new));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("SyntaxError: '(' was never closed")
        .endsWith("pycache: " + folder + "/missing.py: No such file or directory\n");
    List<String> headings = result.out().lines().filter(line -> line.startsWith("==>")).toList();
    List<String> expected = new ArrayList<>(words.subList(1, 61));
    expected.remove(30);
    assertThat(headings).isEqualTo(expected.stream().map(p -> "==> " + p + " <==").toList());
  }

  @Test
  void showsThePycsOfAFolderOrItsSources() {
    Result pycs = run("dis", folder.toString());
    assertThat(pycs.out()).startsWith("==> " + pyc + " <==\n  0 ");
    Result sources = run("dis", "--python", "3.11", folder.toString());
    assertThat(sources.out()).startsWith("==> " + source + " <==\n  0 ");
    Result none = run("dis", folder + "/__pycache__", "--python", "3.11");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).startsWith("pycache: there is no source below ");
  }

  @Test
  void readsStandardInput() throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(SOURCE.getBytes(StandardCharsets.UTF_8)));
      assertThat(run("dis", "-").out()).contains("file \"<stdin>\", line 1").contains(DOUBLE);
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(pyc))));
      assertThat(run("dis", "-")).isEqualTo(run("dis", pyc));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void readsBareMarshalData() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(pyc));
    Path raw = folder.resolve("raw");
    Files.write(raw, Arrays.copyOfRange(bytes, 16, bytes.length));
    assertThat(run("dis", "--raw", "--python=3.11", raw.toString())).isEqualTo(run("dis", pyc));
    Files.write(raw, new byte[] {'N'});
    assertThat(run("dis", "--raw", "--python=3.11", raw.toString()).err())
        .isEqualTo("pycache: " + raw + ": it holds a value that is no code object\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--raw, --raw needs one --python",
    "--python=4.0, there is no Python '4.0' here; known are 2.7",
    "--format=json --html=x, exclude each other",
    "--color=blue, 'blue' is none of auto",
  })
  void rejectsWrongUsage(String words, String message) {
    List<String> all = new ArrayList<>(List.of("dis", pyc));
    all.addAll(List.of(words.split(" ")));
    Result result = run(all.toArray(String[]::new));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void knowsWhatTheDisOfAVersionHas() {
    assertThat(run("dis", "-C", pyc).out()).contains("CACHE");
    Result result = run("dis", "-P", "--show-offsets", pyc);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + pyc
                + ": the dis of Python 3.11 has no --show-offsets, no --show-positions\n");
  }

  @Test
  void releasesOfOneVersionStandBesideEachOther() throws IOException {
    Path swap = folder.resolve("swap.py");
    Files.writeString(swap, "def f(a, b):\n    a, a = a, b\n");
    Result result = run("dis", "--python", "3.11.2", "--python", "3.11", swap.toString());
    assertThat(result.out().lines().findFirst().orElseThrow())
        .containsSubsequence("Python 3.11.2", "Python 3.11");
    assertThat(result.out().lines().filter(line -> line.contains("SWAP")))
        .singleElement()
        .asString()
        .contains("6 SWAP                 2");
  }

  @Test
  void saysWhatCannotBeCompiledAndShowsTheRest() {
    Result result = run("dis", "--python", "3.8", "--python", "3.11", source);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + source
                + ": there is no compiler for Python 3.8 yet; a .pyc of it can be shown\n");
    assertThat(result.out()).isEqualTo(run("dis", source).out());
  }

  @Test
  void showsTwoPycsBesideEachOther() throws IOException {
    String other = folder + "/b.py";
    Files.writeString(Path.of(other), SOURCE.replace("2 * x", "3 * x + 1"));
    run("compile", "-q", other);
    Result result = run("dis", pyc, other.replace("b.py", "__pycache__/b.cpython-311.pyc"));
    assertThat(result.status()).isZero();
    assertThat(result.out().lines().toList())
        .anyMatch(line -> line.matches(" +2 +2 LOAD_CONST +2 +\\| +2 LOAD_CONST +3"))
        .anyMatch(line -> line.matches(" +4 LOAD_FAST +x +4 LOAD_FAST +x"))
        .anyMatch(line -> line.matches(" +> +12 BINARY_OP +\\+"));
  }

  @Test
  void jsonHasALineForEachCodeObject() {
    Result result = run("dis", "--format", "json", source, folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(1))
        .startsWith("{\"path\": \"" + source + "\", \"python\": \"3.11\", \"qualname\": \"double\"")
        .contains(
            "{\"offset\": 2, \"opcode\": 100, \"opname\": \"LOAD_CONST\", \"arg\": 1, \"argrepr\":"
                + " \"2\", \"line\": 2, \"starts_line\": true, \"positions\": {\"line\": 2,"
                + " \"end_line\": 2, \"column\": 11, \"end_column\": 12}, \"jump_target\": null,"
                + " \"is_jump_target\": false}")
        .endsWith("\"exception_table\": []}");
    assertThat(lines.get(5)).contains("\"type\": \"FileNotFoundError\"");
  }

  @Test
  void writesAPageThatHoldsNoMarkupOfOthers() throws IOException {
    Path page = folder.resolve("page.html");
    String hostile = folder + "/<b onload=x>&.py";
    Files.writeString(Path.of(hostile), "x = '<script>alert(1)</script>'\n" + SOURCE);
    assertThat(run("dis", "--html", page.toString(), hostile)).isEqualTo(new Result(0, "", ""));
    String html = Files.readString(page);
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("id=\"f0-L1\"", "default-src 'none'", "&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "<b onload", "src=", "http:", "https:");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("page.html"))).hasSize(1);
    }
    Result blocked = run("dis", "--html", folder + "/no/page.html", source);
    assertThat(blocked.status()).isEqualTo(2);
    assertThat(blocked.err()).contains(folder + "/no/page.html: No such file or directory");
  }

  @Test
  void writesAPageOfColumns() {
    Path page = folder.resolve("page.html");
    assertThat(run("dis", "--html", page.toString(), pyc, pyc).status()).isZero();
    assertThat(page).content().contains("<table>", "BINARY_OP", "<tr class=\"same\">");
  }

  @Test
  void coloursAndShowsNoControlCharacters() throws IOException {
    Files.writeString(folder.resolve("\u001b[31mred.py"), "x = 1\n");
    Result result = run("dis", "--python=3.11", "--color=always", folder.toString());
    assertThat(result.out())
        .contains("\u001b[36mLOAD_CONST\u001b[0m", "\\x1b[31mred.py")
        .doesNotContain("\u001b[31mred");
  }
}
