package dev.pycache.compiler.literal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "SPACE, 20",
    "space, 20",
    "ZERO WIDTH NO-BREAK SPACE, FEFF",
    "BYTE ORDER MARK, FEFF",
    "LATIN CAPITAL LETTER GHA, 1A2",
    "cjk compatibility ideograph-fa6d, FA6D",
    "HANGUL SYLLABLE GA, AC00",
    "HANGUL SYLLABLE HIH, D7A3",
    "HANGUL SYLLABLE A, C544",
    "CJK UNIFIED IDEOGRAPH-3400, 3400",
    "CJK UNIFIED IDEOGRAPH-04E00, 4E00",
    "CJK UNIFIED IDEOGRAPH-3134A, 3134A",
    "VARIATION SELECTOR-256, E01EF",
  })
  void known(String name, String code) {
    assertThat(lookup(name)).isEqualTo(Integer.parseInt(code, 16));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SPAC",
        "SPACES",
        "A",
        "ZZZZ",
        "hangul syllable ga",
        "HANGUL SYLLABLE ",
        "HANGUL SYLLABLE GAGGG",
        "CJK UNIFIED IDEOGRAPH-4e00",
        "CJK UNIFIED IDEOGRAPH-3134B",
        "CJK UNIFIED IDEOGRAPH-",
        "KEYCAP DIGIT ONE",
        "é"
      })
  void unknown(String name) {
    assertThat(lookup(name)).isEqualTo(-1);
  }

  /** In Java's newer version of Unicode every name of the older one is still there. */
  @Test
  void agreesWithJava() {
    for (int code = 0; code <= Character.MAX_CODE_POINT; code += 7) {
      if (Character.getType(code) != Character.CONTROL) {
        int found = Character.isDefined(code) ? lookup(Character.getName(code)) : -1;
        assertThat(found).isIn(-1, code);
      }
    }
  }

  private static int lookup(String name) {
    byte[] bytes = ("{" + name + "}").getBytes(StandardCharsets.UTF_8);
    return UnicodeNames.lookup(bytes, 1, bytes.length - 1);
  }
}
