package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
  @Test
  void writesOddBytesOfFileNamesAsTheyAre() {
    assertThat(Output.encode("aé😀\uDCFF\uDC80")).isEqualTo(bytes("aé😀", 0xFF, 0x80));
    assertThat(Output.encode("\uD800x")).isEqualTo(bytes("\\ud800x"));
  }

  private static byte[] bytes(String text, int... more) {
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    for (int one : more) {
      out.write(one);
    }
    return out.toByteArray();
  }

  @Test
  void remembersThatTextWasLost() {
    var closed =
        new Output(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    assertThat(closed.failed()).isFalse();
    closed.print("x");
    closed.print("y");
    closed.flush();
    assertThat(closed.failed()).isTrue();
  }
}
