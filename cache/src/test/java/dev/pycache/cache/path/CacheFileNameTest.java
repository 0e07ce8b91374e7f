package dev.pycache.cache.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.path.TemporaryName.Writer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFileNameTest {
  @ParameterizedTest
  @CsvSource({
    "a.cpython-311.pyc, a, cpython-311, '', 3.11",
    "a.cpython-311.opt-1.pyc, a, cpython-311, 1, 3.11",
    "a.cpython-34.pyo, a, cpython-34, '', 3.4",
    "a.b.cpython-312.pyc, a.b, cpython-312, '', 3.12",
    "a.b.c.cpython-312.opt-2.pyc, a.b.c, cpython-312, 2, 3.12",
    "test_a.cpython-312-pytest-8.4.1.pyc, test_a, cpython-312-pytest-8.4.1, '', 3.12",
    "a.b.cpython-312-pytest-9.0.0rc1.opt-1.pyc, a.b, cpython-312-pytest-9.0.0rc1, 1, 3.12",
    "test_a.cpython-27-PYTEST.pyc, test_a, cpython-27-PYTEST, '', 2.7",
    "a.pypy39-pytest-7.4.4.pyo, a, pypy39-pytest-7.4.4, '', pypy3.9",
    "a.graalpy242-311.pyc, a, graalpy242-311, '', ''",
    "a.graalpy-38-native.pyc, a, graalpy-38-native, '', ''",
    "a.pypy39.pyc, a, pypy39, '', pypy3.9",
    "a.pypy-41.pyc, a, pypy-41, '', ''",
    "a.jython-27.pyc, a, jython-27, '', ''",
    "a.cpython-313t.pyc, a, cpython-313t, '', ''",
    "a.b2.3.cpython-312.pyc, a.b2.3, cpython-312, '', 3.12",
    "cpython-311.cpython-311.pyc, cpython-311, cpython-311, '', 3.11",
    ".a.cpython-311.pyc, .a, cpython-311, '', 3.11",
    "a.mine.pyc, a, mine, '', ''",
    "a.b.c.mine.pyc, a.b.c, mine, '', ''",
    "a.cpython-311.opt-é.pyc, a, cpython-311, é, 3.11",
    "a.cpython-311.opt-.pyc, a.cpython-311, opt-, '', ''",
    "a..pyc.cpython-311.pyc, a..pyc, cpython-311, '', 3.11",
  })
  void takesNamesOfCachesApart(
      String fileName, String module, String tag, String optimization, String python) {
    CacheName name = CacheName.parse(fileName).orElseThrow();
    assertThat(name.module()).isEqualTo(module);
    assertThat(name.tag()).isEqualTo(tag);
    assertThat(name.optimization()).isEqualTo(optimization);
    assertThat(name.python()).isEqualTo(PythonVersion.parse(python));
    assertThat(CacheFileName.parse(fileName)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.py", ".pyc", "a.pyd", ".cpython-311.pyc", "..pyc", "README"})
  void noOtherNamesHaveTags(String fileName) {
    assertThat(CacheName.parse(fileName)).isEmpty();
  }

  @Test
  void everyCacheOfALayoutIsKnownByItsName() {
    for (PythonVersion python : PythonVersion.values()) {
      if (!python.cacheTag().isEmpty()) {
        var layout = new CacheLayout(python.cacheTag(), Optional.empty());
        for (String level : new String[] {"", "1", "2"}) {
          CacheName name = CacheName.parse(layout.cacheName("a.b.py", level)).orElseThrow();
          assertThat(name.sourceName()).isEqualTo("a.b.py");
          assertThat(name.python()).contains(python);
          assertThat(name.isOptimized()).isEqualTo(!level.isEmpty());
        }
      }
    }
  }

  @Test
  void saysWhoWroteACache() {
    CacheName name = CacheName.parse("a.cpython-312-pytest-8.4.1.pyc").orElseThrow();
    assertThat(name.implementation()).isEqualTo("cpython");
    assertThat(name.interpreter()).isEqualTo("cpython-312");
    assertThat(name.runner()).isEqualTo("pytest-8.4.1");
    assertThat(CacheName.parse("a.graalpy242-311.pyc").orElseThrow().implementation())
        .isEqualTo("graalpy");
    assertThat(CacheName.parse("a.pypy39.pyc").orElseThrow().runner()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.pyc, a, .pyc, a.py",
    "a.pyo, a, .pyo, a.py",
    "a$py.class, a, $py.class, a.py",
    "a.b.pyc, a.b, .pyc, a.b.py",
    "a.cpython-311.pyc, a.cpython-311, .pyc, a.cpython-311.py",
  })
  void knowsCachesBesideTheirSources(String file, String module, String suffix, String source) {
    assertThat(CacheFileName.parseBesideSource(file)).contains(new LegacyName(module, suffix));
    assertThat(LegacyName.parse(file).orElseThrow().sourceName()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {".pyc", "$py.class", "a.py", "a.class", "a"})
  void noOtherFileBesideASourceIsACache(String fileName) {
    assertThat(CacheFileName.parseBesideSource(fileName)).isEmpty();
  }

  @Test
  void temporaryNamesOfOursSayWhoWrites() {
    TemporaryName name = TemporaryName.of("0123abcd", 4711, 99, 0);
    assertThat(name.fileName()).isEqualTo(".pycache-0123abcd-4711-99-0.tmp");
    assertThat(CacheFileName.parse(name.fileName())).contains(name);
    assertThat(CacheFileName.parseBesideSource(name.fileName())).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "a.cpython-311.pyc.140234866534672, IMPORTLIB, a.cpython-311.pyc, 0, 140234866534672",
    "a.pyc.140234866534672, IMPORTLIB, a.pyc, 0, 140234866534672",
    "a.cpython-34.pyo.3074457345, IMPORTLIB, a.cpython-34.pyo, 0, 3074457345",
    "a.cpython-312-pytest-8.4.1.pyc.77, PYTEST, a.cpython-312-pytest-8.4.1.pyc, 77, 0",
    "a.cpython-312-pytest-8.4.1.pyc.1234567, PYTEST, a.cpython-312-pytest-8.4.1.pyc, 1234567, 0",
    "a.cpython-27-PYTEST.pyc.5, PYTEST, a.cpython-27-PYTEST.pyc, 5, 0",
  })
  void knowsTemporaryNamesOfOthers(
      String file, Writer writer, String cache, long process, long number) {
    TemporaryName name = new TemporaryName(writer, cache, "", process, 0, number);
    assertThat(CacheFileName.parse(file)).contains(name);
    assertThat(name.fileName()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.pyc.1",
        "a.pyc.12345",
        "a.pyc.0123456",
        ".pyc.123456",
        "a.py.140234866534672",
        ".pycache-0123abcd-4711-99.tmp",
        ".pycache-0123ABCD-1-2-3.tmp",
        ".pycache-x.tmp",
        "a.tmp",
        ".pycache-0123abcd-04711-99-0.tmp",
        "a.pyc.99999999999999999999"
      })
  void nothingElseIsTemporary(String fileName) {
    assertThat(TemporaryName.parse(fileName)).isEmpty();
  }
}
