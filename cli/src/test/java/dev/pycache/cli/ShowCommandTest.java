package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShowCommandTest {
  @TempDir Path folder;

  /** A file {@code show/NAME.txt}: a .pyc in hexadecimal and what is to be shown of it. */
  record Golden(String name, byte[] pyc, String expected) {
    static Golden read(Path file) {
      try {
        String text = Files.readString(file);
        int separator = text.indexOf("\n---\n");
        var hex = new StringBuilder();
        text.substring(0, separator)
            .lines()
            .filter(line -> line.startsWith("= "))
            .forEach(line -> hex.append(line.substring(2)));
        return new Golden(
            file.getFileName().toString().replace(".txt", ""),
            HexFormat.of().parseHex(hex),
            text.substring(separator + "\n---\n".length()));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> goldens() throws Exception {
    Path golden =
        Path.of(Objects.requireNonNull(ShowCommandTest.class.getResource("show/3.11.txt")).toURI());
    try (Stream<Path> files = Files.list(Objects.requireNonNull(golden.getParent()))) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().map(Golden::read).toList();
    }
  }

  private static Golden golden(String name) throws Exception {
    return goldens().stream().filter(g -> g.name.equals(name)).findFirst().orElseThrow();
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void showsFilesOfAllVersions(Golden golden) throws Exception {
    Result result = run("show", file("tally.pyc", golden.pyc));
    assertThat(result.out()).isEqualTo(folder + "/" + golden.expected);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(golden.expected.lines()).allMatch(line -> line.length() <= 80);
  }

  /** The numbers that a reader would add up do add up. */
  @ParameterizedTest
  @MethodSource("goldens")
  void theTotalIsTheSize(Golden golden) throws Exception {
    List<String> lines = run("show", file("a", golden.pyc)).out().lines().toList();
    int first = 0;
    while (!lines.get(first).startsWith("Where the")) {
      first++;
    }
    int sum = 0;
    for (String line : lines.subList(first + 2, lines.size() - 1)) {
      sum += Integer.parseInt(line.substring(18, 30).strip().replace(",", ""));
    }
    assertThat(sum).isEqualTo(golden.pyc.length);
    assertThat(lines.getLast().replace(",", "")).contains(" " + sum + "  100.0 %");
  }

  @Test
  void coloursOnlyWhereTheyAreWanted() throws Exception {
    String file = file("a", golden("3.11").pyc);
    String plain = run("show", file).out();
    assertThat(plain).doesNotContain("\u001b");
    assertThat(run("show", "--color=never", file).out()).isEqualTo(plain);
    String coloured = run("show", "--color=always", file).out();
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void showsWhatStandsBehindTheValue() throws Exception {
    byte[] pyc = golden("3.11").pyc;
    Result result = run("show", file("a", Arrays.copyOf(pyc, pyc.length + 7)));
    assertThat(result.out())
        .contains("  trailing   7 bytes behind the value, which no Python looks at\n")
        .containsPattern("\n  trailing +7 +0.6 %  ▊\n");
    assertThat(result.status()).isZero();
  }

  /** The header of a damaged file is still worth showing. */
  @Test
  void saysWhatItCanOfADamagedFile() throws Exception {
    byte[] pyc = golden("3.11").pyc;
    String cut = file("cut", Arrays.copyOf(pyc, 300));
    Result result = run("show", cut);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            cut
                + """
                : 300 bytes

                  magic      3495, CPython 3.11, from 3.11b4 on
                  flags      0: known by the time and size of its source
                  source     2023-11-14T22:13:20Z (1700000000), 261 bytes
                """);
    assertThat(result.err())
        .isEqualTo("pycache: " + cut + ": marshal data too short (at byte 300)\n");
  }

  @Test
  void oneBadFileStopsNoOther() throws Exception {
    byte[] pyc = golden("3.11").pyc;
    String none = folder + "/none";
    String text = file("text.py", "print()\n".getBytes(StandardCharsets.US_ASCII));
    String good = file("good.pyc", pyc);
    Result result = run("show", text, none, good, folder.toString());
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).contains(good + ": 1,196 bytes\n");
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + text
                + ": bad magic number: expected 0d 0a behind 29296 (at byte 2)\n"
                + "pycache: "
                + none
                + ": No such file or directory\n"
                + "pycache: "
                + folder
                + ": Is a directory\n");
    assertThat(run("show", text, good).status()).isEqualTo(1);
  }

  @Test
  void readsBareMarshalDataAndStandardInput() throws Exception {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream(
              ")\2z\3one\u00e9\7\0\0\0".getBytes(StandardCharsets.ISO_8859_1)));
      Result result = run("show", "--raw", "--python", "3.8", "-");
      assertThat(result)
          .isEqualTo(
              new Result(
                  0,
                  """
                  <stdin>: 12 bytes

                    marshal    data of CPython 3.8, a tuple

                  Where the 12 bytes go

                    strings                    3   25.0 %  THREE▍
                    numbers                    4   33.3 %  FOUR▏
                    structure                  5   41.7 %  FIVE
                    total                     12  100.0 %
                  """
                      .replace("THREE", "█".repeat(23))
                      .replace("FOUR", "█".repeat(31))
                      .replace("FIVE", "█".repeat(39)),
                  ""));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void namesCannotControlATerminalNorBreakTheTable() throws Exception {
    byte[] pyc = golden("3.11").pyc;
    String changed =
        new String(pyc, StandardCharsets.ISO_8859_1).replace("total", "t\u001b\n\u009bl");
    Result result = run("show", file("a", changed.getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(result.out()).contains("└─ t\\x1b\\x0a\\x9bl ").doesNotContain("\u001b", "\u009b");
  }

  @Test
  void jsonIsALineForEachFile() throws Exception {
    byte[] pyc = golden("2.7").pyc;
    String raw = file("raw", "(\1\0\0\0N".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run("show", "--format=json", "--raw", "--python=2.7", raw, folder + "/none").out())
        .isEqualTo(
            """
            {"path": "F/raw", "size": 6, "header": null, "bytes": {"structure": 6}, "code": [], \
            "error": null}
            {"path": "F/none", "size": null, "header": null, "bytes": null, "code": null, "error": \
            {"type": "FileNotFoundError", "message": "No such file or directory", "offset": null}}
            """
                .replace("F/", folder + "/"));
    Result cut = run("show", "--format=json", file("cut", Arrays.copyOf(pyc, 100)));
    assertThat(cut.status()).isEqualTo(1);
    assertThat(cut.out())
        .isEqualTo(
            """
            {"path": "F/cut", "size": 100, "header": {"magic": 62211, "python": "2.7", \
            "pre_release": false, "since": "2.7a0", "flags": 0, "mtime": 1700000000, \
            "source_size": null, "source_hash": null, "check_source": true}, "bytes": null, \
            "code": null, "error": {"type": "EOFError", "message": \
            "marshal data too short (at byte 100)", "offset": 100}}
            """
                .replace("F/", folder + "/"));
    String whole =
        run("show", "--format=json", file("whole", golden("3.14-checked-hash").pyc)).out();
    assertThat(whole)
        .contains("\"mtime\": null, \"source_size\": null, \"source_hash\": \"8a84fe073cc5e7c8\"")
        .contains(
            """
            {"name": "total", "qualname": "Tally.total", "parent": 1, "line": 12, \
            "parameters": "(self)", "flags": 134217731, "flag_names": \
            ["optimized", "newlocals", "method"], "stack_size": 4,""")
        .endsWith("\"error\": null}\n")
        .containsOnlyOnce("\n");
  }

  /** A thousand lists in one another, each holding the next twice, and one that holds itself. */
  @Test
  void isBoundedWhateverIsSharedOrNested() throws Exception {
    var data = new StringBuilder("\u00db\2\0\0\0r\0\0\0\0");
    data.append("\u00a9\2".repeat(1000)).append("NN");
    for (int i = 1000; i > 1; i--) {
      data.append('r').append((char) (i & 0xFF)).append((char) (i >> 8)).append("\0\0");
    }
    String file = file("a", data.toString().getBytes(StandardCharsets.ISO_8859_1));
    Result result = run("show", "--raw", "--python", "3.11", file);
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("a list\n").containsPattern("references +5,000 ");
  }

  @Test
  void deepTreesAreDrawnNarrow() throws Exception {
    int depth = 300;
    String head = "c" + "\0".repeat(20) + "s\0\0\0\0)\1";
    String rest = ")\0)\0s\0\0\0\0z\1fz\1nz\1n\1\0\0\0s\0\0\0\0s\0\0\0\0";
    String data = head.repeat(depth) + "N" + rest.repeat(depth);
    String file = file("a", data.getBytes(StandardCharsets.ISO_8859_1));
    Result result = run("show", "--raw", "--python", "3.11", file);
    assertThat(result.out().lines().filter(line -> line.contains("└─ n ")).count())
        .isEqualTo(depth - 1);
    assertThat(result.out().lines().skip(1)).allMatch(line -> line.length() <= 80);
  }

  /** The example and the fields that the documentation names. */
  @Test
  void theDocumentationSaysSo() throws Exception {
    String page = Files.readString(Path.of("../docs/show.md"));
    String[] shown = golden("3.11").expected.split("\n", 2);
    assertThat(page.replaceAll("(?m)^ {4}", ""))
        .contains("\n$ pycache show __pycache__/tally.cpython-311.pyc\n")
        .contains("\n__pycache__/tally.cpython-311.pyc: 1,196 bytes\n" + shown[1]);
    String json = run("show", "--format=json", file("a", golden("3.11").pyc)).out();
    Matcher key =
        Pattern.compile("\"([a-z_]+)\":").matcher(json.replaceAll("\"bytes\": \\{[^}]*}", ""));
    while (key.find()) {
      assertThat(page).contains("`" + key.group(1) + "`");
    }
  }

  @Test
  void helpAndWrongUsage() {
    assertThat(run("help", "show").out()).contains("--raw", "--python", "--format", "--color");
    for (String[] words :
        new String[][] {
          {"show"},
          {"show", "--raw", "x"},
          {"show", "--python", "3.8", "x"},
          {"show", "--raw", "--python", "1.5", "x"},
          {"show", "--format", "xml", "x"}
        }) {
      Result result = run(words);
      assertThat(result.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.err()).startsWith("pycache: ").contains("Try 'pycache help'");
    }
  }
}
