package dev.pycache.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir Path folder;

  @Test
  void tellsTimeSizeAndHashAsPythonHasThem() throws IOException {
    Path path = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    Files.setLastModifiedTime(
        path, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 999_999_890)));
    SourceFile source = SourceFile.of(path.toString()).orElseThrow();
    assertThat(source.mtime()).isEqualTo(1_700_000_001);
    assertThat(source.size()).isEqualTo(6);
    // importlib.util.source_hash(b"x = 1\n") of 3.11 and 3.13
    assertThat(source.hash(PythonVersion.CPYTHON_3_11)).isEqualTo(5932075872792216396L);
    assertThat(source.hash(PythonVersion.CPYTHON_3_13)).isEqualTo(1013962160795191015L);
  }

  @Test
  void readsNothingBeforeItsHashIsAskedFor() throws IOException {
    Path path = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    SourceFile source = SourceFile.of(path.toString()).orElseThrow();
    Files.writeString(path, "y = 1\n");
    long now = source.hash(PythonVersion.CPYTHON_3_11);
    Files.writeString(path, "z = 1\n");
    assertThat(source.hash(PythonVersion.CPYTHON_3_11))
        .isEqualTo(now)
        .isNotEqualTo(5932075872792216396L);
    assertThat(source.bytes()).asString().isEqualTo("z = 1\n");
  }

  @Test
  void followsLinksAndKnowsWhatIsNoFile() throws IOException {
    Path path = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    Path link = Files.createSymbolicLink(folder.resolve("b.py"), path);
    Path nowhere = Files.createSymbolicLink(folder.resolve("c.py"), folder.resolve("none"));
    assertThat(SourceFile.of(link.toString()).orElseThrow().size()).isEqualTo(6);
    assertThat(SourceFile.of(nowhere.toString())).isEmpty();
    assertThat(SourceFile.of(folder.toString())).isEmpty();
    assertThat(SourceFile.of(folder + "/none.py")).isEmpty();
  }
}
