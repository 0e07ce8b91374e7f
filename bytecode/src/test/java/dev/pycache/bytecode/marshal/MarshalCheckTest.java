package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalProblem.Raised;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the interpreters load and what not: {@code check/VERSION.txt}. */
class MarshalCheckTest {
  private static final PythonVersion PYTHON = PythonVersion.CPYTHON_3_11;

  private final MarshalCheck check = new MarshalCheck();

  @Test
  void verdictsAreThoseOfTheInterpreters() throws IOException {
    for (PythonVersion python : PythonVersion.values()) {
      Map<String, byte[]> fields = new LinkedHashMap<>();
      for (String line : lines(python)) {
        String[] words = line.split(" ", 3);
        if (words[0].equals("field")) {
          fields.put(words[1], bytes(words[2]));
        } else if (fields.containsKey(words[0])) {
          assertVerdict(python, line, code(fields, words[0], bytes(words[1])), words[2]);
        } else {
          assertVerdict(python, line, bytes(words[0]), words[1]);
        }
      }
      assertThat(fields.keySet())
          .as(python.version())
          .hasSameSizeAs(CodeLayout.of(python).fields());
    }
  }

  private static List<String> lines(PythonVersion python) throws IOException {
    String name = "check/" + python.version() + ".txt";
    try (InputStream in = MarshalCheckTest.class.getResourceAsStream(name)) {
      if (in == null) {
        return fail("no resource " + name);
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines();
      return lines.filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }
  }

  private static byte[] bytes(String text) {
    if (text.equals("-")) {
      return new byte[0];
    }
    if (text.contains("*")) { // so many times the same, and what stands behind
      String[] parts = text.split("[*+]", 3);
      return HexFormat.of().parseHex(parts[0].repeat(Integer.parseInt(parts[1])) + parts[2]);
    }
    return HexFormat.of().parseHex(text);
  }

  private static byte[] code(Map<String, byte[]> fields, String replaced, byte[] with) {
    var code = new ByteArrayOutputStream();
    code.write(TypeCode.CODE);
    fields.forEach((field, sound) -> code.writeBytes(field.equals(replaced) ? with : sound));
    return code.toByteArray();
  }

  private void assertVerdict(PythonVersion python, String line, byte[] bytes, String expected) {
    MarshalProblem problem = code(python, bytes);
    String verdict =
        problem == null
            ? "code"
            : switch (problem.raised()) {
              case IMPORT_ERROR -> "object";
              case CRASH -> "dies";
              default -> problem.raised().pythonName();
            };
    String known =
        switch (expected) {
          case "RecursionError" -> "dies"; // so newer versions end a recursion that has no end
          case "MemoryError" -> "EOFError"; // there is no memory for what there are no bytes for
          default -> expected;
        };
    assertThat(verdict).as(python + ": " + line + ": " + problem).isEqualTo(known);
  }

  private @Nullable MarshalProblem code(PythonVersion python, byte[] bytes) {
    return check.code(python, CodeLayout.of(python), bytes, 0, bytes.length);
  }

  @Test
  void whatTheInterpretersWroteIsLoadedAndNothingLess() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      MarshalProblem problem = code(c.python(), c.bytes());
      if (c.repr().equals("code")) {
        assertThat(problem).as(c.toString()).isNull();
      } else {
        assertThat(problem)
            .as(c.toString())
            .isEqualTo(new MarshalProblem(Raised.IMPORT_ERROR, "Non-code object", 0));
      }
      for (int length = 0; length < c.bytes().length; length += 1 + length / 16) {
        assertThat(code(c.python(), Arrays.copyOf(c.bytes(), length)))
            .as(c + " up to " + length)
            .isNotNull();
      }
    }
  }

  @Test
  void looksAtNothingButItsPartOfTheArray() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      if (c.repr().equals("code")) {
        byte[] larger = new byte[c.bytes().length + 100];
        Arrays.fill(larger, (byte) '?');
        System.arraycopy(c.bytes(), 0, larger, 50, c.bytes().length);
        CodeLayout layout = CodeLayout.of(c.python());
        assertThat(check.code(c.python(), layout, larger, 50, larger.length)).isNull();
        int end = 50 + c.bytes().length;
        assertThat(check.code(c.python(), layout, larger, 50, end)).isNull();
        assertThat(check.code(c.python(), layout, larger, 50, end - 1)).isNotNull();
      }
    }
  }

  @Test
  void saysWhatAndWhere() {
    assertProblem("TypeError: NULL object in marshal data for object (at byte 0)", '0');
    assertProblem("EOFError: EOF read where object expected (at byte 0)");
    assertProblem("EOFError: marshal data too short (at byte 3)", ')', 2, 'z');
    assertProblem("ValueError: bad marshal data (unknown type code) (at byte 2)", ')', 1, '?');
    assertProblem(
        "TypeError: unhashable type: 'list' (at byte 5)", '<', 1, 0, 0, 0, '[', 0, 0, 0, 0);
    assertProblem(
        "the interpreter dies: the hash of an object that holds itself (at byte 7)",
        0xA9,
        2,
        '<',
        1,
        0,
        0,
        0,
        'r',
        0,
        0,
        0,
        0);
    assertProblem(
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1 (at byte 6)",
        'u',
        2,
        0,
        0,
        0,
        'a',
        0xFF);
  }

  private void assertProblem(String text, int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    MarshalProblem problem = code(PYTHON, all);
    assertThat(problem == null ? "code" : problem.text()).isEqualTo(text);
  }

  /** Each of these would take hours or gigabytes if every count were believed. */
  @Test
  @Timeout(20)
  void hostileBytesCostNoMoreThanOthers() {
    for (String open : new String[] {"(\0\0\0\177", "[\0\0\0\177", "<\0\0\0\177", "{N"}) {
      assertThat(code(PYTHON, latin1(open.repeat(1900) + "N".repeat(1 << 20)))).isNotNull();
    }
    // A tuple of two of the tuple before, and so on: its hash would take 2**200 steps.
    var doubling = new StringBuilder(")\310\251\0");
    for (int i = 0; i < 199; i++) {
      doubling.append("\251\2").append(("r" + UntrustedBytesTest.int32(i)).repeat(2));
    }
    doubling.append("<\1\0\0\0r").append(UntrustedBytesTest.int32(199));
    assertThat(code(PYTHON, latin1(doubling.toString()))).isNotNull();
  }

  /** Many code objects that share one large list of variables. */
  @Test
  void whatIsSharedIsLookedAtOnce() {
    int names = 1 << 18;
    var bytes = new StringBuilder("[" + UntrustedBytesTest.int32(50_003));
    bytes.append("\250").append(UntrustedBytesTest.int32(names)).append("z\1a".repeat(names));
    bytes.append("\363").append(UntrustedBytesTest.int32(names)).append(" ".repeat(names));
    bytes.append("\251\0");
    String code =
        "c"
            + "\0".repeat(20)
            + "s\0\0\0\0"
            + "r\2\0\0\0r\2\0\0\0r\0\0\0\0r\1\0\0\0"
            + "z\1fz\1nz\1q"
            + "\1\0\0\0s\0\0\0\0s\0\0\0\0";
    bytes.append(code.repeat(50_000));
    byte[] all = latin1(bytes.toString());
    assertTimeout(
        Duration.ofSeconds(10),
        () ->
            assertThat(code(PYTHON, all))
                .isEqualTo(new MarshalProblem(Raised.IMPORT_ERROR, "Non-code object", 0)));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
