package dev.pycache.cache.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceStampTest {
  /** What {@code int(os.stat(file).st_mtime)} gives. */
  @ParameterizedTest
  @CsvSource({
    "1700000000, 0, 1700000000",
    "1700000000, 999999800, 1700000000",
    "1700000000, 999999890, 1700000001",
    "4294967297, 500000000, 4294967297",
    "-2, 500000000, -1",
    "-1, 500000000, 0",
  })
  void takesTheTimeAsADouble(long seconds, long nanos, long mtime) {
    assertThat(SourceStamp.seconds(Instant.ofEpochSecond(seconds, nanos))).isEqualTo(mtime);
  }

  /** Of which nanoseconds since 1970 would be more than a long holds. */
  @ParameterizedTest
  @CsvSource({
    "1700000000, 999999890, 1700000001",
    "0, 0, 0",
    "-2, 500000000, -1",
    "9300000000, 500000000, 9300000000",
    "-9300000000, 0, -9300000000",
  })
  void takesItFromAttributes(long seconds, long nanos, long mtime) {
    FileTime time = FileTime.from(Instant.ofEpochSecond(seconds, nanos));
    assertThat(SourceStamp.mtime(new Attributes(time))).isEqualTo(mtime);
    FileTime whole = FileTime.from(seconds, TimeUnit.SECONDS); // as the JDK has it without nanos
    assertThat(SourceStamp.mtime(new Attributes(whole))).isEqualTo(seconds);
  }

  /** Of a file of which nothing else is known. */
  private record Attributes(FileTime lastModifiedTime) implements BasicFileAttributes {
    @Override
    public FileTime lastAccessTime() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileTime creationTime() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isRegularFile() {
      return true;
    }

    @Override
    public boolean isDirectory() {
      return false;
    }

    @Override
    public boolean isSymbolicLink() {
      return false;
    }

    @Override
    public boolean isOther() {
      return false;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public @Nullable Object fileKey() {
      return null;
    }
  }

  /** What is looked at in less detail is the same. */
  @Test
  void basicAttributesAreThoseOfAll(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    BasicFileAttributes basic = requireNonNull(SourceStamp.basicOf(file));
    BasicFileAttributes all = requireNonNull(SourceStamp.of(file));
    assertThat(SourceStamp.same(basic, all)).isTrue();
    assertThat(SourceStamp.mtime(basic)).isEqualTo(SourceStamp.mtime(all));
  }

  @Test
  void aMissingFileHasNone(@TempDir Path folder) throws IOException {
    assertThat(SourceStamp.basicOf(folder.resolve("a.py"))).isNull();
  }
}
