package dev.pycache.cache.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.TreeCompiler;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.status.StatusSummary.Count;
import dev.pycache.cache.status.StatusSummary.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheStatusTest {
  private static final Target TARGET = Target.CPYTHON_3_11;
  private static final StatusOptions OPTIONS = StatusOptions.of(TARGET);

  @TempDir Path folder;

  private String source(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x = 1\n");
    return file.toString();
  }

  private void compile(CompileOptions options) throws InterruptedException {
    new TreeCompiler(options).compile(List.of(folder.resolve("src").toString()), outcome -> {});
  }

  /** What is told, as {@code state path}, with the folder left out. */
  private List<String> look(StatusOptions options, String... paths) throws InterruptedException {
    List<String> told = new ArrayList<>();
    new CacheStatus(options)
        .look(
            List.of(paths),
            new StatusListener() {
              @Override
              public void entry(StatusEntry entry) {
                told.add(entry.state().word() + " " + within(entry.cache()));
              }

              @Override
              public void unreadable(String path, IOException cause) {
                told.add(cause.getClass().getSimpleName() + " " + within(path));
              }
            });
    return told;
  }

  private String within(String path) {
    String start = folder + "/";
    return path.startsWith(start) ? path.substring(start.length()) : path;
  }

  @Test
  void countsByInterpreterAndState() throws Exception {
    source("src/a.py");
    source("src/b.py");
    compile(CompileOptions.of(TARGET));
    source("src/c.py");
    Path cache = folder.resolve("src/__pycache__/a.cpython-311.pyc");
    Files.copy(cache, folder.resolve("src/__pycache__/gone.cpython-312.pyc"));
    List<Long> progress = new ArrayList<>();
    StatusSummary summary =
        new CacheStatus(OPTIONS)
            .look(
                List.of(folder.toString()),
                new StatusListener() {
                  @Override
                  public void entry(StatusEntry entry) {}

                  @Override
                  public void unreadable(String path, IOException cause) {}

                  @Override
                  public void progressed(long files) {
                    progress.add(files);
                  }
                });
    long size = Files.size(cache);
    assertThat(summary.sources()).isEqualTo(3);
    assertThat(summary.groups())
        .containsOnlyKeys(
            new Group("cpython-311", State.FRESH),
            new Group("cpython-311", State.MISSING),
            new Group("cpython-312", State.ORPHAN))
        .containsEntry(new Group("cpython-311", State.FRESH), new Count(2, 2 * size))
        .containsEntry(new Group("cpython-311", State.MISSING), new Count(1, 0));
    assertThat(summary.total()).isEqualTo(new Count(3, 3 * size));
    assertThat(progress).containsExactly(6L);
  }

  @Test
  void looksBelowAPrefix() throws Exception {
    String prefix = folder.resolve("prefix").toString();
    source("src/a.py");
    source("src/sub/b.py");
    source("src/gone/c.py");
    compile(CompileOptions.of(TARGET).withPrefix(Optional.of(prefix)));
    Files.delete(folder.resolve("src/gone/c.py"));
    source("src/__pycache__/a.cpython-311.pyc"); // nobody looks there
    Files.delete(folder.resolve("src/gone"));
    String start = "prefix" + folder + "/src";
    List<String> expected =
        List.of(
            "fresh " + start + "/a.cpython-311.pyc",
            "orphan " + start + "/gone/c.cpython-311.pyc",
            "fresh " + start + "/sub/b.cpython-311.pyc");
    StatusOptions below = OPTIONS.withPrefix(prefix);
    assertThat(look(below, folder + "/src")).isEqualTo(expected);
    assertThat(look(OPTIONS, folder + "/src"))
        .containsExactly(
            "invalid src/__pycache__/a.cpython-311.pyc",
            "missing src/sub/__pycache__/b.cpython-311.pyc");
    // The tree of caches itself, and one whose sources have gone.
    assertThat(look(below, prefix)).isEqualTo(expected);
    assertThat(look(below, folder + "/src/gone")).isEqualTo(expected.subList(1, 2));
    assertThat(look(below, prefix + folder + "/src/sub")).isEqualTo(expected.subList(2, 3));
  }

  @Test
  void takesFilesAsPaths() throws Exception {
    source("src/a.py");
    source("src/b.py");
    compile(CompileOptions.of(TARGET));
    String a = "src/__pycache__/a.cpython-311.pyc";
    assertThat(look(OPTIONS, folder + "/src/a.py")).containsExactly("fresh " + a);
    assertThat(look(OPTIONS, folder + "/" + a)).containsExactly("fresh " + a);
    assertThat(look(OPTIONS, folder + "/src/__pycache__"))
        .containsExactly("fresh " + a, "fresh src/__pycache__/b.cpython-311.pyc");
    assertThat(look(OPTIONS, folder + "/nothing"))
        .containsExactly(NoSuchFileException.class.getSimpleName() + " nothing");
  }

  @Test
  void tellsWhatKilledWritersLeft() throws Exception {
    String left = source("src/__pycache__/a.cpython-311.pyc.140234567890");
    Files.write(Path.of(left), new byte[0]);
    Instant before = Instant.now().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(Path.of(left), FileTime.from(before));
    assertThat(look(OPTIONS, folder.toString())).containsExactly("leftover " + within(left));
  }

  @Test
  void takesAnyNameAndEntersNoLink() throws Exception {
    String odd = folder + "/src/\uDCFF\uDC80.py";
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(FileNames.toPath(odd), "");
    compile(CompileOptions.of(TARGET));
    Files.createSymbolicLink(folder.resolve("src/loop"), folder.resolve("src"));
    assertThat(look(OPTIONS, folder.toString()))
        .containsExactly("fresh src/__pycache__/\uDCFF\uDC80.cpython-311.pyc");
  }

  @Test
  void canBeCancelled() throws Exception {
    source("src/a.py");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> look(OPTIONS, folder.toString()))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void endsWithWhatTheListenerThrows() throws Exception {
    source("src/a.py");
    StatusListener failing =
        new StatusListener() {
          @Override
          public void entry(StatusEntry entry) {
            throw new IllegalStateException("enough");
          }

          @Override
          public void unreadable(String path, IOException cause) {}
        };
    assertThatThrownBy(() -> new CacheStatus(OPTIONS).look(List.of(folder.toString()), failing))
        .hasMessage("enough");
  }
}
