package dev.pycache.cache.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.freshness.InvalidationMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a cache is left alone, gets another header, or is compiled again. */
class ConversionTest {
  private static final CompileOptions TIMESTAMP = CompileOptions.of(Target.CPYTHON_3_11);
  private static final CompileOptions CHECKED = TIMESTAMP.withMode(InvalidationMode.CHECKED_HASH);
  private static final CompileOptions UNCHECKED =
      TIMESTAMP.withMode(InvalidationMode.UNCHECKED_HASH);

  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1_700_000_000L));

  /** No time of a file that is written in a test comes after this. */
  private static final FileTime LATER = FileTime.from(Instant.ofEpochSecond(4_000_000_000L));

  @TempDir Path folder;
  private Path source;
  private Path cache;

  @BeforeEach
  void makeASource() throws IOException {
    source = folder.resolve("a.py");
    cache = folder.resolve("__pycache__/a.cpython-311.pyc");
    write("x = 1\n");
  }

  private void write(String text) throws IOException {
    Files.writeString(source, text);
    Files.setLastModifiedTime(source, TIME);
  }

  private List<String> compile(CompileOptions options) throws InterruptedException {
    List<String> told = new ArrayList<>();
    new TreeCompiler(options)
        .compile(
            List.of(folder.toString()), outcome -> told.add(outcome.getClass().getSimpleName()));
    return told;
  }

  private byte[] code() throws IOException {
    byte[] file = Files.readAllBytes(cache);
    return Arrays.copyOfRange(file, PycHeader.SIZE, file.length);
  }

  private PycHeader header() throws IOException {
    return PycHeader.read(Files.readAllBytes(cache));
  }

  /** As if the cache had been written long after all that was done to the source. */
  private void settle() throws IOException {
    Files.setLastModifiedTime(cache, LATER);
  }

  @Test
  void hashedCachesOfTheSameSourceAreLeftAlone() throws Exception {
    assertThat(compile(CHECKED)).containsExactly("Written");
    FileTime written = Files.getLastModifiedTime(cache);
    assertThat(header())
        .isEqualTo(
            PycHeader.hashed(
                Target.CPYTHON_3_11,
                SourceHash.of(Target.CPYTHON_3_11, "x = 1\n".getBytes(StandardCharsets.UTF_8)),
                true));
    Files.setLastModifiedTime(source, LATER);
    assertThat(compile(CHECKED)).containsExactly("Fresh");
    assertThat(Files.getLastModifiedTime(cache)).isEqualTo(written);
    write("x = 2\n");
    assertThat(compile(CHECKED)).containsExactly("Written");
    write("x = 3\n");
    assertThat(compile(UNCHECKED)).containsExactly("Written");
    write("x = 4\n");
    assertThat(compile(UNCHECKED)).containsExactly("Written");
    assertThat(compile(UNCHECKED)).containsExactly("Fresh");
    assertThat(compile(UNCHECKED.withForce(true))).containsExactly("Written");
  }

  @Test
  void modesAreConvertedWithoutCompiling() throws Exception {
    compile(TIMESTAMP);
    byte[] code = code();
    settle();
    assertThat(compile(CHECKED)).containsExactly("Converted");
    assertThat(code()).isEqualTo(code);
    assertThat(header().checksSource()).isTrue();
    assertThat(compile(UNCHECKED)).containsExactly("Converted");
    assertThat(header().checksSource()).isFalse();
    assertThat(header().isHashBased()).isTrue();
    assertThat(compile(TIMESTAMP)).containsExactly("Converted");
    assertThat(header())
        .isEqualTo(PycHeader.timestamp(Target.CPYTHON_3_11, TIME.toMillis() / 1000, 6));
    assertThat(code()).isEqualTo(code);
  }

  /** Time and size are the same, the bytes are not: no hash may vouch for such a cache. */
  @Test
  void aTimestampIsNotTrustedIfTheSourceWasTouchedLater() throws Exception {
    compile(TIMESTAMP);
    Thread.sleep(20); // more than a tick of the clock of files
    write("x = 2\n");
    byte[] old = code();
    assertThat(compile(TIMESTAMP)).containsExactly("Fresh");
    assertThat(compile(CHECKED)).containsExactly("Written");
    assertThat(code()).isNotEqualTo(old);
  }

  @Test
  void aDamagedBodyIsNotConverted() throws Exception {
    compile(CHECKED);
    byte[] whole = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(whole, whole.length - 3));
    assertThat(compile(TIMESTAMP)).containsExactly("Written");
    Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 30));
    settle();
    assertThat(compile(CHECKED)).containsExactly("Written");
    assertThat(Files.readAllBytes(cache)).isEqualTo(whole);
  }

  @Test
  void aCacheUnderAnotherNameIsNotConverted() throws Exception {
    compile(TIMESTAMP.withNaming(new FileNaming.Below("/other")));
    settle();
    assertThat(compile(TIMESTAMP)).containsExactly("Fresh");
    assertThat(compile(CHECKED)).containsExactly("Written");
    assertThat(compile(CHECKED.withNaming(new FileNaming.Below("/other"))))
        .containsExactly("Written");
  }

  @Test
  void namesThatAreAskedForAreLookedAt() throws Exception {
    var moved = TIMESTAMP.withNaming(new FileNaming.Moved(Optional.empty(), Optional.of("/p")));
    var below = TIMESTAMP.withNaming(new FileNaming.Below("/d"));
    compile(TIMESTAMP);
    assertThat(compile(below)).containsExactly("Written");
    assertThat(compile(below)).containsExactly("Fresh");
    assertThat(compile(moved)).containsExactly("Written");
    assertThat(compile(moved)).containsExactly("Fresh");
    assertThat(compile(TIMESTAMP)).containsExactly("Fresh");
  }

  @Test
  void theLevelOfALegacyCacheIsNotKnown() throws Exception {
    CompileOptions legacy = CHECKED.withLegacy(true);
    assertThat(compile(legacy)).containsExactly("Written");
    assertThat(compile(legacy)).containsExactly("Fresh");
    assertThat(compile(legacy.withMode(InvalidationMode.TIMESTAMP))).containsExactly("Written");
    assertThat(folder.resolve("a.pyc")).exists();
    assertThat(legacy.withLevels(List.of(0, 2, 1)).levels()).containsExactly(2);
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    assertThat(compile(TIMESTAMP.withDryRun(true))).containsExactly("Written");
    assertThat(cache).doesNotExist();
    compile(CHECKED);
    assertThat(compile(UNCHECKED.withDryRun(true))).containsExactly("Converted");
    assertThat(header().checksSource()).isTrue();
  }

  private List<SourceOutcome> touch(ChangedSources changed) {
    return changed.update(new SourceFile(folder.toString(), source.toString()));
  }

  @Test
  void touchedSourcesAreKnownByTheirBytes() throws Exception {
    compile(TIMESTAMP);
    settle();
    var changed = new ChangedSources(TIMESTAMP);
    for (int i = 0; i < 10; i++) {
      write("x = " + i + "\n");
      assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Written.class);
      byte[] made = Files.readAllBytes(cache);
      assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Fresh.class);
      Files.delete(cache);
      compile(TIMESTAMP);
      assertThat(cache).hasBinaryContent(made);
    }
    Files.setLastModifiedTime(source, LATER);
    assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Converted.class);
    assertThat(header().mtime()).isEqualTo(LATER.toMillis() / 1000);
  }

  @Test
  void whatSomebodyElseMadeIsNotTrusted() throws Exception {
    var changed = new ChangedSources(TIMESTAMP);
    touch(changed);
    write("y = 22\n");
    compile(TIMESTAMP);
    write("x = 1\n");
    assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Written.class);
    Files.delete(cache);
    assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Written.class);
    Files.delete(source);
    assertThat(touch(changed)).isEmpty();
  }

  @Test
  void touchedSourcesInHashModesAreOnlyHashed() throws Exception {
    compile(CHECKED);
    var changed = new ChangedSources(CHECKED);
    assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Fresh.class);
    write("x = 2\n");
    assertThat(touch(changed)).singleElement().isInstanceOf(SourceOutcome.Written.class);
  }
}
