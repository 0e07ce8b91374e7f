package dev.pycache.bytecode.pyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The hashes that the interpreters give: {@code hashes/VERSION.txt}. */
class SourceHashTest {
  @Test
  void hashesAreThoseOfTheInterpreters() throws IOException {
    for (PythonVersion python : PythonVersion.values()) {
      String name = "hashes/" + python.version() + ".txt";
      try (InputStream in = SourceHashTest.class.getResourceAsStream(name)) {
        assertThat(in != null).as(name).isEqualTo(python.hasHashBasedCaches());
        if (in != null) {
          var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
          lines
              .lines()
              .filter(line -> !line.startsWith("#"))
              .forEach(line -> assertHash(python, line.split(" ", 2)));
        }
      }
    }
  }

  private static void assertHash(PythonVersion python, String[] row) {
    byte[] source = new byte[Integer.parseInt(row[0])];
    for (int i = 0; i < source.length; i++) {
      source[i] = (byte) (7 * i + source.length);
    }
    String what = python + ", " + source.length + " bytes";
    assertThat(hex(SourceHash.of(python, source))).as(what).isEqualTo(row[1]);
    byte[] larger = Arrays.copyOf(source, source.length + 11);
    Arrays.fill(larger, source.length, larger.length, (byte) 0x55);
    assertThat(hex(SourceHash.of(python, larger, source.length))).as(what).isEqualTo(row[1]);
  }

  private static String hex(long hash) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(hash)).array();
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void olderVersionsHaveNone() {
    assertThatThrownBy(() -> SourceHash.of(PythonVersion.CPYTHON_3_6, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3.6 has no hash-based files");
  }
}
