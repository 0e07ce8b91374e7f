package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicaliseCommandTest {
  @TempDir Path folder;

  private Path pyc;
  private byte[] original;

  /** CPython flags the module's code object, which nothing refers to. */
  @BeforeEach
  void compile() throws Exception {
    Path source = Files.writeString(folder.resolve("a.py"), "x = 'a string', 7\n");
    assertThat(run("compile", "-q", source.toString()).status()).isZero();
    pyc = folder.resolve("__pycache__/a.cpython-311.pyc");
    original = Files.readAllBytes(pyc);
    assertThat(original[16]).isEqualTo((byte) ('c' | 0x80));
  }

  @Test
  void rewritesAndTells() throws Exception {
    Result first = run("canonicalise", folder.toString());
    assertThat(first.status()).isZero();
    assertThat(first.out()).isEqualTo(pyc + ": rewritten from byte 16 on, same size\n");
    assertThat(first.err())
        .matches(
            "pycache: 1 rewritten, 0 canonical, 0 not canonical, 0 failed in \\d+\\.\\d\\d s\n");
    assertThat(Files.readAllBytes(pyc)[16]).isEqualTo((byte) 'c');
    Result second = run("canonicalize", folder.toString());
    assertThat(second.status()).isZero();
    assertThat(second.out()).isEmpty();
    assertThat(second.err()).startsWith("pycache: 0 rewritten, 1 canonical, 0 not canonical");
  }

  /** What was rewritten is still what the compiler takes for fresh. */
  @Test
  void keepsFreshCachesFresh() {
    run("canonicalise", folder.toString());
    assertThat(run("compile", folder.toString()).err()).startsWith("pycache: 0 written, 1 fresh");
  }

  @Test
  void checksWithoutWriting() throws Exception {
    Result check = run("canonicalise", "--check", folder.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).isEqualTo(pyc + ": not canonical from byte 16 on, same size\n");
    assertThat(check.err()).startsWith("pycache: 0 rewritten, 0 canonical, 1 not canonical");
    assertThat(Files.readAllBytes(pyc)).isEqualTo(original);
    assertThat(run("canonicalise", "-q", "--check", folder.toString()))
        .isEqualTo(new Result(1, "", ""));
    assertThat(run("canonicalise", "-q", folder.toString())).isEqualTo(new Result(0, "", ""));
    assertThat(run("canonicalise", "-q", "--check", folder.toString()))
        .isEqualTo(new Result(0, "", ""));
  }

  @Test
  void tellsHowTheSizeChanges() throws Exception {
    Files.write(pyc, Arrays.copyOf(original, original.length + 1000));
    assertThat(run("canonicalise", pyc.toString()).out())
        .isEqualTo(
            String.format(
                "%s: rewritten from byte 16 on, 1,%d → %d bytes%n",
                pyc, original.length, original.length));
  }

  @Test
  void reportsWhatItCannotReadWithTheOffset() throws Exception {
    Path cut = Files.write(folder.resolve("cut.pyc"), Arrays.copyOf(original, 50));
    Result result = run("canonicalise", "-q", folder.toString(), folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + cut
                + ": marshal data too short (at byte 50)\n"
                + "pycache: "
                + folder
                + "/none: No such file or directory\n");
    assertThat(Files.readAllBytes(cut)).hasSize(50);
    assertThat(run("canonicalise", "-qq", folder.toString())).isEqualTo(new Result(2, "", ""));
  }

  @Test
  void jsonHasALineForEachFile() throws Exception {
    Files.write(folder.resolve("b.pyc"), Arrays.copyOf(original, 50));
    Path c = Files.write(folder.resolve("c.pyc"), original);
    run("canonicalise", "-q", c.toString());
    String lines =
        """
        {"path": "C/a.cpython-311.pyc", "status": "STATUS", "error": null}
        {"path": "F/b.pyc", "status": "failed", "error": {"type": "EOFError", "message": \
        "marshal data too short (at byte 50)", "offset": 50}}
        {"path": "F/c.pyc", "status": "canonical", "error": null}
        """
            .replace("C/", folder + "/__pycache__/")
            .replace("F/", folder + "/");
    Result check = run("canonicalise", "-qq", "--check", "--format=json", folder.toString());
    assertThat(check).isEqualTo(new Result(2, lines.replace("STATUS", "not-canonical"), ""));
    Result rewritten = run("canonicalise", "-qq", "--format=json", folder.toString());
    assertThat(rewritten).isEqualTo(new Result(2, lines.replace("STATUS", "rewritten"), ""));
  }

  @Test
  void helpAndWrongUsage() {
    assertThat(run("help", "canonicalise").out())
        .contains("--check", "-q, --quiet", "--format", "canonicalize");
    for (String[] words :
        new String[][] {{"canonicalise"}, {"canonicalise", "--format", "xml", "x"}}) {
      Result result = run(words);
      assertThat(result.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.err()).startsWith("pycache: ").contains("Try 'pycache help'");
    }
  }
}
