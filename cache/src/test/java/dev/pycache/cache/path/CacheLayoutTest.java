package dev.pycache.cache.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expectations are importlib's answers, odd ones included. */
class CacheLayoutTest {
  private static final CacheLayout BESIDE = CacheLayout.of(Target.CPYTHON_3_11);

  private static CacheLayout below(String prefix) {
    return new CacheLayout("cpython-311", Optional.of(prefix));
  }

  @ParameterizedTest
  @CsvSource({
    "a.py, __pycache__/a.cpython-311.pyc",
    "./a.py, ./__pycache__/a.cpython-311.pyc",
    "/x/a.py, /x/__pycache__/a.cpython-311.pyc",
    "x//a.py, x/__pycache__/a.cpython-311.pyc",
    "/a.py, __pycache__/a.cpython-311.pyc",
    "//a.py, /__pycache__/a.cpython-311.pyc",
    "x/, x/__pycache__/cpython-311.pyc",
    "a, __pycache__/acpython-311.pyc",
    ".py, __pycache__/py.cpython-311.pyc",
    ".a.py, __pycache__/.a.cpython-311.pyc",
    "a/b//c.d.py, a/b/__pycache__/c.d.cpython-311.pyc",
    "é.py, __pycache__/é.cpython-311.pyc",
    "'', __pycache__/cpython-311.pyc",
  })
  void placesCachesBesideTheirSources(String source, String cache) {
    assertThat(BESIDE.cacheFromSource(source, "")).isEqualTo(cache);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "x1", "é", "²", "٣", "Ⅷ", "½"})
  void putsTheOptimizationIntoTheName(String optimization) {
    assertThat(BESIDE.cacheFromSource("a.py", optimization))
        .isEqualTo("__pycache__/a.cpython-311.opt-" + optimization + ".pyc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "a b", "1.0"})
  void refusesAnOptimizationThatIsNotAlphanumeric(String optimization) {
    assertThatThrownBy(() -> BESIDE.cacheFromSource("a.py", optimization))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not alphanumeric");
  }

  @ParameterizedTest
  @CsvSource({
    "/p, /x/a.py, /p/x/a.cpython-311.pyc",
    "p/, /x/a.py, p/x/a.cpython-311.pyc",
    "/p//, //x//a.py, /p/x/a.cpython-311.pyc",
  })
  void placesCachesBelowThePrefix(String prefix, String source, String cache) {
    assertThat(below(prefix).cacheFromSource(source, "")).isEqualTo(cache);
  }

  @Test
  void takesRelativeSourcesFromTheWorkingFolder() {
    String folder = System.getProperty("user.dir");
    assertThat(below("/p").cacheFromSource("d/a.py", ""))
        .isEqualTo("/p" + folder + "/d/a.cpython-311.pyc");
    assertThat(below("/p").cacheFromSource("/a.py", ""))
        .isEqualTo("/p" + folder + "/a.cpython-311.pyc");
  }

  @ParameterizedTest
  @CsvSource({
    "x/__pycache__/a.cpython-311.pyc, x/a.py",
    "__pycache__/a.cpython-311.opt-2.pyc, a.py",
    "__pycache__/a.pypy39.pyc, a.py",
    "/x/__pycache__/a.b.c, /x/a.py",
  })
  void findsTheSourceOfACache(String cache, String source) {
    assertThat(BESIDE.sourceFromCache(cache)).isEqualTo(source);
  }

  @Test
  void findsTheSourceOfACacheBelowThePrefix() {
    assertThat(below("/p").sourceFromCache("/p/x/a.cpython-311.pyc")).isEqualTo("/x/a.py");
    assertThat(below("/p//").sourceFromCache("/p/x/a.cpython-311.pyc")).isEqualTo("/x/a.py");
    assertThat(below("/p").sourceFromCache("/x/__pycache__/a.cpython-311.pyc"))
        .isEqualTo("/x/a.py");
    assertThatThrownBy(() -> below("/p").sourceFromCache("p/x/a.cpython-311.pyc"))
        .hasMessageContaining("__pycache__ not bottom-level directory");
  }

  @ParameterizedTest
  @CsvSource({
    "x/a.cpython-311.pyc, __pycache__ not bottom-level directory",
    "__pycache__/a.pyc, expected only 2 or 3 dots",
    "__pycache__/a.b.cpython-311.opt-1.pyc, expected only 2 or 3 dots",
    "__pycache__/a.cpython-311.opt1.pyc, does not start with",
    "__pycache__/a.cpython-311.opt-.pyc, is not an alphanumeric value",
    "__pycache__/a.cpython-311.opt-x-y.pyc, is not an alphanumeric value",
  })
  void refusesWhatIsNoCache(String cache, String message) {
    assertThatThrownBy(() -> BESIDE.sourceFromCache(cache))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** What the releases 3.11.7, 3.12.1, 3.13.0 and 3.14 say; the first three fail where told so. */
  @ParameterizedTest
  @CsvSource({
    "cpython-311, ./x/a.py, /p/w/./x/a.cpython-311.pyc",
    "cpython-312, ./x/a.py, /p/w/x/a.cpython-312.pyc",
    "cpython-312, ././a.py, /p/w/./a.cpython-312.pyc",
    "cpython-311, ./a.py, /p/w/./a.cpython-311.pyc",
    "cpython-312, ./a.py, /p/w/./a.cpython-312.pyc",
    "cpython-314, //a.py, /p/a.cpython-314.pyc",
    "pypy311, ./x/a.py, /p/w/./x/a.pypy311.pyc",
    "unknown, ./x/a.py, /p/w/x/a.unknown.pyc",
  })
  void everyVersionHasItsOwnWayFromTheWorkingFolder(String tag, String source, String cache) {
    var layout = new CacheLayout(tag, Optional.of("/p"));
    assertThat(layout.cacheFromSource(source, "", () -> "/w")).isEqualTo(cache);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpython-38", "cpython-311", "cpython-313", "pypy39"})
  void theRootFolderHasNoPlaceBelowAPrefix(String tag) {
    var layout = new CacheLayout(tag, Optional.of("/p"));
    assertThatThrownBy(() -> layout.cacheFromSource("//a.py", ""))
        .isInstanceOfSatisfying(
            PathRefusedException.class, e -> assertThat(e.pythonName()).isEqualTo("IndexError"))
        .hasMessage("string index out of range");
    assertThatThrownBy(() -> layout.cacheFromSource("a.py", "", () -> "/"))
        .isInstanceOf(PathRefusedException.class);
    assertThat(layout.cacheFolder("/")).isEqualTo("/p");
  }

  @Test
  void namesOfOldVersionsTellThatTheyAreOptimisedButNotHowMuch() {
    var layout = new CacheLayout("cpython-34", Optional.empty());
    assertThat(layout.cacheFromSource("a.py", "")).isEqualTo("__pycache__/a.cpython-34.pyc");
    assertThat(layout.cacheFromSource("a.py", "2")).isEqualTo("__pycache__/a.cpython-34.pyo");
    assertThatThrownBy(() -> layout.sourceFromCache("__pycache__/a.cpython-34.opt-1.pyc"))
        .hasMessage("expected only 2 dots in 'a.cpython-34.opt-1.pyc'");
  }

  @Test
  void messagesQuoteAsPythonDoes() {
    assertThatThrownBy(() -> BESIDE.sourceFromCache("it's\udcff/\u0085.pyc"))
        .hasMessage("__pycache__ not bottom-level directory in \"it's\\udcff/\\x85.pyc\"");
    assertThatThrownBy(() -> BESIDE.cacheFromSource("a.py", "\u0301"))
        .hasMessage("'\u0301' is not alphanumeric");
  }

  /** U+1DF25 came with Unicode 15, which 3.12 was the first to have. */
  @Test
  void lettersAreThoseOfTheVersion() {
    String letter = Character.toString(0x1DF25);
    assertThat(new CacheLayout("cpython-312", Optional.empty()).cacheFromSource("a.py", letter))
        .contains(letter);
    assertThatThrownBy(() -> BESIDE.cacheFromSource("a.py", letter))
        .hasMessage("'\\U0001df25' is not alphanumeric");
  }

  @Test
  void legacyCachesStandBesideTheirSources() {
    assertThat(CacheLayout.legacy("x/a.py")).isEqualTo("x/a.pyc");
  }
}
