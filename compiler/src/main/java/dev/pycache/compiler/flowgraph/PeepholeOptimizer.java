package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;

/**
 * Improves the instructions of a block one after the other ({@code optimize_basic_block}): tests of
 * constants, tuples of constants, jumps to jumps, swaps. What is no longer needed becomes a NOP.
 */
final class PeepholeOptimizer {
  /** The instructions that {@link #optimize} looks at, which most are not. */
  private static final boolean[] IMPROVABLE = new boolean[Opcode.values().length];

  static {
    Opcode[] improvable = {
      Opcode.LOAD_CONST,
      Opcode.BUILD_TUPLE,
      Opcode.JUMP_IF_FALSE_OR_POP,
      Opcode.JUMP_IF_TRUE_OR_POP,
      Opcode.POP_JUMP_IF_NOT_NONE,
      Opcode.POP_JUMP_IF_NONE,
      Opcode.POP_JUMP_IF_FALSE,
      Opcode.POP_JUMP_IF_TRUE,
      Opcode.JUMP,
      Opcode.FOR_ITER,
      Opcode.SEND,
      Opcode.JUMP_NO_INTERRUPT,
      Opcode.SETUP_FINALLY,
      Opcode.SETUP_CLEANUP,
      Opcode.SETUP_WITH,
      Opcode.SWAP,
      Opcode.PUSH_NULL
    };
    for (Opcode opcode : improvable) {
      IMPROVABLE[opcode.ordinal()] = true;
    }
  }

  private final Target target;
  private final IndexTable<Constant> consts;
  private final ConstantCache cache;

  PeepholeOptimizer(Target target, CodeUnit unit, ConstantCache cache) {
    this.target = target;
    this.consts = unit.consts;
    this.cache = cache;
  }

