package dev.pycache.compiler.literal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
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

  @ParameterizedTest
  @CsvSource({
    "KAWI LETTER A, 11F04, 3.12.1",
    "IDEOGRAPHIC DESCRIPTION CHARACTER SUBTRACTION, 31EF, 3.13.0",
    "CJK UNIFIED IDEOGRAPH-31350, 31350, 3.12.1",
    "CJK UNIFIED IDEOGRAPH-2EBF0, 2EBF0, 3.13.0",
    "hangul syllable ga, AC00, 3.13.18",
    "TANGUT IDEOGRAPH-17000, 17000, 3.13.18",
    "GARAY CAPITAL LETTER A, 10D50, 3.14.2",
  })
  void knownFrom(String name, String code, String release) {
    Target first = Target.parse(release).orElseThrow();
    assertThat(lookup(name, first)).isEqualTo(Integer.parseInt(code, 16));
    assertThat(lookup(name, Target.values()[first.ordinal() - 1])).isEqualTo(-1);
  }

  @Test
  void olderNamesStay() {
    assertThat(lookup("SPACE", Target.CPYTHON_3_14)).isEqualTo(' ');
    assertThat(lookup("VARIATION SELECTOR-256", Target.CPYTHON_3_13)).isEqualTo(0xE01EF);
    assertThat(lookup("CJK UNIFIED IDEOGRAPH-04E00", Target.CPYTHON_3_14)).isEqualTo(-1);
  }

  private static int lookup(String name) {
    return lookup(name, Target.CPYTHON_3_11);
  }

  private static int lookup(String name, Target target) {
    byte[] bytes = ("{" + name + "}").getBytes(StandardCharsets.UTF_8);
    return new UnicodeNames(target).lookup(bytes, 1, bytes.length - 1);
  }
}
