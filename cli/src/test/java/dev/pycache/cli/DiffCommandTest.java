package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String SOURCE =
      """
      def f(x):
          for i in range(10):
              if i > x:
                  print("a", i)
          return x

      def g(): return {1, 2} and (3, 'é')
      """;

  @TempDir Path folder;
  private String left = "";

  /** The cache of a source; the source always has the same name and time. */
  private String pyc(String name, String source) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path file = Files.writeString(work.resolve("m.py"), source);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));
    assertThat(run("compile", "-qf", file.toString()).status()).isZero();
    Path to = folder.resolve(name);
    Files.move(work.resolve("__pycache__/m.cpython-311.pyc"), to);
    return to.toString();
  }

  private String changed(String name, int at, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(left));
    bytes[at] = (byte) value;
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @BeforeEach
  void compile() throws IOException {
    left = pyc("left.pyc", SOURCE);
  }

  @Test
  void saysNothingOfTheSameBytes() throws IOException {
    assertThat(run("diff", left, pyc("same.pyc", SOURCE))).isEqualTo(new Result(0, "", ""));
    assertThat(run("diff", left, left, "--format=json").out())
        .isEqualTo(
            "{\"left\": \"L\", \"right\": \"L\", \"same\": true, \"code_objects\": 3, \"aspects\": {}, \"header\": [], \"code\": [], \"writing\": []}\n"
                .replace("L", left));
  }

  @Test
  void showsWhatDiffersByMeaning() throws IOException {
    String right =
        pyc("right.pyc", SOURCE.replace("range(10)", "range(11)").replace("return x", "return -x"));
    Result result = run("diff", left, right);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().toList())
        .contains(
            left
                + " and "
                + right
                + " differ in header (1), constants (1), instructions (2), lines (5)",
            "f, line 1",
            "  constants")
        .anyMatch(line -> line.matches(" +1 10 +\\| +1 11"))
        .anyMatch(line -> line.matches(" +\\d+ LOAD_CONST +10 +\\| +\\d+ LOAD_CONST +11"))
        .anyMatch(line -> line.matches(" +> +\\d+ UNARY_NEGATIVE"))
        .noneMatch(line -> line.startsWith("g, line"));
  }

  /** An instruction more at the start moves all that jumps lead to, and no jump differs. */
  @Test
  void knowsJumpsByWhereTheyLead() throws IOException {
    String right = pyc("right.pyc", SOURCE.replace("    for", "    x; x; x\n    for"));
    Result result = run("diff", "--format=json", left, right);
    assertThat(result.out())
        .contains("\"instructions\": 6", "\"text\": \"LOAD_FAST            x\"")
        .doesNotContain("JUMP", "FOR_ITER ");
  }

  @Test
  void tellsTheHeaderFromTheCode() throws IOException {
    Result result = run("diff", left, changed("time.pyc", 8, 2));
    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                """
                L and R hold the same code; they differ only in header (1)

                header
                  mtime               1 (1970-01-01T00:00:01Z) | 2 (1970-01-01T00:00:02Z)
                """
                    .replace("L", left)
                    .replace("R", folder + "/time.pyc"),
                ""));
  }

  @Test
  void tellsTheWritingFromTheMeaning() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(left));
    int at = lastIndexOf(bytes, new byte[] {'s'});
    Result result = run("diff", left, changed("flag.pyc", at, 's' | 0x80));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("hold the same code; they differ only in reference flags (1)\n")
        .contains("as written\n  1 object is flagged (FLAG_REF) in one file only, at byte " + at);
    int name = indexOf(bytes, new byte[] {(byte) ('Z' | 0x80), 5, 'r', 'a', 'n'});
    assertThat(run("diff", left, changed("mark.pyc", name, 'z' | 0x80)).out())
        .contains("hold the same code; they differ only in interned marks (1)\n");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; ; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }

  private static int lastIndexOf(byte[] bytes, byte[] part) {
    for (int i = bytes.length - part.length; ; i--) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
  }

  @Test
  void tellsOfCodeThatOnlyOneFileHas() throws IOException {
    String right = pyc("right.pyc", SOURCE + "h = lambda: 1\n");
    assertThat(run("diff", left, right).out())
        .contains("\n<lambda>, line 8: only in the second file\n");
    assertThat(run("diff", right, left).out())
        .contains("\n<lambda>, line 8: only in the first file\n");
  }

  @Test
  void tellsOfAnotherFileNameOnce() throws IOException {
    Path other = Files.createDirectories(folder.resolve("more"));
    Path file = Files.writeString(other.resolve("m.py"), SOURCE);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));
    run("compile", "-q", file.toString());
    Result result = run("diff", left, other.resolve("__pycache__/m.cpython-311.pyc").toString());
    assertThat(result.out())
        .contains("hold the same instructions; they differ only in file name (1)\n")
        .containsOnlyOnce("file name of all 3 code objects");
  }

  @Test
  void exitsWith2OnTrouble() throws IOException {
    Path cut = Files.write(folder.resolve("cut.pyc"), new byte[] {(byte) 0xA7, 0x0D, '\r', '\n'});
    Path source = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    Result result = run("diff", cut.toString(), folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("cut.pyc: reached EOF while reading pyc header: 4 bytes of 16 (at byte 4)")
        .contains("/none: No such file or directory");
    assertThat(run("diff", left, source.toString()).status()).isEqualTo(2);
    assertThat(run("diff", left).err()).contains("Missing required parameter: 'NEW'");
    assertThat(run("diff", left, left, left).status()).isEqualTo(2);
  }

  @Test
  void comparesAnyValueOfMarshal() throws IOException {
    Path one = Files.write(folder.resolve("one"), new byte[] {'(', 1, 0, 0, 0, 'i', 5, 0, 0, 0});
    Path two = Files.write(folder.resolve("two"), new byte[] {')', 1, 'i', 5, 0, 0, 0});
    Path three = Files.write(folder.resolve("three"), new byte[] {')', 1, 'i', 6, 0, 0, 0});
    String[] words = {"diff", "--raw", "--python=3.8", one.toString(), two.toString()};
    assertThat(run(words).out()).contains("differ only in form of objects (1)");
    words[4] = three.toString();
    assertThat(run(words).out()).contains("(5,)", "(6,)", "differ in value (1)");
  }

  @Test
  void writesAPage() throws IOException {
    String right = pyc("<i>.pyc", SOURCE.replace("10", "'<img src=x>'"));
    Path page = folder.resolve("page.html");
    assertThat(run("diff", "--html", page.toString(), left, right))
        .isEqualTo(new Result(1, "", ""));
    assertThat(page)
        .content()
        .contains("&lt;img src=x&gt;", "<tr class=\"changed\">", "&lt;i&gt;.pyc")
        .doesNotContain("<img", "<i>");
  }
}
