package dev.pycache.cache.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCompilerTest {
  private static final CompileOptions OPTIONS = CompileOptions.of(Target.CPYTHON_3_11);
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);

  @TempDir Path folder;

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(TIME));
    return file;
  }

  private Path cache(String name) {
    return folder.resolve(name);
  }

  /** Outcomes as {@code KIND path}, with the folder left out of the path. */
  private List<String> compile(CompileOptions options, String... names)
      throws InterruptedException {
    List<String> told = new ArrayList<>();
    List<String> paths =
        Stream.of(names)
            .map(name -> name.isEmpty() ? folder.toString() : folder + "/" + name)
            .toList();
    new TreeCompiler(options)
        .compile(
            paths,
            outcome ->
                told.add(
                    outcome.getClass().getSimpleName()
                        + outcome.path().substring(folder.toString().length())));
    return told;
  }

  private static ByteBuffer header(Path cache) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(cache)).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void writesAHeaderWithTimeAndSizeOfTheSource() throws Exception {
    source("a.py", "x = 1\n");
    assertThat(compile(OPTIONS, "")).containsExactly("Written/a.py");
    ByteBuffer header = header(cache("__pycache__/a.cpython-311.pyc"));
    assertThat(header.getInt()).isEqualTo(0x0A0D0000 | 3495);
    assertThat(header.getInt()).isZero();
    assertThat(header.getInt()).isEqualTo((int) TIME.getEpochSecond());
    assertThat(header.getInt()).isEqualTo(6);
    assertThat(header.get()).isEqualTo((byte) ('c' | 0x80));
  }

  @Test
  void leavesFreshCachesAlone() throws Exception {
    source("a.py", "x = 1\n");
    compile(OPTIONS, "");
    FileTime before = FileTime.fromMillis(1000);
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    Files.setLastModifiedTime(cache, before);
    assertThat(compile(OPTIONS, "")).containsExactly("Fresh/a.py");
    assertThat(Files.getLastModifiedTime(cache)).isEqualTo(before);
    assertThat(compile(OPTIONS.withForce(true), "")).containsExactly("Written/a.py");
    assertThat(Files.getLastModifiedTime(cache)).isNotEqualTo(before);
  }

  @Test
  void replacesCachesOfAnotherTimeSizeOrShape() throws Exception {
    Path source = source("a.py", "x = 1\n");
    Path cache = cache("__pycache__/a.cpython-311.pyc");
    compile(OPTIONS, "");
    Files.setLastModifiedTime(source, FileTime.from(TIME.minusSeconds(1)));
    assertThat(compile(OPTIONS, "")).containsExactly("Written/a.py");
    source("a.py", "x = 12\n");
    Files.setLastModifiedTime(source, FileTime.from(TIME.minusSeconds(1)));
    assertThat(compile(OPTIONS, "")).containsExactly("Written/a.py");
    Files.write(cache, new byte[] {1, 2, 3});
    assertThat(compile(OPTIONS, "")).containsExactly("Written/a.py");
    assertThat(compile(OPTIONS, "")).containsExactly("Fresh/a.py");
  }

  @Test
  void walksAsCompileallDoes() throws Exception {
    source("b.py", "");
    source("a/z.py", "");
    source("a.py", "");
    source("Z.py", "");
    source("notes.txt", "");
    source("d.py/inner.py", "");
    source("__pycache__/no.py", "");
    Files.createSymbolicLink(folder.resolve("linked.py"), folder.resolve("b.py"));
    Files.createSymbolicLink(folder.resolve("broken.py"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    assertThat(compile(OPTIONS, ""))
        .containsExactly(
            "Written/Z.py",
            "Written/a/z.py",
            "Written/a.py",
            "Written/b.py",
            "Written/d.py/inner.py",
            "Written/linked.py");
    assertThat(cache("__pycache__/no.cpython-311.pyc")).doesNotExist();
  }

  @Test
  void namesSourcesAsGiven() throws Exception {
    source("d/a.py", "");
    assertThat(compile(OPTIONS, "d", "d/../d/"))
        .containsExactly("Written/d/a.py", "Fresh/d/../d/a.py");
    assertThat(compile(OPTIONS.withForce(true), "d", "d/"))
        .containsExactly("Written/d/a.py", "Written/d/a.py");
    String filename = folder + "/d/../d/a.py";
    compile(OPTIONS.withForce(true), "d", "d/../d");
    assertThat(
            Files.readString(
                cache("d/__pycache__/a.cpython-311.pyc"),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains(filename);
  }

  @Test
  void theFirstWayToASourceNamesIt() throws Exception {
    source("d/e/a.py", "");
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("d"));
    Files.createSymbolicLink(folder.resolve("d/e/b.py"), Path.of("a.py"));
    assertThat(compile(OPTIONS, "d/e", "other", "d"))
        .containsExactly(
            "Written/d/e/a.py",
            "Written/d/e/b.py",
            "Fresh/other/e/a.py",
            "Fresh/other/e/b.py",
            "Fresh/d/e/a.py",
            "Fresh/d/e/b.py");
  }

  @Test
  void levelsHaveCachesOfTheirOwn() throws Exception {
    source("a.py", "assert x\n");
    CompileOptions all = OPTIONS.withLevels(List.of(2, 0, 1, 0));
    assertThat(compile(all, "a.py"))
        .containsExactly("Written/a.py", "Written/a.py", "Written/a.py");
    long plain = Files.size(cache("__pycache__/a.cpython-311.pyc"));
    assertThat(Files.size(cache("__pycache__/a.cpython-311.opt-1.pyc"))).isLessThan(plain);
    Files.delete(cache("__pycache__/a.cpython-311.opt-2.pyc"));
    assertThat(compile(all, "a.py")).containsExactly("Fresh/a.py", "Fresh/a.py", "Written/a.py");
  }

  @Test
  void aRejectedSourceKeepsTheCacheItHas() throws Exception {
    source("a.py", "x = 1\n");
    source("b.py", "y = 1\n");
    compile(OPTIONS, "");
    byte[] old = Files.readAllBytes(cache("__pycache__/a.cpython-311.pyc"));
    source("a.py", "x = = 1\n");
    source("c.py", "z = = 1\n");
    assertThat(compile(OPTIONS.withLevels(List.of(0, 1)), ""))
        .containsExactly("Rejected/a.py", "Fresh/b.py", "Written/b.py", "Rejected/c.py");
    assertThat(cache("__pycache__/a.cpython-311.pyc")).hasBinaryContent(old);
    assertThat(cache("__pycache__/c.cpython-311.pyc")).doesNotExist();
  }

  @Test
  void cachesMayBeReadByWhoMayReadTheSource() throws Exception {
    for (String mode : List.of("rw-r--r--", "rwxr-xr-x", "r--r--r--", "rw-------")) {
      Path source = source("a.py", "x = 1\n");
      Files.setPosixFilePermissions(source, PosixFilePermissions.fromString(mode));
      compile(OPTIONS.withForce(true), "");
      String expected = "rw" + mode.substring(2).replace('x', '-').replace('s', '-');
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(cache("__pycache__/a.cpython-311.pyc"))))
          .as(mode)
          .isEqualTo(expected);
      Files.delete(source);
    }
  }

  @Test
  void doesNotReplaceWhatIsNoPlainFile() throws Exception {
    Path target = source("elsewhere", "kept");
    source("a.py", "");
    source("b.py", "");
    Files.createDirectories(cache("__pycache__/b.cpython-311.pyc"));
    Files.createSymbolicLink(cache("__pycache__/a.cpython-311.pyc"), target);
    assertThat(compile(OPTIONS, "")).containsExactly("Failed/a.py", "Failed/b.py");
    assertThat(target).hasContent("kept");
    assertThat(cache("__pycache__/a.cpython-311.pyc")).isSymbolicLink();
  }

  @Test
  void tellsWhatCannotBeReadOrWritten() throws Exception {
    source("a/x.py", "");
    source("a/__pycache__", "a file where the folder should be");
    source("b/x.py", "");
    assertThat(compile(OPTIONS, "a", "missing", "b", "missing.py"))
        .containsExactly("Failed/a/x.py", "Failed/missing", "Written/b/x.py", "Failed/missing.py");
  }

  @Test
  void leavesNoTemporaryFiles() throws Exception {
    for (int i = 0; i < 50; i++) {
      source("m" + i + ".py", "x = " + i + "\n");
    }
    assertThat(compile(OPTIONS.withJobs(4), "")).hasSize(50);
    try (var files = Files.list(cache("__pycache__"))) {
      assertThat(files).hasSize(50).allMatch(file -> file.toString().endsWith(".cpython-311.pyc"));
    }
  }

  @Test
  void compilesFilesWhoseNamesAreNotUtf8() throws Exception {
    Path odd = FileNames.toPath(folder + "/o\uDCFFd.py");
    Files.writeString(odd, "x = 1\n");
    assertThat(compile(OPTIONS, "")).containsExactly("Written/o\uDCFFd.py");
    assertThat(compile(OPTIONS, "")).containsExactly("Fresh/o\uDCFFd.py");
    assertThat(FileNames.toPath(folder + "/__pycache__/o\uDCFFd.cpython-311.pyc")).exists();
  }

  @Test
  void writesBelowThePrefix() throws Exception {
    source("d/a.py", "");
    var options = OPTIONS.withPrefix(Optional.of(folder + "/caches"));
    assertThat(compile(options, "d")).containsExactly("Written/d/a.py");
    assertThat(compile(options, "d")).containsExactly("Fresh/d/a.py");
    assertThat(Path.of(folder + "/caches" + folder + "/d/a.cpython-311.pyc")).exists();
  }

  @Test
  void compilesForSeveralTargetsInOnePass() throws Exception {
    source("a.py", "x = 1\n");
    source("generic.py", "def f[T](): pass\n");
    var options =
        OPTIONS
            .withTargets(List.of(Target.CPYTHON_3_12, Target.CPYTHON_3_11))
            .withLevels(List.of(0, 2));
    assertThat(compile(options, ""))
        .containsExactly(
            "Written/a.py",
            "Written/a.py",
            "Written/a.py",
            "Written/a.py",
            "Written/generic.py",
            "Written/generic.py",
            "Rejected/generic.py");
    assertThat(cache("__pycache__/a.cpython-312.opt-2.pyc")).exists();
    assertThat(cache("__pycache__/a.cpython-311.opt-2.pyc")).exists();
    assertThat(header(cache("__pycache__/generic.cpython-312.pyc")).getInt())
        .isEqualTo(0x0A0D0000 | 3531);
    assertThat(cache("__pycache__/generic.cpython-311.pyc")).doesNotExist();
    Files.delete(cache("__pycache__/a.cpython-311.pyc"));
    assertThat(compile(options, "a.py"))
        .containsExactly("Fresh/a.py", "Fresh/a.py", "Written/a.py", "Fresh/a.py");
  }

  @Test
  void refusesTargetsWhoseCachesHaveOnePlace() {
    assertThatThrownBy(
            () -> OPTIONS.withTargets(List.of(Target.CPYTHON_3_13, Target.CPYTHON_3_13_0)))
        .hasMessage("the caches of Python 3.13 and 3.13.0 have the same names");
    assertThatThrownBy(
            () ->
                OPTIONS
                    .withLegacy(true)
                    .withTargets(List.of(Target.CPYTHON_3_11, Target.CPYTHON_3_12)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsAndTellsProgress() throws Exception {
    source("a.py", "x\n");
    source("b.py", "x = = 1\n");
    compile(OPTIONS, "a.py");
    source("c.py", "x\n");
    List<Integer> done = new ArrayList<>();
    CompileSummary summary =
        new TreeCompiler(OPTIONS)
            .compile(
                List.of(folder.toString(), folder + "/none"),
                new CompileListener() {
                  @Override
                  public void finished(SourceOutcome outcome) {}

                  @Override
                  public void progressed(int now, int total) {
                    assertThat(total).isEqualTo(4);
                    done.add(now);
                  }
                });
    assertThat(summary).isEqualTo(new CompileSummary(1, 0, 1, 1, 1, 0));
    assertThat(done).containsExactly(1, 2, 3, 4);
  }

  @Test
  void passesOnWarningsWithTheirLines() throws Exception {
    source("a.py", "\nif x is 1: pass\n");
    List<SourceWarning> warnings = new ArrayList<>();
    new TreeCompiler(OPTIONS)
        .compile(List.of(folder.toString()), outcome -> warnings.addAll(outcome.warnings()));
    assertThat(warnings)
        .containsExactly(
            new SourceWarning(
                "SyntaxWarning",
                "\"is\" with a literal. Did you mean \"==\"?",
                2,
                "if x is 1: pass\n"));
  }

  @Test
  void aListenerThatThrowsEndsIt() throws Exception {
    source("a.py", "x\n");
    source("b.py", "x\n");
    assertThatThrownBy(
            () ->
                new TreeCompiler(OPTIONS)
                    .compile(
                        List.of(folder.toString()),
                        outcome -> {
                          throw new UnsupportedOperationException("enough");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("enough");
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> OPTIONS.withLevels(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OPTIONS.withLevels(List.of(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OPTIONS.withJobs(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
