package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.OpcodeTable;
import java.util.function.UnaryOperator;

/**
 * What the interpreter makes of instructions when it loads them, before any has run ({@code
 * _PyCode_Quicken}): it sets the counters of the caches, so that instructions are specialised after
 * some runs, and 3.12 joins some pairs. The counters are those of a usual build; that of a
 * conditional jump is a record of where it went, which begins with every other time.
 */
enum Quickening {
  /** 3.11 waits until the code has run a few times. */
  NONE(0, 0, 0, 0),
  V3_12(17, 17, 17, 17),
  V3_13(17, 0x5555, 260, 17),
  V3_14(17, 0x5555, 65_532, 17),
  V3_15(9, 0x5555, 32_006, 65_526);

  /** The pairs of 3.12: the first becomes an instruction that does both. */
  private static final String[][] PAIRS = {
    {"LOAD_CONST", "LOAD_FAST"},
    {"LOAD_FAST", "LOAD_CONST"},
    {"LOAD_FAST", "LOAD_FAST"},
    {"STORE_FAST", "LOAD_FAST"},
    {"STORE_FAST", "STORE_FAST"}
  };

  private static final int NUMBERS = 256;

  private final int counter;
  private final int branch;
  private final int jumpBack;
  private final int resume;

  /**
   * The first values of counters.
   *
   * @param counter of any instruction but these
   * @param branch of conditional jumps
   * @param jumpBack of jumps back
   * @param resume of RESUME
   */
  Quickening(int counter, int branch, int jumpBack, int resume) {
    this.counter = counter;
    this.branch = branch;
    this.jumpBack = jumpBack;
    this.resume = resume;
  }

  /** Changes code to what it is once it is loaded. */
  UnaryOperator<byte[]> of(OpcodeTable table) {
    return switch (this) {
      case NONE -> UnaryOperator.identity();
      case V3_12 -> {
        int[] joined = joined(table);
        int[] values = values(table);
        yield code -> joinPairs(table, joined, setCounters(table, values, code));
      }
      case V3_13, V3_14, V3_15 -> {
        int[] values = values(table);
        yield code -> setCounters(table, values, code);
      }
    };
  }

  /** By the number of an instruction, the first value of its counter. */
  private int[] values(OpcodeTable table) {
    int[] values = new int[NUMBERS];
    for (int number = 0; number < NUMBERS; number++) {
      values[number] = value(table.name(number));
    }
    return values;
  }

  private int value(String name) {
    if (name.startsWith("POP_JUMP_IF_")) {
      return branch;
    }
    return switch (name) {
      case "JUMP_BACKWARD" -> jumpBack;
      case "RESUME" -> resume;
      default -> counter;
    };
  }

  private static byte[] setCounters(OpcodeTable table, int[] values, byte[] code) {
    byte[] quick = code.clone();
    for (int i = 0; i + 1 < quick.length; i += 2) {
      int number = table.base(quick[i] & 0xFF);
      int caches = table.caches(number);
      if (caches > 0 && i + 3 < quick.length) {
        quick[i + 2] = (byte) values[number];
        quick[i + 3] = (byte) (values[number] >> 8);
      }
      i += 2 * caches;
    }
    return quick;
  }

  private static byte[] joinPairs(OpcodeTable table, int[] joined, byte[] code) {
    int previous = 0;
    for (int i = 0; i + 1 < code.length; i += 2) {
      int number = code[i] & 0xFF;
      int both = joined[previous << 8 | number];
      if (both != 0 && i > 0) {
        code[i - 2] = (byte) both;
      }
      previous = number;
      i += 2 * table.caches(table.base(number));
    }
    return code;
  }

  /** By the numbers of both, that of the instruction that does both; 0 if there is none. */
  private static int[] joined(OpcodeTable table) {
    int[] joined = new int[NUMBERS * NUMBERS];
    for (String[] pair : PAIRS) {
      int index = table.number(pair[0]) << 8 | table.number(pair[1]);
      joined[index] = specialised(table, pair[0] + "__" + pair[1]);
    }
    return joined;
  }

  private static int specialised(OpcodeTable table, String name) {
    for (int number = 0; number < NUMBERS; number++) {
      if (table.name(number).equals(name)) {
        return number;
      }
    }
    throw new IllegalStateException("no instruction " + name);
  }
}
