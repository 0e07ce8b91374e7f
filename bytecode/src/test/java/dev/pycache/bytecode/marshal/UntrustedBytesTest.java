package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is accepted and what is refused; the messages are those of the interpreters. */
class UntrustedBytesTest {
  private static final PythonVersion PYTHON_2 = PythonVersion.CPYTHON_2_7;
  private static final PythonVersion PLAIN = PythonVersion.CPYTHON_3_2;
  private static final PythonVersion SHARED = PythonVersion.CPYTHON_3_11;
  private static final PythonVersion NEWEST = PythonVersion.CPYTHON_3_15;

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Constant read(PythonVersion python, String latin1) throws MarshalException {
    MarshalData data = MarshalReader.readData(python, bytes(latin1), 0);
    assertThat(MarshalReplay.write(data)).isEqualTo(bytes(latin1));
    return data.root();
  }

  private static void assertRefused(
      PythonVersion python, String latin1, String message, int offset, boolean truncated) {
    assertThatThrownBy(() -> read(python, latin1))
        .as(latin1)
        .isInstanceOfSatisfying(
            MarshalException.class,
            e -> {
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e.isTruncated()).isEqualTo(truncated);
            })
        .hasMessageContaining(message);
  }

  private static void assertRefused(PythonVersion python, String latin1, String message) {
    assertRefused(python, latin1, message, 0, false);
  }

  @Test
  void eachVersionHasItsTypeCodes() {
    String unknown = "bad marshal data (unknown type code)";
    assertRefused(PYTHON_2, ")\0", unknown);
    assertRefused(PYTHON_2, "r\0\0\0\0", unknown);
    assertRefused(PYTHON_2, "\316", unknown);
    assertRefused(PLAIN, "t\0\0\0\0", unknown);
    assertRefused(PLAIN, "z\0", unknown);
    assertRefused(PLAIN, "\351\0\0\0\0", unknown);
    assertRefused(SHARED, "R\0\0\0\0", unknown);
    assertRefused(SHARED, ":NNN", unknown);
    assertRefused(PythonVersion.CPYTHON_3_14, "}0", unknown);
    assertRefused(NEWEST, "?", unknown);
  }

  @Test
  void sizes() {
    assertRefused(SHARED, "s\377\377\377\377", "(bytes object size out of range)", 1, false);
    assertRefused(SHARED, "u\377\377\377\377", "(string size out of range)", 1, false);
    assertRefused(SHARED, "(\377\377\377\377", "(tuple size out of range)", 1, false);
    assertRefused(SHARED, "[\377\377\377\377", "(list size out of range)", 1, false);
    assertRefused(SHARED, ">\377\377\377\377", "(set size out of range)", 1, false);
    assertRefused(PYTHON_2, "s\377\377\377\377", "(string size out of range)", 1, false);
    assertRefused(PYTHON_2, "u\377\377\377\377", "(unicode size out of range)", 1, false);
    assertRefused(SHARED, "l\0\0\0\200", "(long size out of range)", 1, false);
    assertRefused(SHARED, "l\1\0\0\0\0\200", "(digit out of range in long)", 5, false);
    assertRefused(SHARED, "l\2\0\0\0\1\0\0\0", "(unnormalized long data)", 7, false);
  }

  @Test
  void endsTooEarly() {
    assertRefused(SHARED, "", "EOF read where object expected", 0, true);
    assertRefused(SHARED, ")\1", "marshal data too short", 2, true);
    assertRefused(SHARED, "{N", "EOF read where object expected", 2, true);
    assertRefused(SHARED, "i\1\0\0", "marshal data too short", 4, true);
    assertRefused(SHARED, "s\377\377\377\177abc", "marshal data too short", 8, true);
  }

  @Test
  void nothingWhereAnObjectIsExpected() {
    assertRefused(SHARED, "0", "NULL object in marshal data for object");
    assertRefused(SHARED, ")\0010", "NULL object in marshal data for tuple", 2, false);
    assertRefused(SHARED, "[\1\0\0\0000", "NULL object in marshal data for list", 5, false);
    assertRefused(SHARED, "<\1\0\0\0000", "NULL object in marshal data for set", 5, false);
  }

  @Test
  void strings() throws MarshalException {
    assertThat(read(SHARED, "z\2\351a")).isEqualTo(Str.of("\u00e9a"));
    assertThat(read(SHARED, "u\3\0\0\0\355\240\200")).isEqualTo(Str.of("\ud800"));
    assertThat(read(SHARED, "u\4\0\0\0\364\217\277\277")).isEqualTo(Str.of("\udbff\udfff"));
    for (String wrong :
        new String[] {"\377", "\200", "\300\200", "\340\237\277", "\360\217\277\277"}) {
      assertRefused(SHARED, "u" + (char) wrong.length() + "\0\0\0" + wrong, "utf-8", 5, false);
    }
    assertRefused(SHARED, "u\5\0\0\0a\364\220\200\200", "utf-8", 6, false);
    assertRefused(SHARED, "u\2\0\0\0a\303", "utf-8", 6, false);
  }

  @Test
  void floatsInText() throws MarshalException {
    assertThat(read(SHARED, "f\0041e99")).isEqualTo(new dev.pycache.bytecode.Float(1e99));
    assertThat(read(SHARED, "f\4-inf"))
        .isEqualTo(new dev.pycache.bytecode.Float(Double.NEGATIVE_INFINITY));
    assertThat(read(SHARED, "f\0051.5\0d")).isEqualTo(new dev.pycache.bytecode.Float(1.5));
    String message = "could not convert string to float: ";
    assertRefused(SHARED, "f\0041.5d", message + "'1.5d'", 2, false);
    assertRefused(SHARED, "f\4 1.5", message, 2, false);
    assertRefused(SHARED, "f\0041_00", message, 2, false);
    assertRefused(SHARED, "x\0011\0030x1", message + "'0x1'", 4, false);
    assertRefused(SHARED, "f\0", message, 2, false);
    assertRefused(SHARED, "f\0021\n", message + "'1\\x0a'", 2, false);
  }

  @Test
  void numbersOfPython2() throws MarshalException {
    assertThat(read(PYTHON_2, "l\1\0\0\0\5\0")).isEqualTo(new LongInt(BigInteger.valueOf(5)));
    assertThat(read(PYTHON_2, "I\0\0\0\0\1\0\0\0")).isEqualTo(Int.of(1L << 32));
    assertThat(read(PLAIN, "l\1\0\0\0\5\0")).isEqualTo(Int.of(5));
    assertThat(read(SHARED, "l\0\0\0\0")).isEqualTo(Int.of(0));
  }

  @Test
  void stringReferencesOfPython2() throws MarshalException {
    Tuple tuple = (Tuple) read(PYTHON_2, "(\3\0\0\0t\2\0\0\0abs\2\0\0\0abR\0\0\0\0");
    assertThat(tuple.get(2)).isSameAs(tuple.get(0));
    assertThat(((Bytes) tuple.get(0)).isInterned()).isTrue();
    assertThat(((Bytes) tuple.get(1)).isInterned()).isFalse();
    assertRefused(PYTHON_2, "R\0\0\0\0", "bad marshal data (string ref out of range)");
    assertRefused(PYTHON_2, "(\2\0\0\0s\1\0\0\0aR\0\0\0\0", "(string ref out of range)", 11, false);
  }

  @Test
  void references() throws MarshalException {
    // None takes no number, flagged or not.
    Tuple tuple = (Tuple) read(SHARED, ")\3\316\351\5\0\0\0r\0\0\0\0");
    assertThat(tuple.get(0)).isSameAs(Singleton.NONE);
    assertThat(tuple.get(2)).isSameAs(tuple.get(1));
    assertRefused(SHARED, "r\0\0\0\0", "bad marshal data (invalid reference)");
    assertRefused(SHARED, ")\2\351\5\0\0\0r\1\0\0\0", "(invalid reference)", 7, false);
    assertRefused(SHARED, "r\377\377\377\377", "(invalid reference)");
  }

  @Test
  void whatCanHoldItself() throws MarshalException {
    Tuple tuple = (Tuple) read(SHARED, "\251\1r\0\0\0\0");
    assertThat(tuple.get(0) == tuple).isTrue();
    ListObject list = (ListObject) read(SHARED, "\333\2\0\0\0Nr\0\0\0\0");
    assertThat(list.items().get(1)).isSameAs(list);
    DictObject dict = (DictObject) read(SHARED, "\373Nr\0\0\0\0000");
    assertThat(dict.keysAndValues().get(1)).isSameAs(dict);
    SetObject set = (SetObject) ((Tuple) read(SHARED, ")\2\274\1\0\0\0Nr\0\0\0\0")).get(0);
    assertThat(set.items()).containsExactly(Singleton.NONE);
  }

  @Test
  void whatCannotHoldItself() {
    assertRefused(SHARED, "\276\1\0\0\0r\0\0\0\0", "(invalid reference)", 5, false);
    assertRefused(NEWEST, "\272Nr\0\0\0\0N", "(invalid reference)", 2, false);
    assertRefused(NEWEST, "\375Nr\0\0\0\0000", "(invalid reference)", 2, false);
    assertRefused(SHARED, "\274\1\0\0\0r\0\0\0\0", "unhashable type: 'set'", 5, false);
    assertRefused(SHARED, "\251\2N<\1\0\0\0r\0\0\0\0", "unfinished tuple", 8, false);
    assertRefused(SHARED, "[\2\0\0\0\251\1r\0\0\0\0<\1\0\0\0r\0\0\0\0", "itself", 17, false);
  }

  @Test
  void elementsAndKeysAreHashable() {
    assertRefused(SHARED, "<\1\0\0\0[\0\0\0\0", "unhashable type: 'list'", 5, false);
    assertRefused(SHARED, ">\1\0\0\0)\1{0", "unhashable type: 'dict'", 5, false);
    assertRefused(SHARED, "{<\0\0\0\0N0", "unhashable type: 'set'", 1, false);
    assertRefused(NEWEST, "<\1\0\0\0}N[\0\0\0\0000", "unhashable type: 'list'", 5, false);
  }

  @Test
  void fieldsOfCodeObjects() throws Exception {
    byte[] code =
        ValueCases.all().stream()
            .filter(c -> c.python() == SHARED && c.repr().equals("code") && c.format() == 4)
            .findFirst()
            .orElseThrow()
            .bytes();
    MarshalTrace trace = MarshalReader.readData(SHARED, code, 0).trace();
    int consts = 2;
    for (int entry = 1; entry < trace.size(); entry++) {
      byte[] changed = code.clone();
      changed[trace.start(entry)] = '.';
      boolean constant = entry > consts && trace.start(entry) < trace.end(consts);
      if (!constant) {
        assertThatThrownBy(() -> MarshalReader.readData(SHARED, changed, 0))
            .as("entry " + entry)
            .isInstanceOf(MarshalException.class);
      }
    }
    byte[] negative = code.clone();
    negative[4] = (byte) 0x80;
    assertThatThrownBy(() -> MarshalReader.readData(SHARED, negative, 0))
        .hasMessage("bad marshal data (co_argcount is negative) (at byte 1)");
  }

  @Test
  void nestingIsBounded() throws MarshalException {
    read(SHARED, ")\1".repeat(1999) + "N");
    assertRefused(SHARED, ")\1".repeat(2000) + "N", "recursion limit exceeded", 4000, false);
    assertRefused(PYTHON_2, "(\1\0\0\0".repeat(2000) + "N", "recursion limit", 10_000, false);
  }

  /** Each of these would take gigabytes if every count were believed as long as bytes are left. */
  @Test
  void nestedCountsShareTheBytesThatAreLeft() {
    int size = 1 << 20;
    for (String open : new String[] {"(\0\0\10\0", "[\0\0\10\0", "<\0\0\10\0", ">\0\0\10\0"}) {
      String bytes = open.repeat(1900) + "N".repeat(size);
      assertRefused(SHARED, bytes, "marshal data too short", bytes.length(), true);
    }
  }

  /** References make the last of these tuples much deeper than the bytes are nested. */
  @Test
  void elementsThatAreDeepByReferences() {
    int count = 200_000;
    var bytes = new StringBuilder("[" + int32(count + 1) + "\251\0");
    for (int i = 0; i < count - 1; i++) {
      bytes.append("\251\1r").append(int32(i));
    }
    bytes.append("<\1\0\0\0r").append(int32(count - 1));
    assertThatThrownBy(() -> read(SHARED, bytes.toString()))
        .isInstanceOf(MarshalException.class)
        .hasMessageContaining("too deeply nested");
  }

  static String int32(int value) {
    return ""
        + (char) (value & 0xFF)
        + (char) (value >> 8 & 0xFF)
        + (char) (value >> 16 & 0xFF)
        + (char) (value >>> 24);
  }
}
