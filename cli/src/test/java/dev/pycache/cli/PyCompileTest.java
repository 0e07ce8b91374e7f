package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What CPython's {@code test_py_compile} asserts through the command line or the resulting files;
 * {@code docs/cpython-tests.md} says which test went where.
 */
class PyCompileTest {
  @TempDir Path folder;

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path cache(String name) {
    return folder.resolve("__pycache__/" + name);
  }

  @Test
  void filesAreCompiledIntoTheirPlaces() throws IOException {
    Path source = source("_test.py", "x = 123\n");
    assertThat(run("compile", "-q", source.toString())).isEqualTo(new Result(0, "", ""));
    assertThat(cache("_test.cpython-311.pyc")).exists();
    Path relative = Path.of("").toAbsolutePath().relativize(source);
    Files.delete(cache("_test.cpython-311.pyc"));
    assertThat(run("compile", "-q", "-o0", "-o1", relative.toString()).status()).isZero();
    assertThat(cache("_test.cpython-311.pyc")).exists();
    assertThat(cache("_test.cpython-311.opt-1.pyc")).exists();
  }

  @Test
  void linksAndFoldersAreNotOverwritten() throws IOException {
    Path source = source("_test.py", "x = 123\n");
    Path target = source("target", "kept");
    Path cache = cache("_test.cpython-311.pyc");
    Files.createDirectories(cache.getParent());
    Files.createSymbolicLink(cache, target);
    Result linked = run("compile", "-q", source.toString());
    assertThat(linked.status()).isEqualTo(2);
    assertThat(linked.err()).contains(cache.toString());
    assertThat(cache).isSymbolicLink();
    assertThat(target).hasContent("kept");
    Files.delete(cache);
    Files.createDirectory(cache);
    assertThat(run("compile", "-q", source.toString()).status()).isEqualTo(2);
    assertThat(cache).isDirectory();
  }

  /** The refusal comes before the source is looked at. */
  @Test
  void linksAreRefusedEvenForASourceThatDoesNotCompile() throws IOException {
    Path source = source("_test.py", "x = = 123\n");
    Path cache = cache("_test.cpython-311.pyc");
    Files.createDirectories(cache);
    Result result = run("compile", "-q", source.toString());
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("SyntaxError");
  }

  @Test
  void aSourceWithBadBytesIsReported() throws IOException {
    Path source = source("bad_coding.py", "");
    Files.write(source, new byte[] {'x', '=', '\'', (byte) 0xE9, '\'', '\n'});
    Result result = run("compile", "-q", source.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("SyntaxError");
    assertThat(cache("bad_coding.cpython-311.pyc")).doesNotExist();
    assertThat(run("compile", "-qq", source.toString())).isEqualTo(new Result(1, "", ""));
  }

  @Test
  void dotsInPathsDoNoHarm() throws IOException {
    Path weird = source("foo..bar/test.py", "x = 123\n");
    assertThat(run("compile", "-q", weird.toString()).status()).isZero();
    assertThat(folder.resolve("foo..bar/__pycache__/test.cpython-311.pyc")).exists();
    assertThat(run("compile", "-q", folder + "/foo..bar/../foo..bar/test.py").status()).isZero();
    assertThat(folder.resolve("__pycache__")).doesNotExist();
  }

  @Test
  void modesSetTheFlags() throws IOException {
    Path source = source("_test.py", "x = 123\n");
    Path cache = cache("_test.cpython-311.pyc");
    run("compile", "-q", "--invalidation-mode=checked-hash", source.toString());
    PycHeader checked = PycHeader.read(Files.readAllBytes(cache));
    assertThat(checked.isHashBased()).isTrue();
    assertThat(checked.checksSource()).isTrue();
    run("compile", "-q", "--invalidation-mode=unchecked-hash", source.toString());
    PycHeader unchecked = PycHeader.read(Files.readAllBytes(cache));
    assertThat(unchecked.isHashBased()).isTrue();
    assertThat(unchecked.checksSource()).isFalse();
    assertThat(unchecked.sourceHash()).isEqualTo(checked.sourceHash());
  }

  @Test
  void whatIsMissingIsNamed() {
    Result missing = run("compile", "-q", folder + "/should_not_exists.py");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("No such file or directory");
    assertThat(run("compile", "-qq", folder + "/should_not_exists.py"))
        .isEqualTo(new Result(2, "", ""));
  }
}
