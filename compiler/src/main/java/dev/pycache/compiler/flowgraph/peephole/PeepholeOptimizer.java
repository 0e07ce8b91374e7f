package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.fold.ConstantArithmetic;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Improves the instructions of a block one after the other ({@code optimize_basic_block} of 3.11
 * and 3.12): tests of constants, tuples of constants, jumps to jumps, swaps. What is no longer
 * needed becomes a NOP.
 */
public final class PeepholeOptimizer {
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
      Opcode.COPY,
      Opcode.PUSH_NULL
    };
    for (Opcode opcode : improvable) {
      IMPROVABLE[opcode.ordinal()] = true;
    }
  }

  private static final int NOTHING = -1;

  /** A constant, a comparison with it and a jump: the longest of what is improved at the end. */
  private static final int LONGEST_TEST = 3;

  private final TupleFolder tuples;
  private final boolean keepsOrderOfStores;

  /** Whether the rules are those of 3.12. */
  private final boolean cutsSequence;

  public PeepholeOptimizer(GraphRules rules, ConstantCache cache) {
    this.tuples = new TupleFolder(cache);
    this.keepsOrderOfStores = rules.keepsOrderOfStores();
    this.cutsSequence = rules.cutsSequence();
  }

  public void optimize(BasicBlock block, IndexTable<Constant> consts) {
    if (block.mayContain(Traits.PUSH_NULL)) {
      joinNulls(block);
    }
    // The constant that the instruction before has loaded, also over copies of it.
    int loaded = NOTHING;
    for (int i = first(block); i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (!IMPROVABLE[instruction.opcode.ordinal()]) {
        loaded = NOTHING;
        continue;
      }
      boolean copies = loaded != NOTHING && instruction.opcode == Opcode.COPY;
      if (!copies || instruction.arg != 1) {
        loaded = instruction.opcode == Opcode.LOAD_CONST ? instruction.arg : NOTHING;
      }
      switch (instruction.opcode) { // the most frequent ones first
        case LOAD_CONST -> loadConst(block, i, instruction, loaded, consts);
        case PUSH_NULL -> {
          if (precedesGlobal(block, i)) {
            instruction.clear();
            block.nowContains(Traits.NOP);
            block.get(i + 1).arg |= 1;
          }
        }
        case POP_JUMP_IF_NOT_NONE, POP_JUMP_IF_NONE, POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE, JUMP -> {
          Instruction target = firstAtTarget(instruction);
          if (target.opcode == Opcode.JUMP) {
            i -= thread(instruction, target, instruction.opcode);
          }
        }
        case COPY -> {
          if (cutsSequence && loaded != NOTHING) {
            loadConst(block, i, instruction, loaded, consts);
          }
        }
        case BUILD_TUPLE -> tuples.optimize(block, i, instruction, consts);
        case JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP ->
            i -= jumpOrPop(instruction, firstAtTarget(instruction));
        case FOR_ITER, SEND, JUMP_NO_INTERRUPT, SETUP_FINALLY, SETUP_CLEANUP, SETUP_WITH ->
            firstAtTarget(instruction);
        case SWAP -> {
          if (instruction.arg == 1) {
            instruction.opcode = Opcode.NOP;
            block.nowContains(Traits.NOP);
          } else {
            i = SwapOptimizer.shorten(block, i);
            SwapOptimizer.applyStatically(block, i, keepsOrderOfStores);
          }
        }
        default -> {}
      }
    }
  }

  /**
   * Takes out each PUSH_NULL in front of a LOAD_GLOBAL, which pushes the NULL then, if the NOP that
   * is made of it otherwise would have to go: if they are in one line.
   */
  private static void joinNulls(BasicBlock block) {
    boolean left = false;
    int kept = 0;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.PUSH_NULL && precedesGlobal(block, i)) {
        Instruction load = block.get(i + 1);
        if (load.span.line() == instruction.span.line()) {
          load.arg |= 1;
          continue;
        }
        left = true;
      }
      if (kept != i) {
        block.set(kept, instruction);
      }
      kept++;
    }
    block.truncate(kept);
    if (!left) {
      block.noLongerContains(Traits.PUSH_NULL);
    }
  }

  /** Whether the next instruction loads a global, and no NULL as yet. */
  private static boolean precedesGlobal(BasicBlock block, int i) {
    if (i + 1 == block.size()) {
      return false;
    }
    Instruction next = block.get(i + 1);
    return next.opcode == Opcode.LOAD_GLOBAL && (next.arg & 1) == 0;
  }

  /** Where to begin to look at a block. */
  private static int first(BasicBlock block) {
    return block.mayContain(Traits.IMPROVABLE_WITHIN | Traits.PUSH_NULL | Traits.GOES_ON)
        ? 0
        : Math.max(0, block.size() - LONGEST_TEST);
  }

  /** The instruction that the jump leads to; empty blocks at the target are skipped for good. */
  private static Instruction firstAtTarget(Instruction jump) {
    BasicBlock target = jump.requireTarget().skipEmpty();
    jump.target = target;
    return target.get(0);
  }

  /** A constant that is tested or, in 3.12, returned at once: the outcome is known. */
  private void loadConst(
      BasicBlock block, int i, Instruction load, int index, IndexTable<Constant> consts) {
    if (i + 1 >= block.size()) {
      return;
    }
    Instruction next = block.get(i + 1);
    switch (next.opcode) {
      case POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE -> {
        boolean isTrue = ConstantArithmetic.isTrue(consts.get(index));
        load.opcode = Opcode.NOP;
        block.nowContains(Traits.NOP);
        decide(block, next, isTrue == (next.opcode == Opcode.POP_JUMP_IF_TRUE));
      }
      case JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP -> {
        boolean isTrue = ConstantArithmetic.isTrue(consts.get(index));
        boolean jumps = isTrue == (next.opcode == Opcode.JUMP_IF_TRUE_OR_POP);
        if (!jumps) {
          load.opcode = Opcode.NOP;
          block.nowContains(Traits.NOP);
        }
        decide(block, next, jumps);
      }
      case IS_OP -> {
        if (i + 2 < block.size() && consts.get(index) == Singleton.NONE) {
          testForNone(block, load, next, block.get(i + 2));
        }
      }
      case RETURN_VALUE -> {
        if (cutsSequence) {
          load.clear();
          block.nowContains(Traits.NOP);
          next.become(Opcode.RETURN_CONST, index);
        }
      }
      default -> {}
    }
  }

  private static void decide(BasicBlock block, Instruction test, boolean jumps) {
    if (jumps) {
      test.opcode = Opcode.JUMP;
      block.nowContains(Traits.UNCONDITIONAL);
      block.noFallThrough = true;
    } else {
      test.opcode = Opcode.NOP;
      block.nowContains(Traits.NOP);
    }
  }

  /** {@code x is None} or {@code x is not None} under a jump. */
  private static void testForNone(
      BasicBlock block, Instruction load, Instruction is, Instruction jump) {
    if (jump.opcode != Opcode.POP_JUMP_IF_FALSE && jump.opcode != Opcode.POP_JUMP_IF_TRUE) {
      return;
    }
    boolean inverted = is.arg != 0;
    boolean jumpsIfNot = inverted != (jump.opcode == Opcode.POP_JUMP_IF_FALSE);
    load.opcode = Opcode.NOP;
    is.opcode = Opcode.NOP;
    block.nowContains(Traits.NOP);
    jump.opcode = jumpsIfNot ? Opcode.POP_JUMP_IF_NOT_NONE : Opcode.POP_JUMP_IF_NONE;
  }

  /**
   * A jump that keeps its value only if it jumps, to a test of that value: {@code a and b or c} and
   * the like.
   *
   * @return 1 if the instruction changed and is to be looked at again, else 0
   */
  private int jumpOrPop(Instruction jump, Instruction target) {
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
    jump.target = jump.requireTarget().following();
    return 1;
  }

  /**
   * Jumps at once to where the jump at the target leads, unless that is the same block ({@code
   * jump_thread}).
   */
  private int thread(Instruction jump, Instruction target, Opcode opcode) {
    boolean sameLine =
        jump.span.line() == target.span.line() || (cutsSequence && target.span.line() == -1);
    if (!sameLine || jump.target == target.target) {
      return 0;
    }
    jump.target = target.target;
    jump.opcode = opcode;
    return 1;
  }
}
