package dev.pycache.cache.watch;

import static dev.pycache.cache.watch.Watch.until;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.SourceOutcome;
import dev.pycache.cache.compile.SourceSelection;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWatcherTest {
  private static final Target TARGET = Target.CPYTHON_3_11;
  private static final CompileOptions OPTIONS = CompileOptions.of(TARGET).withJobs(1);

  @TempDir Path folder;

  private Watch watch(CompileOptions options) throws InterruptedException {
    return new Watch(options, List.of(folder.toString()));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Path cache(Path source) {
    String name = source.getFileName().toString().replaceFirst("py$", "cpython-311.pyc");
    return source.resolveSibling("__pycache__").resolve(name);
  }

  /** Whether the cache of a source is, to the byte, what its present text gives. */
  private static boolean isRight(Path source) {
    try {
      FileTime time = Files.getLastModifiedTime(source);
      byte[] text = Files.readAllBytes(source);
      if (!(Compiler.compile(text, source.toString(), TARGET, 0)
          instanceof CompileResult.Compiled compiled)) {
        return false;
      }
      PycHeader header =
          PycHeader.timestamp(TARGET, time.toInstant().getEpochSecond(), text.length);
      byte[] right = new MarshalWriter(TARGET).write(header.toByteArray(), compiled.code());
      return Files.exists(cache(source)) && Arrays.equals(Files.readAllBytes(cache(source)), right);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void untilRight(Path source) throws InterruptedException {
    until("cache of " + source, () -> isRight(source));
  }

  @Test
  void compilesWhatIsThereAndWhatComes() throws Exception {
    Path there = write("a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      assertThat(isRight(there)).isTrue();
      untilRight(write("b.py", "b = 1\n"));
      untilRight(write("new/deep/er/c.py", "c = 1\n"));
      untilRight(write("new/deep/er/d.py", "d = 1\n"));
      untilRight(write("new/e.py", "e = 1\n"));
      untilRight(write("a.py", "a = 2\n"));
      assertThat(watch.gone()).isEmpty();
    }
  }

  /** As many as the clock of the file system gives one time to, and then as many at one time. */
  @Test
  void editsInOneSecondOfOneSizeAreEdits() throws Exception {
    Path free = write("free.py", "x = 1000\n");
    Path held = write("held.py", "x = 1000\n");
    FileTime time = FileTime.fromMillis(1_700_000_000_000L);
    Files.setLastModifiedTime(held, time);
    var random = new Random(4);
    try (Watch watch = watch(OPTIONS)) {
      for (int round = 0; round < 10; round++) {
        int edits = 1 + random.nextInt(40);
        for (int i = 0; i < edits; i++) {
          String text = "x = " + (1000 + random.nextInt(9000)) + "\n";
          Files.writeString(free, text);
          Files.writeString(held, text);
          Files.setLastModifiedTime(held, time);
          if (random.nextInt(4) == 0) {
            Thread.sleep(random.nextInt(30)); // so that some of them meet a compiler at work
          }
        }
        untilRight(free);
        untilRight(held);
      }
      assertThat(watch.outcomes(held.toString())).hasSizeGreaterThan(9);
    }
  }

  @Test
  void aTouchCostsAHeaderAtMost() throws Exception {
    Path source = write("a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      write("a.py", "a = 2\n");
      untilRight(source);
      Files.setLastModifiedTime(source, FileTime.fromMillis(1_700_000_000_000L));
      untilRight(source);
      until(
          "a conversion",
          () -> watch.outcomes(source.toString()).getLast() instanceof SourceOutcome.Converted);
    }
  }

  @Test
  void aTouchCostsNothingWhereHashesCount() throws Exception {
    Path source = write("a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS.withMode(InvalidationMode.CHECKED_HASH))) {
      byte[] before = Files.readAllBytes(cache(source));
      FileTime written = Files.getLastModifiedTime(cache(source));
      Files.setLastModifiedTime(source, FileTime.fromMillis(1_700_000_000_000L));
      until("an outcome", () -> watch.outcomes(source.toString()).size() > 1);
      assertThat(watch.outcomes(source.toString()).getLast())
          .isInstanceOf(SourceOutcome.Fresh.class);
      assertThat(cache(source)).hasBinaryContent(before);
      assertThat(Files.getLastModifiedTime(cache(source))).isEqualTo(written);
    }
  }

  @Test
  void takesFilesThatAreMovedIntoPlace(@TempDir Path elsewhere) throws Exception {
    Path source = write("a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      for (int i = 2; i < 6; i++) {
        Files.move(write("a.py.new", "a = " + i + "\n"), source, ATOMIC_MOVE, REPLACE_EXISTING);
        untilRight(source);
      }
      Path inner = Files.createDirectories(elsewhere.resolve("moved/inner"));
      Files.writeString(inner.resolve("b.py"), "b = 1\n");
      Files.move(elsewhere.resolve("moved"), folder.resolve("moved"), ATOMIC_MOVE);
      untilRight(folder.resolve("moved/inner/b.py"));
      assertThat(watch.gone()).isEmpty();
    }
  }

  @Test
  void followsFoldersThatAreRenamed() throws Exception {
    write("old/in/a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      Files.move(folder.resolve("old"), folder.resolve("new"));
      untilRight(folder.resolve("new/in/a.py"));
      untilRight(write("new/in/a.py", "a = 2\n"));
      Path other = write("old/in/a.py", "a = 3\n");
      untilRight(other);
      untilRight(write("new/in/a.py", "a = 4\n"));
      untilRight(write("old/in/a.py", "a = 5\n"));
      assertThat(watch.outcomes(other.toString())).hasSizeGreaterThan(1);
    }
  }

  @Test
  void leavesTheCacheOfASourceThatIsGone() throws Exception {
    Path source = write("in/a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      Files.delete(source);
      until("that it is told", () -> watch.gone().equals(List.of(source.toString())));
      assertThat(cache(source)).exists();
      untilRight(write("in/a.py", "a = 2\n"));
    }
  }

  @Test
  void compilesALinkWhenWhatItLeadsToChanges(@TempDir Path elsewhere) throws Exception {
    Path target = Files.writeString(elsewhere.resolve("target.py"), "a = 1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.py"), target);
    try (Watch watch = watch(OPTIONS)) {
      assertThat(isRight(link)).isTrue();
      Files.writeString(target, "a = 2\n");
      untilRight(link);
      Path other = Files.writeString(elsewhere.resolve("other.py"), "a = 3\n");
      Files.delete(link);
      Files.createSymbolicLink(link, other);
      untilRight(link);
      Files.writeString(other, "a = 4\n");
      untilRight(link);
      assertThat(cache(target)).doesNotExist();
      assertThat(watch.outcomes(target.toString())).isEmpty();
    }
  }

  @Test
  void looksAtWhatTheOptionsSelect() throws Exception {
    write("skipped/old.py", "a = 1\n");
    CompileOptions options =
        OPTIONS.withSelection(SourceSelection.ALL.withExcludes(List.of("skipped", "test_*.py")));
    try (Watch watch = watch(options)) {
      Path skipped = write("skipped/in/new.py", "a = 1\n");
      Path test = write("test_a.py", "a = 1\n");
      untilRight(write("b.py", "b = 1\n"));
      untilRight(write("in/c.py", "c = 1\n"));
      assertThat(cache(skipped)).doesNotExist();
      assertThat(cache(test)).doesNotExist();
      assertThat(watch.gone()).isEmpty();
    }
  }

  @Test
  void doesNotReactToItself() throws Exception {
    Path source = write("a.py", "a = 1\n");
    for (boolean legacy : new boolean[] {false, true}) {
      try (Watch watch = watch(OPTIONS.withLegacy(legacy).withForce(true))) {
        Files.move(write("a.new", "a = 2\n"), source, ATOMIC_MOVE, REPLACE_EXISTING);
        until("an outcome", () -> watch.outcomes(source.toString()).size() > 1);
        String last = write("last.py", "b = 1\n").toString();
        until("an outcome", () -> !watch.outcomes(last).isEmpty());
        assertThat(watch.outcomes(source.toString())).hasSize(2);
        Files.delete(folder.resolve("last.py"));
      }
    }
  }

  @Test
  void saysWhatDoesNotCompile() throws Exception {
    Path source = write("a.py", "a = 1\n");
    try (Watch watch = watch(OPTIONS)) {
      byte[] before = Files.readAllBytes(cache(source));
      write("a.py", "a = = 1\n");
      until(
          "a rejection",
          () -> watch.outcomes(source.toString()).getLast() instanceof SourceOutcome.Rejected);
      assertThat(cache(source)).hasBinaryContent(before);
      untilRight(write("a.py", "a = 2\n"));
    }
  }

  /** More at once than the system and Java keep, while nobody takes it. */
  @Test
  void looksAnewWhenEventsAreLost() throws Exception {
    Path first = write("first.py", "a = 1\n");
    Path many = Files.createDirectory(folder.resolve("many"));
    try (Watch watch = watch(OPTIONS)) {
      synchronized (watch.brake) {
        write("first.py", "a = 2\n");
        until("that it hangs", () -> isRight(first));
        for (int i = 0; i < 1500; i++) {
          Files.writeString(many.resolve("m" + i + ".py"), "m = " + i + "\n");
        }
      }
      for (int i = 0; i < 1500; i++) {
        untilRight(many.resolve("m" + i + ".py"));
      }
      untilRight(write("many/m7.py", "m = 'another'\n"));
    }
  }

  @Test
  void watchesSingleFiles() throws Exception {
    Path source = write("a.py", "a = 1\n");
    Path other = write("b.py", "b = 1\n");
    Files.createDirectory(folder.resolve("in"));
    Path later = folder.resolve("in/later.py");
    try (Watch watch =
        new Watch(OPTIONS, List.of(source.toString(), later.toString(), folder + "/none"))) {
      Files.move(write("a.new", "a = 2\n"), source, ATOMIC_MOVE, REPLACE_EXISTING);
      untilRight(source);
      untilRight(write("in/later.py", "c = 1\n"));
      write("b.py", "b = 2\n");
      untilRight(write("a.py", "a = 3\n"));
      untilRight(write("none/d.py", "d = 1\n"));
      assertThat(watch.outcomes(other.toString())).isEmpty();
    }
  }

  @Test
  void findsAGivenFolderAgainThatWasReplaced() throws Exception {
    write("root/a.py", "a = 1\n");
    Path root = folder.resolve("root");
    try (Watch watch = new Watch(OPTIONS, List.of(root.toString()))) {
      Files.move(root, folder.resolve("aside"));
      Path source = write("root/a.py", "a = 2\n");
      untilRight(source);
      untilRight(write("root/a.py", "a = 3\n"));
      assertThat(watch.outcomes(source.toString())).hasSizeGreaterThan(1);
    }
  }

  @Test
  void hasNothingToWatchWhereNothingIs() throws Exception {
    var nobody =
        new WatchListener() {
          @Override
          public void finished(SourceOutcome outcome) {}
        };
    assertThat(new TreeWatcher(OPTIONS).watch(List.of(folder + "/none", ""), nobody).failed())
        .isEqualTo(2);
  }
}
