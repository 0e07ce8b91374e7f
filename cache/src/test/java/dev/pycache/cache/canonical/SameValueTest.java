package dev.pycache.cache.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.CodeLayout;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameValueTest {
  private static final PythonVersion PYTHON = PythonVersion.CPYTHON_3_15;

  private static boolean same(String a, String b) throws MarshalException {
    return SameValue.of(CodeLayout.of(PYTHON), read(a).root(), read(b).root());
  }

  /** A code object with this first constant, name and line number. */
  private static String code(String constant, String name, int line) {
    return "c"
        + "\0".repeat(20)
        + "s\0\0\0\0)\1"
        + constant
        + ")\0)\0s\0\0\0\0z\1f"
        + name
        + "z\1q"
        + (char) line
        + "\0\0\0s\0\0\0\0s\0\0\0\0";
  }

  private static MarshalData read(String text) throws MarshalException {
    String bytes = text;
    while (bytes.contains("<<")) {
      int start = bytes.indexOf("<<");
      int end = bytes.indexOf(">>", start);
      String[] parts = bytes.substring(start + 2, end).split(",");
      bytes =
          bytes.substring(0, start)
              + code(parts[0], parts[1], Integer.parseInt(parts[2]))
              + bytes.substring(end + 2);
    }
    return MarshalReader.readData(PYTHON, bytes.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  /** Marshal data as Latin-1, where {@code <<constant,name,line>>} is a code object. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "N N true",
        "N T false",
        "z\1a Z\1a true",
        "z\1a z\1b false",
        "z\1a s\1\0\0\0a false",
        ")\2\u00fa\1ar\0\0\0\0 )\2z\1az\1a true",
        ")\2\u00fa\1ar\0\0\0\0 )\2z\1az\1b false",
        ")\1N [\1\0\0\0N false",
        ")\1N )\2NN false",
        "g\0\0\0\0\0\0\u00f8\u007f g\0\0\0\0\0\0\u00f8\u007f true",
        "g\0\0\0\0\0\0\u00f8\u007f g\1\0\0\0\0\0\u00f8\u007f false",
        "g\0\0\0\0\0\0\0\0 g\0\0\0\0\0\0\0\u0080 false",
        ">\2\0\0\0NT >\2\0\0\0TN true",
        ">\2\0\0\0NT >\2\0\0\0NF false",
        ">\2\0\0\0NT <\2\0\0\0NT false",
        ">\1\0\0\0g\0\0\0\0\0\0\u00f8\u007f >\1\0\0\0g\0\0\0\0\0\0\u00f8\u007f true",
        ">\1\0\0\0)\2NT >\1\0\0\0)\2TN false",
        "{NT0 {NT0 true",
        "{NT0 {NF0 false",
        "{NT0 }NT0 false",
        ":NTN :NTN true",
        ":NTN :NNN false",
        "<<N,z\1f,1>> <<N,z\1f,1>> true",
        "<<N,z\1f,1>> <<T,z\1f,1>> false",
        "<<N,z\1f,1>> <<N,z\1g,1>> false",
        "<<N,z\1f,1>> <<N,z\1f,2>> false",
        "<<N,z\1f,1>> <<N,Z\1f,1>> true",
        ">\1\0\0\0<<N,z\1f,1>> >\1\0\0\0<<N,z\1f,1>> true",
        ">\1\0\0\0<<N,z\1f,1>> >\1\0\0\0<<N,z\1f,2>> false",
        "\u00db\1\0\0\0r\0\0\0\0 \u00db\1\0\0\0r\0\0\0\0 true",
      })
  void comparesByValue(String a, String b, boolean expected) throws Exception {
    assertThat(same(a, b)).isEqualTo(expected);
  }

  /** Each tuple holds the one before twice. */
  @Test
  void comesToAnEndWhateverIsShared() throws Exception {
    var nested = new StringBuilder();
    int depth = 200;
    nested.append("\u00a9\2".repeat(depth)).append("NN");
    for (int i = depth - 1; i > 0; i--) {
      nested.append('r').append((char) i).append("\0\0\0");
    }
    assertThat(same(nested.toString(), nested.toString())).isTrue();
    assertThat(same(nested.toString(), nested.toString().replace("NN", "NT"))).isFalse();
  }
}
