package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> NAMES =
      List.of("compile", "clean", "canonicalise", "dis", "diff", "invalidation-mode", "no-recurse");

  @ParameterizedTest
  @CsvSource({
    "compile, compile",
    "complie, compile",
    "Compile, compile",
    "compil, compile",
    "ccompile, compile",
    "comp, compile",
    "claen, clean",
    "canonicalize, canonicalise",
    "dsi, dis",
    "dif, diff",
    "invalidation_mode, invalidation-mode",
    "invalidate-mode, invalidation-mode",
  })
  void findsWhatWasMeant(String word, String meant) {
    assertThat(Suggestion.nearest(word, NAMES)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "''", "frobnicate", "install", "co", "discover-everything-there-is"})
  void saysNothingOfWhatIsFar(String word) {
    assertThat(Suggestion.nearest(word, NAMES)).isNull();
    assertThat(Suggestion.text(word, NAMES)).isEmpty();
  }

  @Test
  void aVeryLongWordCostsNothing() {
    assertThat(Suggestion.nearest("x".repeat(1_000_000), NAMES)).isNull();
  }
}
