package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PycTest {
  private static final Target TARGET = Target.CPYTHON_3_11;

  @Test
  void timestampHeader() throws PycFormatException {
    PycHeader header = PycHeader.timestamp(TARGET, 0x1_2345_6789L, 0x1_0000_0002L);
    assertThat(header.toByteArray()).isEqualTo(hex("a70d0d0a 00000000 89674523 02000000"));
    assertThat(PycHeader.read(header.toByteArray())).isEqualTo(header);
    assertThat(header.mtime()).isEqualTo(0x2345_6789L);
    assertThat(header.sourceSize()).isEqualTo(2);
    assertThat(header.isHashBased()).isFalse();
    assertThat(PycHeader.timestamp(TARGET, -1, 0xFFFF_FFFFL).sourceSize()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void hashedHeader() throws PycFormatException {
    long hash = SourceHash.of(TARGET, "x=1\n".getBytes(StandardCharsets.US_ASCII));
    PycHeader header = PycHeader.hashed(TARGET, hash, true);
    assertThat(header.toByteArray()).isEqualTo(hex("a70d0d0a 03000000 f71da1d5f9e80d87"));
    assertThat(PycHeader.read(header.toByteArray()).checksSource()).isTrue();
    assertThat(PycHeader.hashed(TARGET, hash, false).flags()).isEqualTo(1);
  }

  @Test
  void badHeaders() {
    assertBad("a70d", "bad magic number");
    assertBad("a70d0d0d 00000000 00000000 00000000", "bad magic number");
    assertBad("a70d0d0a 00000000", "reached EOF");
    assertBad("a70d0d0a 04000000 00000000 00000000", "invalid flags 0x4");
  }

  private static void assertBad(String bytes, String message) {
    assertThatThrownBy(() -> PycHeader.read(hex(bytes)))
        .isInstanceOf(PycFormatException.class)
        .hasMessageContaining(message);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
