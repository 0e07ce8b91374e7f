package dev.pycache.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static @Nullable String error(int... values) {
    return Utf8.decodeError(bytes(values), 0, values.length);
  }

  @Test
  void saysWhatCPythonSaysOfWrongBytes() {
    assertThat(error('a', 0xFF))
        .isEqualTo("'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
    assertThat(error(0xE2, 0x82, 'x'))
        .isEqualTo("'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte");
    assertThat(error(0xF0, 0x9F, 0x98))
        .isEqualTo("'utf-8' codec can't decode bytes in position 0-2: unexpected end of data");
    assertThat(error(0xED, 0xA0, 0x80))
        .isEqualTo("'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte");
    assertThat(error('a', 0xC3, 0xA9)).isNull();
  }

  @Test
  void replacesWhatLooksLikeOneCharacterByOne() {
    byte[] wrong = bytes('a', 0xE2, 0x82, 'b', 0xFF, 0xC0, 0x80);
    assertThat(Utf8.decodeReplacing(wrong, 0, wrong.length))
        .isEqualTo("a\uFFFDb\uFFFD\uFFFD\uFFFD");
    assertThat(Utf8.countCharacters(wrong, 0, wrong.length)).isEqualTo(6);
  }
}
