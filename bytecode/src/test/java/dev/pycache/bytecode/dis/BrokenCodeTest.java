package dev.pycache.bytecode.dis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that no compiler has made. */
class BrokenCodeTest {
  private static final Bytes NO_TABLE = Bytes.EMPTY;
  private static final PythonVersion OLD = PythonVersion.CPYTHON_2_7;
  private static final PythonVersion WORDS = PythonVersion.CPYTHON_3_9;
  private static final PythonVersion LABELS = PythonVersion.CPYTHON_3_14;

  @Test
  void indexesOfNothing() {
    assertThat(listing(WORDS, code(WORDS, "LOAD_CONST", 7, "LOAD_NAME", 8, "LOAD_FAST", 9)))
        .contains("7 (<no constant 7>)\n")
        .contains("8 (<no name 8>)\n")
        .contains("9 (<no variable 9>)\n");
    assertThat(listing(LABELS, code(LABELS, "BINARY_OP", 200, "LOAD_GLOBAL", 3)))
        .contains("200 (<no operator 200>)\n")
        .contains("3 (<no name 1> + NULL)\n");
  }

  @Test
  void codeThatEndsWithinAnInstruction() {
    byte[] bytes = {(byte) OpcodeTable.of(OLD).number("LOAD_CONST"), 0};
    assertThat(listing(OLD, code(OLD, bytes)))
        .isEqualTo("!!! the code ends within an instruction, at offset 0\n");
    byte[] words = {(byte) OpcodeTable.of(WORDS).number("NOP"), 0, 1};
    assertThat(listing(WORDS, code(WORDS, words)))
        .isEqualTo(
            """
              1           0 NOP
            !!! the code ends within an instruction, at offset 2
            """);
    assertThat(InstructionDecoder.decode(WORDS, code(WORDS, words))).hasSize(1);
  }

  @Test
  void longArgumentsOfPython2() {
    byte[] bytes = bytes(OLD, "EXTENDED_ARG", 1, "JUMP_FORWARD", 2, "LOAD_CONST", 0);
    assertThat(listing(OLD, code(OLD, bytes)))
        .isEqualTo(
            """
              1           0 EXTENDED_ARG             1
                          3 JUMP_FORWARD         65538L (to 65544L)
                          6 LOAD_CONST               0 (None)
            """);
  }

  @Test
  void argumentsOf32Bits() {
    Object[] four = {
      "EXTENDED_ARG", 0xFF, "EXTENDED_ARG", 0xFF, "EXTENDED_ARG", 0xFF, "LOAD_CONST", 0xFE
    };
    assertThat(listing(WORDS, code(WORDS, four))).contains("4294967294 (<no constant 4294967294>)");
    assertThat(listing(LABELS, code(LABELS, four))).contains("-2 (<no constant -2>)");
  }

  @Test
  void targetsOutsideTheCode() {
    Object[] jumps = {"JUMP_BACKWARD", 100, "JUMP_FORWARD", 100};
    assertThat(listing(LABELS, code(LABELS, jumps)))
        .contains("100 (to L1)\n")
        .contains("100 (to L2)\n")
        .doesNotContain("L1:");
  }

  @Test
  void tablesThatAreNone() {
    CodeObject good = code(LABELS, "NOP", 0);
    Bytes half = new Bytes(new byte[] {(byte) 0xF0});
    assertThat(listing(LABELS, withTables(good, half, half)))
        .contains("NOP\n!!! ")
        .contains("!!! the exception table ends within an entry\n");
    assertThat(Listing.lines(LABELS, withTables(good, half, half)))
        .contains("  line table f0", "  exception table f0");
    PythonVersion pypy = PythonVersion.PYPY_3_11;
    assertThat(listing(pypy, withTables(code(pypy, "NOP", 0), half, NO_TABLE)))
        .contains("!!! the table of lines ends within an entry\n");
  }

  @Test
  void noLines() {
    assertThat(listing(LABELS, withTables(code(LABELS, "NOP", 0), NO_TABLE, NO_TABLE)))
        .isEqualTo("          NOP\n");
    assertThat(listing(LABELS, withTables(code(LABELS), NO_TABLE, NO_TABLE))).isEmpty();
  }

  @Test
  void codeThatIsSharedManyTimes() {
    CodeObject shared = code(WORDS, "LOAD_CONST", 0, "RETURN_VALUE", 0);
    for (int depth = 0; depth < 60; depth++) {
      shared = withConstants(shared, shared, shared);
    }
    assertThat(listing(WORDS, shared).length()).isLessThan(200 << 20);
    assertThat(listing(WORDS, shared)).contains("!!! shown above\n");
    assertThat(Listing.lines(WORDS, shared)).anyMatch(line -> line.endsWith(" as above"));
  }

