package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpcodeTableTest {
  private final OpcodeTable table = OpcodeTable.of(Target.CPYTHON_3_11);

  @Test
  void rows() {
    assertThat(table.number(Opcode.LOAD_METHOD)).isEqualTo(160);
    assertThat(table.caches(Opcode.LOAD_METHOD)).isEqualTo(10);
    assertThat(table.argument(Opcode.LOAD_GLOBAL)).isEqualTo(ArgumentKind.GLOBAL);
    assertThat(table.argument(Opcode.JUMP_BACKWARD)).isEqualTo(ArgumentKind.BACKWARD);
    assertThat(table.hasArgument(Opcode.POP_TOP)).isFalse();
    assertThat(table.has(Opcode.SETUP_FINALLY)).isFalse();
    assertThat(table.number(Opcode.SETUP_FINALLY)).isEqualTo(OpcodeTable.ABSENT);
  }

  @ParameterizedTest
  @EnumSource
  void numbersLeadBack(PythonVersion version) {
    var some = OpcodeTable.of(version);
    for (Opcode opcode : Opcode.values()) {
      if (some.has(opcode)) {
        int number = some.number(opcode);
        assertThat(some.opcode(number)).isEqualTo(opcode);
        assertThat(some.name(number)).isEqualTo(opcode.name());
        assertThat(some.number(opcode.name())).isEqualTo(number);
        assertThat(some.caches(number)).isEqualTo(some.caches(opcode));
        assertThat(some.argument(number)).isEqualTo(some.argument(opcode));
        assertThat(some.hasArgument(number)).isEqualTo(some.hasArgument(opcode));
      } else {
        assertThat(some.number(opcode.name())).isEqualTo(OpcodeTable.ABSENT);
      }
    }
  }

  @Test
  void oneObjectForEachVersion() {
    assertThat(OpcodeTable.of(Target.CPYTHON_3_11)).isSameAs(table);
    assertThat(OpcodeTable.of(PythonVersion.CPYTHON_3_11)).isSameAs(table);
    assertThat(OpcodeTable.of(PythonVersion.PYPY_3_11)).isNotSameAs(table);
  }

  @Test
  void unlistedNumbers() {
    assertThat(table.has(255)).isFalse();
    assertThat(table.opcode(255)).isNull();
    assertThat(table.name(255)).isEqualTo("<255>");
    assertThat(table.caches(255)).isZero();
    assertThat(table.base(255)).isEqualTo(255);
    // All from HAVE_ARGUMENT on up to 3.11, none since.
    assertThat(table.hasArgument(255)).isTrue();
    assertThat(table.name(6)).isEqualTo("BINARY_OP_ADD_UNICODE");
    assertThat(table.hasArgument(6)).isFalse();
    assertThat(OpcodeTable.of(PythonVersion.CPYTHON_3_12).hasArgument(255)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "3.11, BINARY_OP_ADD_INT, BINARY_OP",
    "3.11, EXTENDED_ARG_QUICK, EXTENDED_ARG",
    "3.12, RESUME, RESUME",
    "3.12, INSTRUMENTED_CALL, CALL",
    "3.13, LOAD_ATTR_SLOT, LOAD_ATTR",
    "3.14, INSTRUMENTED_LINE, INSTRUMENTED_LINE",
    "3.15, BINARY_OP_INPLACE_ADD_UNICODE, BINARY_OP",
  })
  void bases(String version, String name, String base) {
    var some = OpcodeTable.of(PythonVersion.parse(version).orElseThrow());
    List<String> bases = new ArrayList<>();
    for (int number = 0; number < 256; number++) {
      if (some.name(number).equals(name)) {
        bases.add(some.name(some.base(number)));
      }
    }
    assertThat(bases).containsExactly(base);
  }

  /** One row for each way to mean something by an argument, in a first and a last version. */
  @ParameterizedTest
  @CsvSource({
    "2.7, LOAD_CONST, CONST",
    "2.7, JUMP_FORWARD, FORWARD_BYTES",
    "2.7, JUMP_ABSOLUTE, ABSOLUTE_BYTES",
    "2.7, CALL_FUNCTION, COUNTS",
    "2.7, MAKE_FUNCTION, NUMBER",
    "3.5, CALL_FUNCTION_VAR_KW, COUNTS",
    "3.6, CALL_FUNCTION, NUMBER",
    "3.6, MAKE_FUNCTION, FUNCTION",
    "3.8, CALL_FINALLY, FORWARD_BYTES",
    "3.9, JUMP_ABSOLUTE, ABSOLUTE_BYTES",
    "3.9, IS_OP, IS",
    "3.9, CONTAINS_OP, CONTAINS",
    "3.10, JUMP_ABSOLUTE, ABSOLUTE",
    "3.10, SETUP_FINALLY, FORWARD",
    "3.10, LOAD_GLOBAL, NAME",
    "3.10, LOAD_CLASSDEREF, CELL",
    "3.11, LOAD_GLOBAL, GLOBAL",
    "3.11, LOAD_ATTR, NAME",
    "3.11, COMPARE_OP, COMPARE",
    "3.11, KW_NAMES, KEYWORDS",
    "3.11, FORMAT_VALUE, FORMAT",
    "3.11, POP_JUMP_BACKWARD_IF_NONE, BACKWARD",
    "3.12, LOAD_ATTR, ATTRIBUTE",
    "3.12, LOAD_SUPER_ATTR, SUPER_ATTRIBUTE",
    "3.12, COMPARE_OP, COMPARE_MASKED",
    "3.12, KW_NAMES, CONST",
    "3.12, RETURN_CONST, CONST",
    "3.12, CALL_INTRINSIC_2, INTRINSIC_2",
    "3.13, LOAD_FAST_LOAD_FAST, LOCAL_PAIR",
    "3.13, CONVERT_VALUE, CONVERSION",
    "3.13, SET_FUNCTION_ATTRIBUTE, FUNCTION",
    "3.13, END_ASYNC_FOR, NONE",
    "3.14, END_ASYNC_FOR, LOOP_START",
    "3.14, IMPORT_NAME, NAME",
    "3.14, LOAD_SMALL_INT, NUMBER",
    "3.14, LOAD_SPECIAL, SPECIAL_METHOD",
    "3.15, IMPORT_NAME, IMPORT",
    "3.15, LOAD_DEREF, CELL",
    "3.15, LOAD_COMMON_CONSTANT, COMMON_CONSTANT",
    "pypy3.9, JUMP_ABSOLUTE, ABSOLUTE_BYTES",
    "pypy3.11, JUMP_ABSOLUTE, ABSOLUTE",
    "pypy3.11, LOAD_GLOBAL, NAME",
  })
  void arguments(String version, String name, ArgumentKind kind) {
    var some = OpcodeTable.of(PythonVersion.parse(version).orElseThrow());
    assertThat(some.argument(some.number(name))).isEqualTo(kind);
  }

  @Test
  void texts() {
    assertThat(table.texts(ArgumentKind.COMPARE)).containsExactly("<", "<=", "==", "!=", ">", ">=");
    assertThat(table.texts(ArgumentKind.OPERATOR)).hasSize(26).startsWith("+", "&", "//");
    assertThat(table.texts(ArgumentKind.GLOBAL)).containsExactly("{}", "NULL + {}");
    assertThat(table.texts(ArgumentKind.FORMAT))
        .startsWith("", "str", "repr")
        .endsWith("ascii, with format")
        .hasSize(8);
    assertThat(table.texts(ArgumentKind.IS)).isEmpty();
    var latest = OpcodeTable.of(PythonVersion.CPYTHON_3_15);
    assertThat(latest.texts(ArgumentKind.GLOBAL)).containsExactly("{}", "{} + NULL");
    assertThat(latest.texts(ArgumentKind.COMPARE_MASKED)).startsWith("<", "bool(<)").hasSize(12);
    assertThat(latest.texts(ArgumentKind.IMPORT))
        .containsExactly("{}", "{} + lazy", "{} + eager", "{} + lazy");
    assertThat(latest.texts(ArgumentKind.COMMON_CONSTANT))
        .contains("<built-in function all>", "''")
        .hasSize(12);
  }

  @Test
  void cacheFields() {
    assertThat(table.cacheFields(table.number(Opcode.LOAD_ATTR)))
        .containsExactly(
            new OpcodeTable.CacheField("counter", 1),
            new OpcodeTable.CacheField("version", 2),
            new OpcodeTable.CacheField("index", 1));
    assertThat(table.cacheFields(table.number(Opcode.NOP))).isEmpty();
  }
}
