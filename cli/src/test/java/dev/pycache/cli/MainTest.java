package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private String source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theVersionIsThatOfThePom() throws Exception {
    assertThat(run("--version")).isEqualTo(new Result(0, "pycache " + Main.VERSION + "\n", ""));
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + Main.VERSION + "</version>");
  }

  @Test
  void helpNamesCommandsAndOptions() {
    assertThat(run("help").out()).contains("compile", "3.11.7");
    assertThat(run("--help")).isEqualTo(run("help"));
    assertThat(run("help", "compile").out())
        .contains("-f, --force", "-j", "-q", "-o=LEVEL", "--python", "--format");
    assertThat(run("compile", "-h")).isEqualTo(run("help", "compile"));
  }

  @Test
  void wrongUsageExitsWith2() {
    assertThat(run().status()).isEqualTo(2);
    for (String[] words :
        new String[][] {
          {"frobnicate"},
          {"help", "frobnicate"},
          {"compile"},
          {"compile", "--frob", "."},
          {"compile", "-j", "x", "."},
          {"compile", "-o", "3", "."},
          {"compile", "--python", "2.7", "."},
          {"compile", "--format", "xml", "."}
        }) {
      Result result = run(words);
      assertThat(result.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.err()).startsWith("pycache: ").contains("Try 'pycache help'");
    }
  }

  @Test
  void compilesAndCounts() throws Exception {
    source("a.py", "x = 1\n");
    Result first = run("compile", folder.toString());
    assertThat(first.status()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(first.err())
        .matches(
            "pycache: 1 written, 0 fresh, 0 rejected, 0 failed in \\d+\\.\\d\\d s, for Python 3.11"
                + " \\(.python-version\\)\n");
    assertThat(run("compile", folder.toString()).err()).startsWith("pycache: 0 written, 1 fresh");
    assertThat(run("compile", "-f", folder.toString()).err())
        .startsWith("pycache: 1 written, 0 fresh");
    assertThat(run("compile", "-q", folder.toString())).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void reportsAsPythonDoes() throws Exception {
    String bad = source("bad.py", "def f():\n    x = = 1\n");
    source("good.py", "x = 1\n");
    Result result = run("compile", "-q", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "  File \""
                + bad
                + "\", line 2\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n");
    assertThat(folder.resolve("__pycache__/good.cpython-311.pyc")).exists();
    assertThat(run("compile", "-qq", folder.toString())).isEqualTo(new Result(1, "", ""));
  }

  @Test
  void namesTheFilesOfIoErrors() throws Exception {
    String good = source("good.py", "x = 1\n");
    Result missing = run("compile", "-q", folder + "/missing", good);
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("pycache: " + folder + "/missing: No such file or directory\n");
    Path cache = folder.resolve("__pycache__/good.cpython-311.pyc");
    assertThat(cache).exists();
    Files.delete(cache);
    Files.createDirectory(cache);
    Result blocked = run("compile", "-q", good);
    assertThat(blocked.status()).isEqualTo(2);
    assertThat(blocked.err())
        .isEqualTo(
            "pycache: "
                + good
                + ": is not a regular file and will not be replaced ("
                + cache
                + ")\n");
  }

  @Test
  void saysThatItPassesOverOtherFiles() throws Exception {
    String script = source("script", "x = 1\n");
    Result result = run("compile", script);
    assertThat(result.status()).isZero();
    assertThat(result.err()).startsWith("pycache: " + script + ": passed over");
  }

  @Test
  void showsWarningsEvenWhenQuiet() throws Exception {
    String source = source("a.py", "x is 1\ny = '\\d'\n");
    assertThat(run("compile", "-qq", folder.toString()).err())
        .isEqualTo(
            source + ":1: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n  x is 1\n");
  }

  @Test
  void jsonHasALineForEachSource() throws Exception {
    source("a.py", "x = 1\n");
    source("b.py", "x = = 1\n");
    source("c\u0001\"é.py", "x = 1\n");
    run("compile", "-q", folder + "/a.py");
    Result result = run("compile", "-q", "--format=json", folder.toString(), folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    String caches = folder + "/__pycache__/";
    assertThat(result.out())
        .isEqualTo(
            """
            {"path": "F/a.py", "pyc": "C/a.cpython-311.pyc", "status": "fresh", "error": null}
            {"path": "F/b.py", "pyc": "C/b.cpython-311.pyc", "status": "rejected", "error": {"type": "SyntaxError", \
            "message": "invalid syntax", "line": 1, "column": 5, "end_line": 1, "end_column": 6}}
            {"path": "F/c\\u0001\\"é.py", "pyc": "C/c\\u0001\\"é.cpython-311.pyc", "status": "written", "error": null}
            {"path": "F/none", "pyc": null, "status": "failed", "error": {"type": "FileNotFoundError", \
            "message": "F/none: No such file or directory", "line": null, "column": null, "end_line": null, \
            "end_column": null}}
            """
                .replace("C/", caches)
                .replace("F/", folder + "/"));
  }

  @Test
  void levelsAreRepeatable() throws Exception {
    String source = source("a.py", "assert x\n");
    assertThat(run("compile", "-q", "-o", "1", "-o2", source).status()).isZero();
    try (var files = Files.list(folder.resolve("__pycache__"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.cpython-311.opt-1.pyc", "a.cpython-311.opt-2.pyc");
    }
  }
}
