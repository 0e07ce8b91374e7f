package dev.pycache.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void eachByteIsOfNamesOrNot() {
    for (int place = 0; place < Long.BYTES; place++) {
      for (int b = 0; b < 0x100; b++) {
        byte[] text = {'n', 'a', '0', '_', 'Z', 'z', '9', 'A'};
        text[place] = (byte) b;
        boolean ofName = b < 0x80 && (b == '_' || Character.isLetterOrDigit(b));
        int behind = Words.countBefore(Words.notOfNames(Words.at(text, 0)));
        assertThat(behind).isEqualTo(ofName ? Long.BYTES : place);
        assertThat(Words.isOfNames(text, 0, Long.BYTES)).isEqualTo(ofName);
        assertThat(Words.isOfNames(text, 0, place)).isTrue();
        assertThat(Words.isAscii(text, 0, Long.BYTES)).isEqualTo(b < 0x80);
      }
    }
  }

  @Test
  void aTextIsSearchedInItsBoundsOnly() {
    byte[] text = "0123456789abcdefghi".getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from <= text.length; from++) {
      for (int limit = from; limit <= text.length; limit++) {
        for (byte wanted : text) {
          int expected = from;
          while (expected < limit && text[expected] != wanted) {
            expected++;
          }
          assertThat(Words.indexOf(text, from, limit, (char) wanted)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void eachByteIsUnusualOrNot() {
    for (int place = 0; place < Long.BYTES + 3; place++) {
      for (int b = 0; b < 0x100; b++) {
        byte[] text = "0123456789a".getBytes(StandardCharsets.US_ASCII);
        text[place] = (byte) b;
        boolean unusual = b == 0 || b == '\r' || b >= 0x80;
        int expected = unusual ? place : text.length;
        assertThat(Words.indexOfUnusual(text, 0)).isEqualTo(expected);
        assertThat(Words.indexOfUnusual(text, place)).isEqualTo(expected);
        assertThat(Words.indexOfUnusual(text, place + 1)).isEqualTo(text.length);
      }
    }
  }

  @Test
  void behindTheEndThereAreZeros() {
    byte[] text = {1, 2, 3};
    assertThat(Words.at(text, 0)).isEqualTo(0x030201);
    assertThat(Words.at(text, 3)).isZero();
    assertThat(Words.first(Words.at(text, 0), 2)).isEqualTo(0x0201);
  }
}
