package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalCases;
import dev.pycache.bytecode.marshal.MarshalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PycFileTest {
  private static final String HEADER = "a70d0d0a 00000000 89674523 02000000";

  @Test
  void whatIsReadIsWrittenAgain() throws IOException {
    for (MarshalCases c : MarshalCases.of(Target.CPYTHON_3_11)) {
      byte[] file = join(hex(HEADER), c.bytes(), hex("0102"));
      PycFile pyc = PycFile.read(file);
      assertThat(pyc.magic().python()).isEqualTo(PythonVersion.CPYTHON_3_11);
      assertThat(pyc.rest().value()).containsExactly(1, 2);
      assertThat(pyc.data().start()).isEqualTo(16);
      assertThat(pyc.toByteArray()).isEqualTo(file);
      byte[] canonical = pyc.canonicalBytes();
      assertThat(Arrays.copyOf(canonical, 16)).isEqualTo(hex(HEADER));
      assertThat(PycFile.read(canonical).code().names()).isEqualTo(pyc.code().names());
      assertThat(PycFile.read(canonical).canonicalBytes()).isEqualTo(canonical);
    }
  }

  @Test
  void headersOfOtherVersions() throws IOException {
    PycHeader eight = PycHeader.read(hex("03f30d0a 89674523"));
    assertThat(eight.size()).isEqualTo(8);
    assertThat(eight.mtime()).isEqualTo(0x23456789L);
    assertThat(eight.hasSourceSize()).isFalse();
    assertThat(eight.toByteArray()).isEqualTo(hex("03f30d0a 89674523"));
    PycHeader twelve = PycHeader.read(hex("330d0d0a 89674523 02000080"));
    assertThat(twelve.size()).isEqualTo(12);
    assertThat(twelve.mtime()).isEqualTo(0x23456789L);
    assertThat(twelve.sourceSize()).isEqualTo(0x80000002L);
    assertThat(twelve.toByteArray()).isEqualTo(hex("330d0d0a 89674523 02000080"));
  }

  @Test
  void filesThatAreNone() {
    assertThatThrownBy(() -> PycFile.read(hex("0102 0d0a")))
        .isInstanceOfSatisfying(PycFormatException.class, e -> assertThat(e.offset()).isEqualTo(0))
        .hasMessageContaining("513 is unknown");
    assertThatThrownBy(() -> PycFile.read(hex(HEADER + " 4e")))
        .isInstanceOfSatisfying(PycFormatException.class, e -> assertThat(e.offset()).isEqualTo(16))
        .hasMessageContaining("no code object");
    assertThatThrownBy(() -> PycFile.read(hex(HEADER)))
        .isInstanceOfSatisfying(
            MarshalException.class,
            e -> {
              assertThat(e.offset()).isEqualTo(16);
              assertThat(e.isTruncated()).isTrue();
            });
    assertThatThrownBy(() -> PycFile.read(hex("330d0d0a 89674523 0200")))
        .isInstanceOf(PycFormatException.class)
        .hasMessageContaining("10 bytes of 12");
  }

  @Test
  void everyMagicNumberHasAReadableHeader() throws IOException {
    for (int number = 0; number < 0x10000; number++) {
      byte[] bytes =
          ByteBuffer.allocate(16)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(number | 0x0A0D0000)
              .array();
      if (Magic.of(number).isPresent()) {
        PycHeader header = PycHeader.read(bytes);
        assertThat(header.toByteArray()).isEqualTo(Arrays.copyOf(bytes, header.size()));
      }
    }
  }

  private static byte[] join(byte[]... parts) throws IOException {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
