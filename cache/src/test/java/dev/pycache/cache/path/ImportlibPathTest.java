package dev.pycache.cache.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code PEP3147Tests} of CPython's {@code test_importlib/test_util.py} asserts of paths, for
 * every tag of a version that has importlib, and one that is not known. {@code
 * docs/cpython-tests.md} has the list.
 */
class ImportlibPathTest {
  private static final String LETTERS_AND_DIGITS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private static CacheLayout of(String tag) {
    return new CacheLayout(tag, Optional.empty());
  }

  private static CacheLayout below(String prefix) {
    return new CacheLayout("cpython-311", Optional.of(prefix));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CPYTHON_2_7", "CPYTHON_3_0", "CPYTHON_3_1"},
      mode = EnumSource.Mode.EXCLUDE)
  void cacheFromSource(PythonVersion python) {
    String tag = python.cacheTag();
    assertThat(of(tag).cacheFromSource("foo/bar/baz/qux.py", ""))
        .isEqualTo("foo/bar/baz/__pycache__/qux." + tag + ".pyc");
  }

  @Test
  void cacheFromSourceNoDot() {
    assertThat(of("graalpy242-311").cacheFromSource("foo.bar/file", ""))
        .isEqualTo("foo.bar/__pycache__/filegraalpy242-311.pyc");
  }

  @Test
  void cacheFromSourceCwd() {
    assertThat(of("mine").cacheFromSource("foo.py", "")).isEqualTo("__pycache__/foo.mine.pyc");
  }

  @Test
  void cacheFromSourceOptimizationSet() {
    assertThat(of("cpython-311").cacheFromSource("foo.py", LETTERS_AND_DIGITS))
        .isEqualTo("__pycache__/foo.cpython-311.opt-" + LETTERS_AND_DIGITS + ".pyc");
    assertThat(of("cpython-311").cacheFromSource("foo.py", "42"))
        .isEqualTo("__pycache__/foo.cpython-311.opt-42.pyc");
    assertThatThrownBy(() -> of("cpython-311").cacheFromSource("foo.py", "path/is/bad"))
        .isInstanceOfSatisfying(
            PathRefusedException.class, e -> assertThat(e.pythonName()).isEqualTo("ValueError"))
        .hasMessage("'path/is/bad' is not alphanumeric");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpython-39", "pypy39", "mine"})
  void sourceFromCache(String tag) {
    assertThat(of(tag).sourceFromCache("foo/bar/baz/__pycache__/qux." + tag + ".pyc"))
        .isEqualTo("foo/bar/baz/qux.py");
  }

  @Test
  void sourceFromCacheOptimizedBytecode() {
    assertThat(of("cpython-311").sourceFromCache("__pycache__/foo.cpython-311.opt-1.pyc"))
        .isEqualTo("foo.py");
  }

  /** Bad path, no slash, too few dots, too many dots, not opt, no __pycache__, no level. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/foo/bar/bazqux.pyc | __pycache__ not bottom-level directory in '/foo/bar/bazqux.pyc'",
        "foo.cpython-32.pyc | __pycache__ not bottom-level directory in 'foo.cpython-32.pyc'",
        "__pycache__/foo.pyc | expected only 2 or 3 dots in 'foo.pyc'",
        "__pycache__/foo.cpython-32.opt-1.foo.pyc | expected only 2 or 3 dots in 'foo.cpython-32.opt-1.foo.pyc'",
        "__pycache__/foo.cpython-32.foo.pyc | optimization portion of filename does not start with 'opt-'",
        "/foo/bar/foo.cpython-32.foo.pyc | __pycache__ not bottom-level directory in '/foo/bar/foo.cpython-32.foo.pyc'",
        "__pycache__/foo.cpython-311.opt-.pyc | optimization level 'opt-' is not an alphanumeric value",
      })
  void sourceFromCacheRefuses(String path, String message) {
    assertThatThrownBy(() -> of("cpython-311").sourceFromCache(path))
        .isInstanceOfSatisfying(
            PathRefusedException.class, e -> assertThat(e.pythonName()).isEqualTo("ValueError"))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/bytecode, /tmp/bytecode/foo/bar/baz/qux.cpython-311.pyc",
    "/tmp/☃, /tmp/☃/foo/bar/baz/qux.cpython-311.pyc",
    "/tmp/trailing-slash/, /tmp/trailing-slash/foo/bar/baz/qux.cpython-311.pyc",
  })
  void cacheFromSourceRespectsPycachePrefix(String prefix, String cache) {
    assertThat(below(prefix).cacheFromSource("/foo/bar/baz/qux.py", "")).isEqualTo(cache);
  }

  @Test
  void cacheFromSourceRespectsPycachePrefixRelative() {
    assertThat(below("/tmp/bytecode").cacheFromSource("foo/bar/baz/qux.py", "", () -> "/in/here"))
        .isEqualTo("/tmp/bytecode/in/here/foo/bar/baz/qux.cpython-311.pyc");
  }

  @Test
  void sourceFromCacheInsidePycachePrefix() {
    assertThat(
            below("/tmp/bytecode").sourceFromCache("/tmp/bytecode/foo/bar/baz/qux.cpython-311.pyc"))
        .isEqualTo("/foo/bar/baz/qux.py");
  }

  @Test
  void sourceFromCacheOutsidePycachePrefix() {
    assertThat(
            below("/tmp/bytecode").sourceFromCache("foo/bar/baz/__pycache__/qux.cpython-311.pyc"))
        .isEqualTo("foo/bar/baz/qux.py");
  }
}