  void optimize(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (!IMPROVABLE[instruction.opcode.ordinal()]) {
        continue;
      }
      switch (instruction.opcode) {
        case LOAD_CONST -> loadConst(block, i, instruction);
        case BUILD_TUPLE -> buildTuple(block, i, instruction);
        case JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP ->
            i -= jumpOrPop(instruction, firstAtTarget(instruction));
        case POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_NONE, POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE, JUMP -> {
          Instruction target = firstAtTarget(instruction);
          if (target.opcode == Opcode.JUMP) {
            i -= thread(instruction, target, instruction.opcode);
          }
        }
        case FOR_ITER, SEND, JUMP_NO_INTERRUPT, SETUP_FINALLY, SETUP_CLEANUP, SETUP_WITH ->
            firstAtTarget(instruction);
        case SWAP -> {
          if (instruction.arg == 1) {
            instruction.opcode = Opcode.NOP;
          } else {
            i = SwapOptimizer.shorten(block, i);
            SwapOptimizer.applyStatically(block, i, target.keepsOrderOfStores());
          }
        }
        case PUSH_NULL -> {
          if (i + 1 < block.size() && block.get(i + 1).opcode == Opcode.LOAD_GLOBAL) {
            instruction.opcode = Opcode.NOP;
            instruction.arg = 0;
            block.get(i + 1).arg |= 1;
          }
        }
        default -> {}
      }
    }
  }

  /** The instruction that the jump leads to; empty blocks at the target are skipped for good. */
  private static Instruction firstAtTarget(Instruction jump) {
    BasicBlock target = BlockPasses.target(jump).skipEmpty();
    jump.target = target;
    return target.get(0);
  }

  /** A constant that is tested at once: the outcome is known. */
  private void loadConst(BasicBlock block, int i, Instruction load) {
    if (i + 1 >= block.size()) {
      return;
    }
    Instruction next = block.get(i + 1);
    switch (next.opcode) {
      case POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE -> {
        boolean jumps = isTrue(consts.get(load.arg)) == (next.opcode == Opcode.POP_JUMP_IF_TRUE);
        load.opcode = Opcode.NOP;
        decide(block, next, jumps);
      }
      case JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP -> {
        boolean jumps = isTrue(consts.get(load.arg)) == (next.opcode == Opcode.JUMP_IF_TRUE_OR_POP);
        if (!jumps) {
          load.opcode = Opcode.NOP;
        }
        decide(block, next, jumps);
      }
      case IS_OP -> {
        if (i + 2 < block.size() && consts.get(load.arg) == Singleton.NONE) {
          testForNone(load, next, block.get(i + 2));
        }
      }
      default -> {}
    }
  }

  private static void decide(BasicBlock block, Instruction test, boolean jumps) {
    if (jumps) {
      test.opcode = Opcode.JUMP;
      block.noFallThrough = true;
    } else {
      test.opcode = Opcode.NOP;
    }
  }

  /** {@code x is None} or {@code x is not None} under a jump. */
  private static void testForNone(Instruction load, Instruction is, Instruction jump) {
    if (jump.opcode != Opcode.POP_JUMP_IF_FALSE && jump.opcode != Opcode.POP_JUMP_IF_TRUE) {
      return;
    }
    boolean inverted = is.arg != 0;
    boolean jumpsIfNot = inverted != (jump.opcode == Opcode.POP_JUMP_IF_FALSE);
    load.opcode = Opcode.NOP;
    is.opcode = Opcode.NOP;
    jump.opcode = jumpsIfNot ? Opcode.POP_JUMP_IF_NOT_NONE : Opcode.POP_JUMP_IF_NONE;
  }

  /** {@code PyObject_IsTrue} of a constant. */
  private static boolean isTrue(Constant constant) {
    return switch (constant) {
      case Singleton s -> s == Singleton.TRUE || s == Singleton.ELLIPSIS;
      case Int i -> i.value().signum() != 0;
      case Float f -> f.value() != 0;
      case Complex c -> c.real().value() != 0 || c.imaginary().value() != 0;
      case Str s -> !s.isEmpty();
      case Bytes b -> b.length() != 0;
      case Tuple t -> t.size() != 0;
      case FrozenSet s -> !s.items().isEmpty();
      case CodeObject c -> true;
      case MarshalOnly m -> throw m.unexpected();
    };
  }

  private void buildTuple(BasicBlock block, int i, Instruction build) {
    int count = build.arg;
    if (i + 1 < block.size() && count >= 1 && count <= 3) {
      Instruction next = block.get(i + 1);
      if (next.opcode == Opcode.UNPACK_SEQUENCE && next.arg == count) {
        build.opcode = Opcode.NOP;
        next.opcode = count == 1 ? Opcode.NOP : Opcode.SWAP;
        return;
      }
    }
    if (i >= count) {
      foldTuple(block, i - count, build);
    }
  }

  /**
   * A tuple whose items are the constants loaded just before is a constant ({@code
   * fold_tuple_on_constants}).
   */
  private void foldTuple(BasicBlock block, int start, Instruction build) {
    int count = build.arg;
    for (int i = 0; i < count; i++) {
      if (block.get(start + i).opcode != Opcode.LOAD_CONST) {
        return;
      }
    }
    var items = new Constant[count];
    for (int i = 0; i < count; i++) {
      items[i] = consts.get(block.get(start + i).arg);
    }
    int index = consts.indexOf(cache.merge(Tuple.of(items)));
    for (int i = 0; i < count; i++) {
      block.get(start + i).opcode = Opcode.NOP;
    }
    build.opcode = Opcode.LOAD_CONST;
    build.arg = index;
  }

  /**
   * A jump that keeps its value only if it jumps, to a test of that value: {@code a and b or c} and
   * the like.
   *
   * @return 1 if the instruction changed and is to be looked at again, else 0
   */
  private static int jumpOrPop(Instruction jump, Instruction target) {
    boolean ifFalse = jump.opcode == Opcode.JUMP_IF_FALSE_OR_POP;
    Opcode popping = ifFalse ? Opcode.POP_JUMP_IF_FALSE : Opcode.POP_JUMP_IF_TRUE;
    return switch (target.opcode) {
      case JUMP -> thread(jump, target, jump.opcode);
      case POP_JUMP_IF_FALSE ->
          ifFalse ? thread(jump, target, popping) : passTest(jump, target, popping);
      case POP_JUMP_IF_TRUE ->
          ifFalse ? passTest(jump, target, popping) : thread(jump, target, popping);
      case JUMP_IF_FALSE_OR_POP ->
          ifFalse ? thread(jump, target, jump.opcode) : passTest(jump, target, popping);
      case JUMP_IF_TRUE_OR_POP ->
          ifFalse ? passTest(jump, target, popping) : thread(jump, target, jump.opcode);
      default -> 0;
    };
  }

  /** The test at the target is sure to fail: go on behind it. */
  private static int passTest(Instruction jump, Instruction target, Opcode popping) {
    if (jump.span.line() != target.span.line()) {
      return 0;
    }
    jump.opcode = popping;
    jump.target = BlockPasses.target(jump).following();
    return 1;
  }

  /**
   * Jumps at once to where the jump at the target leads, unless that is the same block ({@code
   * jump_thread}).
   */
  private static int thread(Instruction jump, Instruction target, Opcode opcode) {
    if (jump.span.line() != target.span.line() || jump.target == target.target) {
      return 0;
    }
    jump.target = target.target;
    jump.opcode = opcode;
    return 1;
  }
}
