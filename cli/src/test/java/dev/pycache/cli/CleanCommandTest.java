package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanCommandTest {
  @TempDir Path folder;

  private String path;
  private Path caches;
  private long size;

  @BeforeEach
  void compile() throws IOException {
    path = folder.toString();
    caches = folder.resolve("__pycache__");
    Files.writeString(folder.resolve("a.py"), "x = 1\n");
    assertThat(run("compile", "-q", "-o0", "-o2", path).status()).isZero();
    size = Files.size(caches.resolve("a.cpython-311.pyc"));
  }

  @Test
  void removesAndCounts() {
    Result result = run("clean", path);
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .matches("pycache: 2 files, " + 2 * size + " bytes, 1 folder removed in \\d+\\.\\d\\d s\n");
    assertThat(caches).doesNotExist();
    assertThat(run("clean", "-q", path)).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void showsWhatWouldGo() {
    Result result = run("clean", "--dry-run", path);
    assertThat(result.out())
        .isEqualTo(
            caches
                + "/a.cpython-311.opt-2.pyc\n"
                + caches
                + "/a.cpython-311.pyc\n"
                + caches
                + "/\n");
    assertThat(result.err())
        .startsWith("pycache: 2 files, " + 2 * size + " bytes, 1 folder would be removed in ");
    assertThat(caches).isNotEmptyDirectory();
  }

  @Test
  void saysWhatItKeeps() throws IOException {
    Files.writeString(caches.resolve("b.cpython-311.pyc"), "mine");
    Result result = run("clean", "-v", "--optimized", "--python", "3.11", path);
    assertThat(result.out()).isEqualTo(caches + "/a.cpython-311.opt-2.pyc\n");
    result = run("clean", "-v", path);
    assertThat(result.out())
        .isEqualTo(
            caches
                + "/a.cpython-311.pyc\n"
                + caches
                + "/b.cpython-311.pyc: kept, it does not begin as a cache does\n");
    assertThat(result.err())
        .startsWith("pycache: kept 1 file: it does not begin as a cache does\npycache: 1 file, ");
  }

  @Test
  void printsJson() throws IOException {
    Files.writeString(caches.resolve("b.cpython-311.pyc"), "mine");
    Result result = run("clean", "--format", "json", "--keep", "cpython-31[", path);
    assertThat(result.out().lines())
        .containsExactly(
            "{\"path\": \""
                + caches
                + "/a.cpython-311.opt-2.pyc\", \"kind\": \"file\","
                + " \"action\": \"removed\", \"tag\": \"cpython-311\", \"bytes\": "
                + size
                + ","
                + " \"reason\": null, \"error\": null}",
            "{\"path\": \""
                + caches
                + "/a.cpython-311.pyc\", \"kind\": \"file\","
                + " \"action\": \"removed\", \"tag\": \"cpython-311\", \"bytes\": "
                + size
                + ","
                + " \"reason\": null, \"error\": null}",
            "{\"path\": \""
                + caches
                + "/b.cpython-311.pyc\", \"kind\": \"file\","
                + " \"action\": \"kept\", \"tag\": \"cpython-311\", \"bytes\": 4,"
                + " \"reason\": \"not-a-cache\", \"error\": null}");
  }

  @Test
  void selects() throws IOException {
    Path old = caches.resolve("a.cpython-311.pyc");
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
    Files.getFileAttributeView(old, BasicFileAttributeView.class).setTimes(before, before, null);
    assertThat(run("clean", "-n", "--max-size", "1K", path).out()).isEmpty();
    for (int i = 0; i < 2; i++) { // which does not count as use
      assertThat(run("clean", "-n", "--max-size", Long.toString(size), path).out())
          .isEqualTo(old + "\n");
    }
    assertThat(run("clean", "-n", "--older-than", "30d", path).out()).isEqualTo(old + "\n");
    assertThat(run("clean", "-n", "--older-than", "5w", path).out()).isEmpty();
    assertThat(run("clean", "-n", "--stale", "--invalid", "--orphans", path).out()).isEmpty();
    Files.delete(folder.resolve("a.py"));
    assertThat(run("clean", "-n", "--orphans", path).out().lines()).hasSize(3);
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run("clean", "--older-than", "30", path).err())
        .contains("'30' is no age, as 45s, 90m, 12h, 30d or 4w are");
    assertThat(run("clean", "--max-size", "9999999999999999T", path).err()).contains("is no size");
    assertThat(run("clean", "--python", "3.99", path).err())
        .contains("there is no Python '3.99' here");
    assertThat(run("clean", "--sourceless", path).err()).contains("--sourceless needs --legacy");
    assertThat(run("clean", path + "/nothing").status()).isEqualTo(2);
    assertThat(caches).isNotEmptyDirectory();
  }
}
