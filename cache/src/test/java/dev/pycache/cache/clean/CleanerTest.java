package dev.pycache.cache.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.status.Finding;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.walk.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanerTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);

  @TempDir Path temp;

  private Path folder() throws IOException {
    return Files.createDirectories(temp.resolve("tree"));
  }

  private Path put(String name, byte[] content) throws IOException {
    Path file = folder().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path source(String name) throws IOException {
    Path source = put(name, new byte[] {'x'});
    Files.setLastModifiedTime(source, FileTime.from(TIME));
    return source;
  }

  /** A cache with the header of a source that {@link #source} makes. */
  private Path cache(String name, PythonVersion python) throws IOException {
    byte[] header = PycHeader.timestamp(Magic.of(python), TIME.getEpochSecond(), 1).toByteArray();
    return put(name, header);
  }

  private Path cache(String name) throws IOException {
    return cache(name, PythonVersion.CPYTHON_3_11);
  }

  /** What is told, as {@code Kind path}, with the folder left out. */
  private List<String> clean(CleanOptions options, String... paths) throws Exception {
    List<String> told = new ArrayList<>();
    List<String> given =
        paths.length == 0
            ? List.of(folder().toString())
            : Stream.of(paths).map(p -> temp + "/tree/" + p).toList();
    new Cleaner(options).clean(given, outcome -> told.add(text(outcome)));
    return told;
  }

  private String text(CleanOutcome outcome) {
    String start = temp + "/tree/";
    String all = outcome.path();
    String path = all.startsWith(start) ? all.substring(start.length()) : all;
    return switch (outcome) {
      case CleanOutcome.Removed r -> path;
      case CleanOutcome.RemovedFolder r -> path + "/";
      case CleanOutcome.Kept k -> path + " " + k.reason();
      case CleanOutcome.Failed f -> path + " " + f.cause().getClass().getSimpleName();
    };
  }

  /** All that is there, folders with a slash. */
  private Set<String> left() throws IOException {
    Set<String> left = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.skip(1).toList()) {
        String slash = Files.isDirectory(file) ? "/" : "";
        left.add(folder().relativize(file) + slash);
      }
    }
    return left;
  }

  @Test
  void removesAllCachesAndTheFolderThatIsEmptyThen() throws Exception {
    source("a.py");
    cache("__pycache__/a.cpython-311.pyc");
    cache("__pycache__/a.cpython-312.opt-2.pyc", PythonVersion.CPYTHON_3_12);
    cache("__pycache__/gone.cpython-312-pytest-8.4.1.pyc", PythonVersion.CPYTHON_3_12);
    cache("sub/__pycache__/b.pypy39.pyc", PythonVersion.PYPY_3_9);
    Files.createDirectories(folder().resolve("empty/__pycache__"));
    List<String> expected =
        List.of(
            "__pycache__/a.cpython-311.pyc",
            "__pycache__/a.cpython-312.opt-2.pyc",
            "__pycache__/gone.cpython-312-pytest-8.4.1.pyc",
            "__pycache__/",
            "empty/__pycache__/",
            "sub/__pycache__/b.pypy39.pyc",
            "sub/__pycache__/");
    Set<String> before = left();
    assertThat(clean(CleanOptions.builder().dryRun(true).build())).isEqualTo(expected);
    assertThat(left()).isEqualTo(before);
    assertThat(clean(CleanOptions.ALL)).isEqualTo(expected);
    assertThat(left()).containsExactly("a.py", "empty/", "sub/");
  }

  @Test
  void countsWhatItDoes() throws Exception {
    source("a.py");
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    put("__pycache__/b.cpython-311.pyc", new byte[] {1, 2, 3, 4, 5});
    CleanSummary summary =
        new Cleaner(CleanOptions.ALL).clean(List.of(folder().toString()), outcome -> {});
    assertThat(summary).isEqualTo(new CleanSummary(1, 16, 0, 1, 0));
    assertThat(cache).doesNotExist();
  }

  @Test
  void leavesWhatIsNoCache() throws Exception {
    source("a.py");
    cache("__pycache__/a.cpython-311.pyc");
    put("__pycache__/notes.txt", new byte[] {'a'});
    put("__pycache__/a.func-1.py311.nbi", new byte[] {'a'});
    put("__pycache__/mine.cpython-311.pyc", "not bytecode at all".getBytes(UTF_8));
    cache("__pycache__/plain.pyc");
    put("__pycache__/crashed.cpython-311.pyc", new byte[4096]);
    put("__pycache__/emptied.cpython-311.pyc", new byte[0]);
    assertThat(clean(CleanOptions.ALL))
        .containsExactly(
            "__pycache__/a.cpython-311.pyc",
            "__pycache__/crashed.cpython-311.pyc",
            "__pycache__/emptied.cpython-311.pyc",
            "__pycache__/mine.cpython-311.pyc NOT_A_CACHE");
    assertThat(left())
        .containsExactly(
            "__pycache__/",
            "__pycache__/a.func-1.py311.nbi",
            "__pycache__/mine.cpython-311.pyc",
            "__pycache__/notes.txt",
            "__pycache__/plain.pyc",
            "a.py");
  }

  @Test
  void selectsByState() throws Exception {
    source("fresh.py");
    source("stale.py");
    source("broken.py");
    cache("__pycache__/fresh.cpython-311.pyc", PythonVersion.CPYTHON_3_12);
    Path stale = cache("__pycache__/stale.cpython-311.pyc");
    byte[] other = Files.readAllBytes(stale);
    other[8]++;
    Files.write(stale, other);
    put("__pycache__/broken.cpython-311.pyc", "garbage".getBytes(UTF_8));
    cache("__pycache__/gone.cpython-311.pyc");
    CleanOptions.Builder dry = CleanOptions.builder().dryRun(true);
    assertThat(clean(dry.states(EnumSet.of(State.STALE)).build()))
        .containsExactly("__pycache__/stale.cpython-311.pyc");
    assertThat(clean(dry.states(EnumSet.of(State.ORPHAN)).build()))
        .containsExactly("__pycache__/gone.cpython-311.pyc");
    assertThat(clean(dry.states(EnumSet.of(State.INVALID)).build()))
        .containsExactly("__pycache__/broken.cpython-311.pyc", "__pycache__/fresh.cpython-311.pyc");
    assertThat(clean(dry.states(EnumSet.of(State.STALE, State.ORPHAN)).build()))
        .containsExactly("__pycache__/gone.cpython-311.pyc", "__pycache__/stale.cpython-311.pyc");
  }

  @Test
  void narrowsByInterpreterLevelAndAge() throws Exception {
    source("a.py");
    cache("__pycache__/a.cpython-311.pyc");
    cache("__pycache__/a.cpython-311.opt-1.pyc");
    cache("__pycache__/a.cpython-311-pytest-8.4.1.pyc");
    Path old = cache("__pycache__/a.cpython-312.pyc", PythonVersion.CPYTHON_3_12);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
    CleanOptions.Builder dry = CleanOptions.builder().dryRun(true);
    assertThat(clean(dry.only(List.of(TagPattern.parse("3.11"))).build())).hasSize(3);
    assertThat(clean(dry.only(List.of(TagPattern.parse("cpython-311"))).build())).hasSize(2);
    assertThat(clean(dry.only(List.of(TagPattern.parse("cpython-3?2"))).build()))
        .containsExactly("__pycache__/a.cpython-312.pyc");
    assertThat(
            clean(
                dry.only(List.of(TagPattern.parse("cpython-3*")))
                    .keep(List.of(TagPattern.parse("3.11")))
                    .build()))
        .containsExactly("__pycache__/a.cpython-312.pyc");
    dry.only(List.of()).keep(List.of());
    assertThat(clean(dry.optimized(true).build()))
        .containsExactly("__pycache__/a.cpython-311.opt-1.pyc");
    dry.optimized(false);
    assertThat(clean(dry.olderThan(Instant.now().minus(Duration.ofDays(30))).build()))
        .containsExactly("__pycache__/a.cpython-312.pyc");
    assertThatThrownBy(() -> TagPattern.parse("3.99")).hasMessage("there is no Python '3.99' here");
  }

  @Test
  void removesTheLeastRecentlyUsedUntilTheRestFits() throws Exception {
    for (int i = 1; i <= 4; i++) {
      Path cache = cache("__pycache__/m" + i + ".cpython-311.pyc");
      Files.write(cache, new byte[84], StandardOpenOption.APPEND);
      Instant read = TIME.plusSeconds(i == 2 ? 100 : i);
      Files.getFileAttributeView(cache, BasicFileAttributeView.class)
          .setTimes(FileTime.from(TIME), FileTime.from(read), null);
    }
    assertThat(clean(CleanOptions.builder().maxBytes(250).build()))
        .containsExactly("__pycache__/m1.cpython-311.pyc", "__pycache__/m3.cpython-311.pyc");
    assertThat(clean(CleanOptions.builder().maxBytes(200).build())).isEmpty();
    assertThat(clean(CleanOptions.builder().maxBytes(0).build()))
        .contains("__pycache__/m2.cpython-311.pyc", "__pycache__/");
  }

  @Test
  void removesLegacyCachesOnlyWhereASourceStands() throws Exception {
    source("a.py");
    cache("a.pyc", PythonVersion.CPYTHON_2_7);
    cache("a.pyo", PythonVersion.CPYTHON_2_7);
    put("a$py.class", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE});
    cache("module.pyc");
    put("gone$py.class", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE});
    source("data.py");
    put("data.pyc", "mine".getBytes(UTF_8));
    source("zero.py");
    put("zero.pyc", new byte[0]);
    assertThat(clean(CleanOptions.ALL)).isEmpty();
    assertThat(clean(CleanOptions.builder().legacy(true).build()))
        .containsExactly(
            "a$py.class", "a.pyc", "a.pyo", "data.pyc NOT_A_CACHE", "zero.pyc NOT_A_CACHE");
    assertThat(
            clean(
                CleanOptions.builder()
                    .legacy(true)
                    .sourceless(true)
                    .only(List.of(TagPattern.parse("3.11")))
                    .build()))
        .containsExactly("module.pyc");
    assertThat(left())
        .containsExactly("a.py", "data.py", "data.pyc", "gone$py.class", "zero.py", "zero.pyc");
  }

  @Test
  void isNotLedOutOfTheTree() throws Exception {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    Path other = Files.copy(cache, outside.resolve("b.cpython-311.pyc"));
    source("linked/b.py");
    Files.createSymbolicLink(folder().resolve("linked/__pycache__"), outside);
    Files.createSymbolicLink(folder().resolve("away"), outside);
    Files.createSymbolicLink(folder().resolve("__pycache__/b.cpython-311.pyc"), other);
    assertThat(clean(CleanOptions.ALL))
        .containsExactly(
            "__pycache__/a.cpython-311.pyc",
            "__pycache__/b.cpython-311.pyc NOT_A_FILE",
            "linked/__pycache__/b.cpython-311.pyc LINKED_FOLDER");
    assertThat(other).exists();
  }

  /** Between the look and the removal anything may happen. */
  @Test
  void removesNothingButWhatWasLookedAt() throws Exception {
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    Remover.Batch batch = batch(cache);
    Path aside = temp.resolve("aside");
    Files.move(folder().resolve("__pycache__"), aside);
    Files.createSymbolicLink(folder().resolve("__pycache__"), aside);
    assertThat(remove(batch)).singleElement().isInstanceOf(CleanOutcome.Failed.class);
    assertThat(aside.resolve("a.cpython-311.pyc")).exists();

    Files.delete(folder().resolve("__pycache__"));
    Files.move(aside, folder().resolve("__pycache__"));
    byte[] content = Files.readAllBytes(cache);
    Files.move(cache, temp.resolve("kept"));
    Files.write(cache, content);
    assertThat(remove(batch))
        .containsExactly(
            new CleanOutcome.Kept(batch.chosen().getFirst(), CleanOutcome.Reason.CHANGED));
    Files.delete(cache);
    assertThat(remove(batch))
        .containsExactly(new CleanOutcome.RemovedFolder(folder() + "/__pycache__"));
    assertThat(remove(batch)).isEmpty();
  }

  private Remover.Batch batch(Path cache) throws IOException {
    var folder =
        new CacheFolder(
            folder().toString(),
            List.of(),
            List.of(),
            folder() + "/__pycache__",
            false,
            List.of("a.cpython-311.pyc"));
    var entry =
        new StatusEntry(
            null,
            cache.toString(),
            "cpython-311",
            PythonVersion.CPYTHON_3_11,
            "",
            SourceStamp.of(cache),
            new Finding.Present());
    return new Remover.Batch(folder, List.of(entry), List.of());
  }

  private List<CleanOutcome> remove(Remover.Batch batch) throws IOException {
    var bases = new Bases(List.of(folder().toString()), Optional.empty());
    try (var tracking = new Tracking(() -> {})) {
      return new Remover(CleanOptions.ALL, bases, tracking).remove(batch).outcomes();
    }
  }

  @Test
  void leavesWhatGitTracks() throws Exception {
    source("a.py");
    cache("__pycache__/a.cpython-311.pyc");
    cache("__pycache__/a.cpython-312.pyc", PythonVersion.CPYTHON_3_12);
    try (Git git = Git.init().setDirectory(folder().toFile()).call()) {
      git.add().addFilepattern("__pycache__/a.cpython-311.pyc").call();
    }
    List<String> asked = new ArrayList<>();
    List<String> told = new ArrayList<>();
    new Cleaner(CleanOptions.ALL, () -> asked.add("git"))
        .clean(List.of(folder().toString()), outcome -> told.add(text(outcome)));
    assertThat(told)
        .containsExactly("__pycache__/a.cpython-311.pyc TRACKED", "__pycache__/a.cpython-312.pyc");
    assertThat(asked).containsExactly("git");
    assertThat(clean(CleanOptions.builder().tracked(true).build()))
        .containsExactly("__pycache__/a.cpython-311.pyc", "__pycache__/");
  }

  @Test
  void removesNothingOfABrokenRepository() throws Exception {
    cache("__pycache__/a.cpython-311.pyc");
    Files.writeString(folder().resolve(".git"), "gitdir: nowhere\n");
    assertThat(clean(CleanOptions.ALL)).containsExactly("__pycache__ GitException");
    assertThat(left()).contains("__pycache__/a.cpython-311.pyc");
  }

  @Test
  void cleansATreeOfCaches() throws Exception {
    Path prefix = Files.createDirectories(temp.resolve("prefix"));
    Path tree = prefix.resolve(folder().toString().substring(1));
    Files.createDirectories(tree.resolve("sub/deep"));
    source("a.py");
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    Files.move(cache, tree.resolve("a.cpython-311.pyc"));
    Files.copy(tree.resolve("a.cpython-311.pyc"), tree.resolve("sub/deep/b.cpython-311.pyc"));
    CleanOptions.Builder options = CleanOptions.builder().prefix(prefix.toString());
    assertThat(clean(options.states(EnumSet.of(State.ORPHAN)).dryRun(true).build()))
        .containsExactly(tree + "/sub/deep/b.cpython-311.pyc", tree + "/sub/deep/", tree + "/sub/");
    assertThat(clean(options.states(EnumSet.of(State.ORPHAN)).dryRun(false).build())).hasSize(3);
    assertThat(tree.resolve("a.cpython-311.pyc")).exists();
    List<String> told = new ArrayList<>();
    new Cleaner(options.states(Set.of()).build())
        .clean(List.of(prefix.toString()), outcome -> told.add(text(outcome)));
    assertThat(told).contains(tree + "/a.cpython-311.pyc", tree + "/");
    assertThat(prefix).isEmptyDirectory();
  }

  @Test
  void takesFilesAndFoldersOfCachesAsPaths() throws Exception {
    source("a.py");
    source("b.py");
    cache("__pycache__/a.cpython-311.pyc");
    cache("__pycache__/a.cpython-312.pyc", PythonVersion.CPYTHON_3_12);
    cache("__pycache__/b.cpython-311.pyc");
    assertThat(clean(CleanOptions.ALL, "a.py")).hasSize(2);
    assertThat(clean(CleanOptions.ALL, "__pycache__/"))
        .containsExactly("__pycache__/b.cpython-311.pyc", "__pycache__/");
    assertThat(clean(CleanOptions.ALL, "nothing")).containsExactly("nothing NoSuchFileException");
  }

  @Test
  void canBeCancelled() throws Exception {
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> clean(CleanOptions.ALL)).isInstanceOf(InterruptedException.class);
    assertThat(cache).exists();
  }
}
