package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PycHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "1700000000, 12345",
    "0, 0",
    "-1, 1",
    "4294967297, 4294967296",
    "2147483648, 2147483648",
    "255, 65535",
  })
  void knowsTheBytesOfATimestampHeader(long mtime, long size) {
    Target target = Target.newest();
    byte[] header = PycHeader.timestamp(target, mtime, size).toByteArray();
    assertThat(PycHeader.isTimestamp(header, target, mtime, size)).isTrue();
    for (int i = 0; i < PycHeader.SIZE * Byte.SIZE; i++) {
      byte[] other = header.clone();
      other[i / Byte.SIZE] ^= (byte) (1 << i % Byte.SIZE);
      assertThat(PycHeader.isTimestamp(other, target, mtime, size)).as("bit %d", i).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aTargetsHeadersAreThoseOfItsMagicNumber(Target target) {
    Magic magic = Magic.of(target.python());
    assertThat(PycHeader.timestamp(target, 1, 2)).isEqualTo(PycHeader.timestamp(magic, 1, 2));
    assertThat(PycHeader.hashed(target, 3, true)).isEqualTo(PycHeader.hashed(magic, 3, true));
  }
}
