package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.fold.ConstantArithmetic;
import dev.pycache.compiler.rules.GraphRules;
import java.math.BigInteger;

/**
 * Improves what follows the load of a constant, of 3.13 and later ({@code optimize_load_const}),
 * and knows the two ways to load one.
 */
public final class ConstantLoads {
  private static final int NOTHING = -1;
  private static final BigInteger SMALL_LIMIT = BigInteger.valueOf(256);

  private final ConstantCache cache;
  private final boolean loadsSmallInts;
  private final boolean returnsConstants;

  public ConstantLoads(GraphRules rules, ConstantCache cache) {
    this.cache = cache;
    this.loadsSmallInts = rules.foldsConstants();
    this.returnsConstants = rules.returnsConstants();
  }

  /** {@code basicblock_optimize_load_const}. */
  public void optimize(BasicBlock block, IndexTable<Constant> consts) {
    if (!block.mayContain(Traits.LOADS_CONSTANT)) {
      return;
    }
    // The constant that a LOAD_CONST before has loaded, also over copies of it.
    int loaded = NOTHING;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if ((Traits.of(instruction.opcode) & Traits.LOADS_CONSTANT) != 0) {
        loaded = load(block, i, instruction, consts);
      } else if (instruction.opcode != Opcode.COPY || instruction.arg != 1) {
        loaded = NOTHING;
      } else if (loaded != NOTHING && knowsOutcome(block, i + 1)) {
        optimize(block, i, loaded, consts.get(loaded), consts);
      }
    }
  }

  /** Improves the load of a constant; returns the number of the constant if it has one. */
  private int load(BasicBlock block, int i, Instruction instruction, IndexTable<Constant> consts) {
    int index = NOTHING;
    if (instruction.opcode == Opcode.LOAD_CONST) {
      index = instruction.arg;
      if (loadsSmallInts && isSmallInt(consts.get(index))) {
        instruction.become(Opcode.LOAD_SMALL_INT, ((Int) consts.get(index)).value().intValue());
        index = NOTHING;
      }
    }
    if (knowsOutcome(block, i + 1)) {
      optimize(block, i, index, value(instruction, consts), consts);
    }
    return index;
  }

  private static boolean knowsOutcome(BasicBlock block, int i) {
    return i < block.size() && (Traits.of(block.get(i).opcode) & Traits.KNOWS_OUTCOME) != 0;
  }

  /**
   * Improves what follows one load.
   *
   * @param index number of the constant, if it is loaded by that
   */
  private void optimize(
      BasicBlock block, int i, int index, Constant value, IndexTable<Constant> consts) {
    Instruction load = block.get(i);
    Instruction next = block.get(i + 1);
    switch (next.opcode) {
      case POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE -> {
        clear(block, load);
        decide(block, next, value, next.opcode == Opcode.POP_JUMP_IF_TRUE);
      }
      case JUMP_IF_FALSE, JUMP_IF_TRUE ->
          decide(block, next, value, next.opcode == Opcode.JUMP_IF_TRUE);
      case IS_OP -> {
        if (value == Singleton.NONE) {
          testForNone(block, i, load, next);
        }
      }
      case RETURN_VALUE -> {
        if (returnsConstants) {
          clear(block, load);
          next.become(Opcode.RETURN_CONST, index);
        }
      }
      case TO_BOOL -> {
        Constant truth = Singleton.of(ConstantArithmetic.isTrue(value));
        clear(block, load);
        next.become(Opcode.LOAD_CONST, consts.indexOf(cache.merge(truth)));
        block.nowContains(Traits.CONSTANT);
      }
      default -> {}
    }
  }

  /** The outcome of a test of a constant is known. */
  private static void decide(
      BasicBlock block, Instruction test, Constant value, boolean jumpsIfTrue) {
    block.nowContains(Traits.REWIRED);
    if (ConstantArithmetic.isTrue(value) == jumpsIfTrue) {
      test.opcode = Opcode.JUMP;
      block.nowContains(Traits.UNCONDITIONAL);
    } else {
      clear(block, test);
    }
  }

  /** {@code x is None} or {@code x is not None} under a jump. */
  private static void testForNone(BasicBlock block, int i, Instruction load, Instruction is) {
    if (i + 2 >= block.size()) {
      return;
    }
    Instruction jump = block.get(i + 2);
    if (jump.opcode == Opcode.TO_BOOL) {
      clear(block, jump);
      if (i + 3 >= block.size()) {
        return;
      }
      jump = block.get(i + 3);
    }
    boolean inverted = is.arg != 0;
    if (jump.opcode == Opcode.POP_JUMP_IF_FALSE) {
      inverted = !inverted;
    } else if (jump.opcode != Opcode.POP_JUMP_IF_TRUE) {
      return;
    }
    clear(block, load);
    clear(block, is);
    jump.opcode = inverted ? Opcode.POP_JUMP_IF_NOT_NONE : Opcode.POP_JUMP_IF_NONE;
  }

  private static void clear(BasicBlock block, Instruction instruction) {
    instruction.clear();
    block.nowContains(Traits.NOP);
  }

  /** Whether the instruction loads a constant ({@code loads_const}). */
  static boolean loadsConstant(Instruction instruction) {
    return (Traits.of(instruction.opcode) & Traits.LOADS_CONSTANT) != 0;
  }

  /** The constant that such an instruction loads ({@code get_const_value}). */
  Constant value(Instruction load, IndexTable<Constant> consts) {
    // CPython has one object for each small int.
    return load.opcode == Opcode.LOAD_SMALL_INT
        ? cache.merge(Int.of(load.arg))
        : consts.get(load.arg);
  }

  /** Makes an instruction of a block load a constant ({@code instr_make_load_const}). */
  void makeLoad(
      BasicBlock block, Instruction instruction, Constant value, IndexTable<Constant> consts) {
    block.nowContains(Traits.CONSTANT);
    if (isSmallInt(value)) {
      instruction.become(Opcode.LOAD_SMALL_INT, ((Int) value).value().intValue());
    } else {
      instruction.become(Opcode.LOAD_CONST, index(value, consts));
    }
  }

  /** The number of a constant, which is added if it is new ({@code add_const}). */
  int index(Constant value, IndexTable<Constant> consts) {
    return consts.indexOf(cache.merge(value));
  }

  private static boolean isSmallInt(Constant constant) {
    return constant instanceof Int number
        && number.value().signum() >= 0
        && number.value().compareTo(SMALL_LIMIT) < 0;
  }
}
