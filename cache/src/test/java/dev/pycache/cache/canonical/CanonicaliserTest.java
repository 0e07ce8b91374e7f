package dev.pycache.cache.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.TreeCompiler;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicaliserTest {
  @TempDir Path folder;

  /** A cache with the bytes of CPython, which are not canonical. */
  private Path pyc(String name) throws Exception {
    Path source =
        Files.writeString(folder.resolve(name + ".py"), "def f(a):\n  return a in {1, 2}\n");
    new TreeCompiler(CompileOptions.of(Target.CPYTHON_3_11))
        .compile(List.of(source.toString()), outcome -> {});
    Path pyc = folder.resolve(name + ".pyc");
    Files.move(folder.resolve("__pycache__/" + name + ".cpython-311.pyc"), pyc);
    Files.delete(folder.resolve("__pycache__"));
    return pyc;
  }

  private final List<CanonicalOutcome> told = new ArrayList<>();

  private CanonicalSummary run(boolean check, Path... paths) {
    told.clear();
    List<String> names = Arrays.stream(paths).map(Path::toString).toList();
    return new Canonicaliser(check).run(names, told::add);
  }

  @Test
  void keepsTheHeaderAndTheValue() throws Exception {
    Path pyc = pyc("a");
    byte[] before = Files.readAllBytes(pyc);
    assertThat(run(false, pyc)).isEqualTo(new CanonicalSummary(0, 1, 0, 0));
    byte[] after = Files.readAllBytes(pyc);
    assertThat(after).isNotEqualTo(before).startsWith(Arrays.copyOf(before, 16));
    PycFile old = PycFile.read(before);
    assertThat(after).isEqualTo(old.canonicalBytes());
    assertThat(SameValue.of(old.magic().layout(), old.code(), PycFile.read(after).code())).isTrue();
    assertThat(told)
        .containsExactly(
            new CanonicalOutcome.Rewritten(
                pyc.toString(), before.length, after.length, Arrays.mismatch(before, after)));
  }

  @Test
  void leavesCanonicalFilesAlone() throws Exception {
    Path pyc = pyc("a");
    run(false, pyc);
    FileTime time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(pyc, time);
    Object key = Files.getAttribute(pyc, "unix:ino");
    assertThat(run(false, pyc)).isEqualTo(new CanonicalSummary(1, 0, 0, 0));
    assertThat(Files.getLastModifiedTime(pyc)).isEqualTo(time);
    assertThat(Files.getAttribute(pyc, "unix:ino")).isEqualTo(key);
  }

  @Test
  void onlyChecks() throws Exception {
    Path pyc = pyc("a");
    byte[] before = Files.readAllBytes(pyc);
    assertThat(run(true, folder)).isEqualTo(new CanonicalSummary(0, 0, 1, 0));
    assertThat(told.getFirst()).isInstanceOf(CanonicalOutcome.NotCanonical.class);
    assertThat(Files.readAllBytes(pyc)).isEqualTo(before);
    run(false, folder);
    assertThat(run(true, folder)).isEqualTo(new CanonicalSummary(1, 0, 0, 0));
  }

  @Test
  void dropsWhatStandsBehindTheValue() throws Exception {
    Path pyc = pyc("a");
    run(false, pyc);
    byte[] canonical = Files.readAllBytes(pyc);
    Files.write(pyc, Arrays.copyOf(canonical, canonical.length + 3));
    assertThat(run(true, pyc).notCanonical()).isEqualTo(1);
    assertThat(told)
        .containsExactly(
            new CanonicalOutcome.NotCanonical(
                pyc.toString(), canonical.length + 3, canonical.length, canonical.length));
    run(false, pyc);
    assertThat(Files.readAllBytes(pyc)).isEqualTo(canonical);
  }

  @Test
  void keepsPermissions() throws Exception {
    for (String mode : new String[] {"rwxr-x--x", "r--r--r--", "rw-rw-rw-", "-w-------"}) {
      Path pyc = pyc("a");
      Files.setPosixFilePermissions(pyc, PosixFilePermissions.fromString(mode));
      if (Files.isReadable(pyc)) {
        assertThat(run(false, pyc).rewritten()).isEqualTo(1);
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pyc))).isEqualTo(mode);
      Files.delete(pyc);
    }
  }

  @Test
  void writesThroughNoLink() throws Exception {
    Path pyc = pyc("a");
    byte[] before = Files.readAllBytes(pyc);
    Path link = Files.createSymbolicLink(folder.resolve("link.pyc"), pyc);
    assertThat(run(false, link)).isEqualTo(new CanonicalSummary(0, 0, 0, 1));
    assertThat(((CanonicalOutcome.Failed) told.getFirst()).cause())
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a symbolic link and will not be replaced");
    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllBytes(pyc)).isEqualTo(before);
    Path outside = Files.createDirectory(folder.resolve("tree"));
    Files.createSymbolicLink(outside.resolve("x.pyc"), pyc);
    assertThat(run(false, outside)).isEqualTo(new CanonicalSummary(0, 0, 0, 0));
  }

  @Test
  void oneBadFileStopsNoOther() throws Exception {
    Path pyc = pyc("c");
    byte[] bytes = Files.readAllBytes(pyc);
    Path cut = Files.write(folder.resolve("a.pyc"), Arrays.copyOf(bytes, 100));
    Path text = Files.writeString(folder.resolve("b.pyc"), "print()\n");
    Path none = folder.resolve("none.pyc");
    assertThat(run(false, folder, none)).isEqualTo(new CanonicalSummary(0, 1, 0, 3));
    assertThat(failure(0, cut)).isInstanceOf(MarshalException.class);
    assertThat(((MarshalException) failure(0, cut)).offset()).isEqualTo(100);
    assertThat(failure(1, text)).isInstanceOf(PycFormatException.class);
    assertThat(told.get(2)).isInstanceOf(CanonicalOutcome.Rewritten.class);
    assertThat(failure(3, none)).isInstanceOf(NoSuchFileException.class);
    assertThat(cut).hasBinaryContent(Arrays.copyOf(bytes, 100));
    assertThat(text).hasContent("print()\n");
    assertNoOtherFiles("a.pyc", "b.pyc", "c.py", "c.pyc");
  }

  private Throwable failure(int index, Path path) {
    var failed = (CanonicalOutcome.Failed) told.get(index);
    assertThat(failed.path()).isEqualTo(path.toString());
    return failed.cause();
  }

  private void assertNoOtherFiles(String... names) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void anEmptyPathIsNoFile() {
    assertThat(new Canonicaliser(false).run(List.of(""), told::add).failed()).isEqualTo(1);
  }
}
