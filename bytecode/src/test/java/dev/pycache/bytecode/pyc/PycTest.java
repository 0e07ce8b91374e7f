package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
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

  @Test
  void headersOfOtherVersions() {
    PycHeader eight = PycHeader.timestamp(Magic.of(PythonVersion.CPYTHON_2_7), 0x1_2345_6789L, 7);
    assertThat(eight.toByteArray()).isEqualTo(hex("03f30d0a 89674523"));
    PycHeader twelve = PycHeader.timestamp(Magic.of(PythonVersion.CPYTHON_3_6), 0x2345_6789L, 2);
    assertThat(twelve.toByteArray()).isEqualTo(hex("330d0d0a 89674523 02000000"));
    PycHeader sixteen = PycHeader.timestamp(Magic.of(PythonVersion.PYPY_3_9), -1, 1L << 32);
    assertThat(sixteen.toByteArray()).isEqualTo(hex("50010d0a 00000000 ffffffff 00000000"));
    PycHeader hashed = PycHeader.hashed(Magic.of(PythonVersion.CPYTHON_3_7), 0x0102L, true);
    assertThat(hashed.toByteArray()).isEqualTo(hex("420d0d0a 03000000 0201000000000000"));
    assertThatThrownBy(() -> PycHeader.hashed(Magic.of(PythonVersion.CPYTHON_3_6), 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a header of 12 bytes has no flags");
  }

  @Test
  void onlyTheHeaderIsReplaced() throws PycFormatException {
    byte[] file = hex("a70d0d0a 03000000 f71da1d5f9e80d87 4e4e");
    PycHeader header = PycHeader.read(file).withTimestamp(0x2345_6789L, 2);
    header.replaceIn(file);
    assertThat(file).isEqualTo(hex("a70d0d0a 00000000 89674523 02000000 4e4e"));
    header.withHash(0x870D_E8F9_D5A1_1DF7L, false).replaceIn(file);
    assertThat(file).isEqualTo(hex("a70d0d0a 01000000 f71da1d5f9e80d87 4e4e"));
    byte[] other = hex("420d0d0a 00000000 00000000 00000000");
    assertThatThrownBy(() -> header.replaceIn(other)).isInstanceOf(IllegalArgumentException.class);
    byte[] cut = hex("a70d0d0a 00000000 00000000");
    assertThatThrownBy(() -> header.replaceIn(cut)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMagicNumberAlone() {
    assertThat(PycHeader.magicOf(hex("a70d0d0a"), 4)).isEqualTo(3495);
    assertThat(PycHeader.magicOf(hex("ffff0d0a00"), 5)).isEqualTo(0xFFFF);
    assertThat(PycHeader.magicOf(hex("a70d0d0a"), 3)).isEqualTo(PycHeader.NO_MAGIC);
    assertThat(PycHeader.magicOf(hex("a70d0a0d"), 4)).isEqualTo(PycHeader.NO_MAGIC);
    assertThat(PycHeader.magicOf(hex("a70d8d0a"), 4)).isEqualTo(PycHeader.NO_MAGIC);
    assertThat(PycHeader.magicOf(new byte[0], 0)).isEqualTo(PycHeader.NO_MAGIC);
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
