package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarshalTest {
  private static final Target TARGET = Target.CPYTHON_3_11;

  @ParameterizedTest
  @EnumSource(
      value = Target.class,
      names = {"CPYTHON_3_11", "CPYTHON_3_12_1", "CPYTHON_3_13_0", "CPYTHON_3_14"})
  void whatIsReadIsWrittenAgain(Target target) throws IOException {
    var writer = new MarshalWriter(target);
    for (MarshalCases c : MarshalCases.of(target)) {
      CodeObject code = MarshalReader.readCode(target, c.bytes(), 0);
      assertThat(writer.write(code)).as(c.source()).isEqualTo(c.bytes());
    }
  }

  @Test
  void readsWhatFollowsAHeader() throws IOException {
    byte[] bytes = MarshalCases.of(TARGET).get(0).bytes();
    byte[] header = {1, 2, 3};
    byte[] file = new MarshalWriter(TARGET).write(header, MarshalReader.readCode(TARGET, bytes, 0));
    assertThat(Arrays.copyOfRange(file, 3, file.length)).isEqualTo(bytes);
    assertThat(MarshalReader.readCode(TARGET, file, 3).name()).isEqualTo(Str.of("<module>"));
  }

  @Test
  void everyTruncationIsReported() throws IOException {
    for (MarshalCases c : MarshalCases.of(TARGET)) {
      for (int length = 0; length < c.bytes().length; length++) {
        byte[] start = Arrays.copyOf(c.bytes(), length);
        assertThatThrownBy(() -> MarshalReader.readCode(TARGET, start, 0))
            .isInstanceOfSatisfying(
                MarshalException.class, e -> assertThat(e.isTruncated()).isTrue());
      }
    }
  }

  @Test
  void damagedBytesAreReadOrReported() throws IOException {
    var random = new Random(20240229);
    for (MarshalCases c : MarshalCases.of(TARGET)) {
      for (int i = 0; i < 2000; i++) {
        byte[] damaged = c.bytes().clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        try {
          MarshalReader.readCode(TARGET, damaged, 0);
        } catch (MarshalException e) {
          assertThat(e.offset()).isBetween(0, damaged.length);
        }
      }
    }
  }

  @Test
  void rejects() {
    assertRejected("s\377\377\377\177", "too short");
    assertRejected("(\377\377\377\177", "too short");
    assertRejected("l\377\377\377\177", "too short");
    assertRejected("r\0\0\0\0", "invalid reference");
    assertRejected("\276\1\0\0\0r\0\0\0\0", "invalid reference");
    assertRejected("l\1\0\0\0\0\0", "unnormalized");
    assertRejected("l\1\0\0\0\0\200", "digit out of range");
    assertRejected("?", "unknown type code");
    assertRejected(")\1".repeat(3000) + "N", "recursion limit");
    assertThatThrownBy(() -> MarshalReader.readCode(TARGET, new byte[] {'N'}, 0))
        .hasMessageContaining("code object");
  }

  private static void assertRejected(String bytes, String message) {
    assertThatThrownBy(
            () -> MarshalReader.read(TARGET, bytes.getBytes(StandardCharsets.ISO_8859_1), 0))
        .isInstanceOf(MarshalException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsOldForms() throws IOException {
    assertThat(read("f\0031.5")).isEqualTo(new dev.pycache.bytecode.Float(1.5));
    assertThat(read("I\1\0\0\0\1\0\0\0")).isEqualTo(Int.of(0x100000001L));
  }

  private static Constant read(String bytes) throws IOException {
    return MarshalReader.read(TARGET, bytes.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  @Test
  void nestingIsBounded() {
    assertThat(new MarshalWriter(TARGET).write(nested(1998))).isNotEmpty();
    assertThatThrownBy(() -> new MarshalWriter(TARGET).write(nested(1999)))
        .hasMessageContaining("too deeply nested");
  }

  /** A code object whose constants are that many tuples, one in the other. */
  private static CodeObject nested(int depth) {
    Tuple consts = Tuple.of(Int.of(1));
    for (int i = 1; i < depth; i++) {
      consts = Tuple.of(consts);
    }
    return code(consts, 1);
  }

  @Test
  void aWriterKeepsNothingOfWhatItWroteBefore() throws IOException {
    var writer = new MarshalWriter(TARGET);
    for (int size : new int[] {3, 5000, 1, 20000, 2, 2, 700}) {
      CodeObject code = module(size);
      byte[] bytes = writer.write(code);
      assertThat(bytes).isEqualTo(new MarshalWriter(TARGET).write(code));
      assertThat(MarshalReader.readCode(TARGET, bytes, 0)).isEqualTo(code);
    }
  }

  @Test
  void bytesInPlaceAreThoseOfACopy() {
    var writer = new MarshalWriter(TARGET);
    byte[] header = {1, 2, 3};
    for (int size : new int[] {2, 5000, 1}) {
      CodeObject code = module(size);
      byte[] copy = writer.write(header, code);
      assertThat(writer.writeInPlace(header, code)).isEqualTo(ByteBuffer.wrap(copy));
    }
  }

  /** A code object with so many others, and so many numbers, of which each third stands twice. */
  private static CodeObject module(int size) {
    var consts = new Constant[size * 3];
    for (int i = 0; i < size; i++) {
      consts[3 * i] = code(Tuple.of(Int.of(i)), i + 1);
      consts[3 * i + 1] = Int.of(1000 + i);
      consts[3 * i + 2] = consts[i];
    }
    return code(Tuple.of(consts), 1);
  }

  private static CodeObject code(Tuple consts, int firstLine) {
    Str name = Str.of("<module>");
    Bytes table = new Bytes(new byte[] {(byte) 0x80, 0});
    return new CodeObject(
        0,
        0,
        0,
        1,
        0,
        table,
        consts,
        Tuple.EMPTY,
        new Variables.Merged(Tuple.EMPTY, Bytes.EMPTY),
        name,
        name,
        name,
        firstLine,
        table,
        Bytes.EMPTY,
        List.of());
  }
}
