package dev.pycache.cache.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.path.TemporaryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
  private static final String IMPORTLIBS = "a.cpython-311.pyc.140234866534672";
  private static final byte[] HEADER =
      PycHeader.timestamp(Magic.of(PythonVersion.CPYTHON_3_11), 1, 2).toByteArray();

  @TempDir Path folder;

  private Path make(String name, byte[] content, Duration age) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private boolean isLeft(String name) throws IOException {
    return Leftovers.in(folder.toString()).contains(name);
  }

  private static TemporaryName mine() {
    TemporaryName name = ThisProcess.newTemporaryName();
    assumeTrue(ThisProcess.isHere(name.place()), "the system does not tell about processes");
    return name;
  }

  @Test
  void aLivingWritersFileIsNeverLeftHoweverOldItIs() throws IOException {
    String name = mine().fileName();
    make(name, new byte[0], Duration.ofDays(1000));
    assertThat(isLeft(name)).isFalse();
  }

  @Test
  void aDeadWritersFileIsLeftAtOnce() throws Exception {
    TemporaryName mine = mine();
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    String dead = TemporaryName.of(mine.place(), process.pid(), mine.start(), 0).fileName();
    make(dead, new byte[0], Duration.ZERO);
    assertThat(isLeft(dead)).isTrue();
  }

  /** Numbers of processes come again; when one began does not. */
  @Test
  void anotherProcessOfTheSameNumberIsNotTheWriter() throws IOException {
    TemporaryName mine = mine();
    String earlier = TemporaryName.of(mine.place(), mine.process(), mine.start() - 1, 0).fileName();
    make(earlier, new byte[0], Duration.ZERO);
    assertThat(isLeft(earlier)).isTrue();
  }

  @Test
  void aWriterOfAnotherSystemIsGivenTime() throws IOException {
    TemporaryName mine = mine();
    String place = mine.place().startsWith("0") ? "1bcdef01" : "0bcdef01";
    String name = TemporaryName.of(place, 1, 2, 3).fileName();
    make(name, new byte[0], Duration.ofMinutes(9));
    assertThat(isLeft(name)).isFalse();
    make(name, new byte[0], Duration.ofMinutes(11));
    assertThat(isLeft(name)).isTrue();
  }

  @Test
  void pythonIsGivenTime() throws IOException {
    make(IMPORTLIBS, HEADER, Duration.ofMinutes(9));
    assertThat(isLeft(IMPORTLIBS)).isFalse();
    make(IMPORTLIBS, HEADER, Duration.ofMinutes(11));
    assertThat(isLeft(IMPORTLIBS)).isTrue();
  }

  @Test
  void anUnfinishedCacheIsOneByWhatItBeginsWith() throws IOException {
    for (byte[] content : new byte[][] {{}, {(byte) 0xA7}, HEADER}) {
      make(IMPORTLIBS, content, Duration.ofDays(1));
      assertThat(isLeft(IMPORTLIBS)).isTrue();
    }
    make(IMPORTLIBS, "somebody's notes".getBytes(StandardCharsets.UTF_8), Duration.ofDays(1));
    assertThat(isLeft(IMPORTLIBS)).isFalse();
  }

  @Test
  void linksAndFoldersAreNotLeft() throws IOException {
    Files.createDirectory(folder.resolve(IMPORTLIBS));
    String link = "b.pyc.140234866534672";
    Files.createSymbolicLink(folder.resolve(link), make("x", HEADER, Duration.ofDays(1)));
    assertThat(Leftovers.in(folder.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.cpython-311.pyc", "a.pyc.1", "a.py", "notes.123456789", ".gitignore"})
  void noOtherFileIsLeft(String name) throws IOException {
    make(name, HEADER, Duration.ofDays(1));
    assertThat(Leftovers.in(folder.toString())).isEmpty();
  }

  @Test
  void removesWhatIsLeft() throws IOException {
    make(IMPORTLIBS, HEADER, Duration.ofDays(1));
    Path cache = make("a.cpython-311.pyc", HEADER, Duration.ofDays(1));
    List<String> left = Leftovers.in(folder.toString());
    assertThat(Leftovers.remove(folder.toString(), left)).isEqualTo(1);
    assertThat(Leftovers.remove(folder.toString(), left)).isZero();
    assertThat(cache).exists();
    assertThat(Leftovers.in(folder.toString())).isEmpty();
  }
}