  @Test
  void constantsThatMeanMoreThanTheyAre() {
    Constant value = Str.of("x".repeat(1000));
    for (int depth = 0; depth < 60; depth++) {
      value = Tuple.of(value, value);
    }
    List<Constant> itself = new ArrayList<>(List.of(value));
    var list = new ListObject(itself);
    itself.add(list);
    byte[] loads = new byte[20_000];
    Arrays.fill(loads, (byte) OpcodeTable.of(WORDS).number("LOAD_CONST"));
    for (int i = 1; i < loads.length; i += 2) {
      loads[i] = 0;
    }
    CodeObject code = withConstants(code(WORDS, loads), list);
    assertThat(listing(WORDS, code).length()).isLessThan(10 << 20);
    assertThat(Listing.lines(WORDS, code).stream().mapToInt(String::length).sum())
        .isLessThan(10 << 20);
  }

  @Test
  void namesThatAreLong() {
    byte[] loads = new byte[20_000];
    Arrays.fill(loads, (byte) OpcodeTable.of(WORDS).number("LOAD_NAME"));
    for (int i = 1; i < loads.length; i += 2) {
      loads[i] = 0;
    }
    CodeObject code = code(WORDS, loads);
    CodeObject longNames = with(code, code.consts(), Tuple.of(Str.of("n".repeat(100_000))));
    assertThat(listing(WORDS, longNames).length()).isLessThan(20 << 20);
  }

  /** Any bytes are code: nothing fails, in no version and with no option. */
  @ParameterizedTest
  @EnumSource
  void anyBytes(PythonVersion python) {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      CodeObject code = code(python, randomBytes(random));
      code = withTables(code, new Bytes(randomBytes(random)), new Bytes(randomBytes(random)));
      DisOptions options = DisOptions.DEFAULT;
      for (DisOption option : DisOption.values()) {
        if (option.existsIn(python) && random.nextBoolean()) {
          options = options.with(option);
        }
      }
      assertThat(DisassemblerTest.text(python, code, options)).endsWith("\n");
      int end = 0;
      for (Instruction instruction : InstructionDecoder.decode(python, code)) {
        assertThat(instruction.start()).isLessThanOrEqualTo(instruction.offset());
        assertThat(instruction.offset()).isEqualTo(end);
        end = instruction.end();
      }
      assertThat(end).isLessThanOrEqualTo(code.code().length());
      assertThat(Listing.lines(python, code)).isNotEmpty();
    }
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String listing(PythonVersion python, CodeObject code) {
    return DisassemblerTest.text(python, code, DisOptions.DEFAULT);
  }

  /** Names of instructions and their arguments in turn. */
  private static byte[] bytes(PythonVersion python, Object... instructions) {
    OpcodeTable table = OpcodeTable.of(python);
    boolean words = OpcodeTable.of(python).number("EXTENDED_ARG") != 145;
    byte[] bytes = new byte[4096];
    int end = 0;
    for (int i = 0; i < instructions.length; i += 2) {
      int number = table.number((String) instructions[i]);
      bytes[end++] = (byte) number;
      if (words || table.hasArgument(number)) {
        bytes[end++] = ((Integer) instructions[i + 1]).byteValue();
        end += words ? 2 * table.caches(number) : 1;
      }
    }
    return Arrays.copyOf(bytes, end);
  }

  private static CodeObject code(PythonVersion python, Object... instructions) {
    return code(python, bytes(python, instructions));
  }

  /** On line 1, with the constant None and no names. */
  private static CodeObject code(PythonVersion python, byte[] bytes) {
    Variables variables =
        switch (python) {
          case CPYTHON_3_11, CPYTHON_3_12, CPYTHON_3_13, CPYTHON_3_14, CPYTHON_3_15 ->
              new Variables.Merged(Tuple.EMPTY, Bytes.EMPTY);
          default -> new Variables.Separate(0, Tuple.EMPTY, Tuple.EMPTY, Tuple.EMPTY);
        };
    Str name = Str.of("f");
    return new CodeObject(
        0,
        0,
        0,
        0,
        0,
        new Bytes(bytes),
        Tuple.of(Singleton.NONE),
        Tuple.EMPTY,
        variables,
        name,
        name,
        name,
        1,
        NO_TABLE,
        NO_TABLE,
        List.of());
  }

  private static CodeObject withConstants(CodeObject code, Constant... constants) {
    return with(code, Tuple.of(constants), code.names());
  }

  private static CodeObject with(CodeObject c, Tuple consts, Tuple names) {
    return new CodeObject(
        0,
        0,
        0,
        0,
        0,
        c.code(),
        consts,
        names,
        c.variables(),
        c.filename(),
        c.name(),
        c.qualname(),
        1,
        c.lineTable(),
        c.exceptionTable(),
        List.of());
  }

  private static CodeObject withTables(CodeObject c, Bytes lines, Bytes exceptions) {
    return new CodeObject(
        0,
        0,
        0,
        0,
        0,
        c.code(),
        c.consts(),
        c.names(),
        c.variables(),
        c.filename(),
        c.name(),
        c.qualname(),
        1,
        lines,
        exceptions,
        List.of());
  }
}
