package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cli.sarif.SarifSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompatCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("all.py"), "x = 1\n");
    Files.writeString(folder.resolve("generic.py"), "def f[T](x: T): pass\n");
    Files.writeString(folder.resolve("none.py"), "x = = 1\n");
  }

  private Result compat(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "compat";
    System.arraycopy(words, 0, all, 1, words.length);
    all[all.length - 1] = folder.toString();
    return Result.run(all);
  }

  @Test
  void tellsWhoAcceptsASourceAndWhatOthersSay() {
    Result result = compat("--python", "3.11", "--python", "3.12");
    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                """
                DIR/generic.py: 3.12
                  3.11: SyntaxError: expected '(' (line 1, column 6)
                DIR/none.py: no version asked
                  3.11, 3.12: SyntaxError: invalid syntax (line 1, column 5)
                3 sources: 3.11 accepts 1, 3.12 accepts 2
                """
                    .replace("DIR", folder.toString()),
                ""));
  }

  @Test
  void asksAllVersionsByDefault() {
    assertThat(compat("-v").out())
        .contains(folder + "/all.py: 3.11, 3.12, 3.13, 3.14\n")
        .endsWith("3 sources: 3.11 accepts 1, 3.12 accepts 2, 3.13 accepts 2, 3.14 accepts 2\n");
  }

  @Test
  void succeedsWhereAllAccept() {
    Result result = Result.run("compat", "-q", folder.resolve("all.py").toString());
    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void printsJson() {
    Result result =
        Result.run(
            "compat", "--python=3.11.2", "--format=json", folder.resolve("generic.py").toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            "{\"path\": \""
                + folder
                + "/generic.py\", \"pythons\": [{\"python\": \"3.11\", \"release\": \"3.11.2\","
                + " \"accepted\": false, \"error\": {\"type\": \"SyntaxError\", \"message\":"
                + " \"expected '('\", \"line\": 1, \"column\": 6, \"end_line\": 1, \"end_column\":"
                + " 7}}]}\n");
  }

  @Test
  void printsSarif() {
    Result result = compat("--format=sarif", "--python=3.11");
    assertThat(result.status()).isEqualTo(1);
    SarifSchema.assertValid(result.out());
    assertThat(result.out())
        .contains("PYC006")
        .contains("Python 3.11: SyntaxError: expected '(' (line 1, column 6)");
  }

  @Test
  void namesWhatCannotBeRead() {
    Result result = Result.run("compat", folder.resolve("gone.py").toString());
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("pycache: " + folder.resolve("gone.py") + ": No such file or directory\n");
  }

  @Test
  void theExampleOfThePageIsSo() throws IOException {
    String page = Files.readString(Path.of("../docs/compat.md"));
    Path project = Files.createDirectory(folder.resolve("project"));
    Matcher source = Pattern.compile("(?s)```python (\\S+)\n(.*?)```").matcher(page);
    while (source.find()) {
      Files.writeString(project.resolve(source.group(1)), source.group(2));
    }
    Result result = Result.run("compat", project.toString());
    String shown = result.out().replace(project + "/", "").indent(4);
    assertThat(page).contains("    $ pycache compat\n" + shown);
  }
}
