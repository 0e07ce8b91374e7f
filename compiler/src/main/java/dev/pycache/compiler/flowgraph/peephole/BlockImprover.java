package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Improves the instructions of a block one after the other ({@code optimize_basic_block} of 3.13
 * and later). What is no longer needed becomes a NOP.
 */
public final class BlockImprover {
  /** In the argument of COMPARE_OP: what comes out is made a bool. */
  private static final int COMPARE_TO_BOOL = 16;

  private static final int LIST_TO_TUPLE = 6;
  private static final int UNARY_POSITIVE = 5;

  private final TupleFolder tuples;
  private final ConstantFolder folder;
  private final boolean foldsConstants;
  private final boolean keepsOrderOfStores;

  public BlockImprover(CompilationContext context, ConstantCache cache) {
    var rules = new GraphRules(context.target());
    this.tuples = new TupleFolder(cache);
    this.folder = new ConstantFolder(context, cache);
    this.foldsConstants = rules.foldsConstants();
    this.keepsOrderOfStores = rules.keepsOrderOfStores();
  }

  public void improve(BasicBlock block, IndexTable<Constant> consts) {
    boolean swaps = false;
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if ((Traits.of(instruction.opcode) & Traits.IMPROVABLE) == 0) {
        continue;
      }
      switch (instruction.opcode) {
        case POP_JUMP_IF_NOT_NONE,
            POP_JUMP_IF_NONE,
            POP_JUMP_IF_FALSE,
            POP_JUMP_IF_TRUE,
            JUMP,
            JUMP_NO_INTERRUPT,
            JUMP_IF_FALSE,
            JUMP_IF_TRUE -> {
          // If it has changed, what came of it is looked at.
          if (JumpThreading.shorten(block, instruction)) {
            block.nowContains(Traits.REWIRED);
            i--;
          }
        }
        case SWAP -> {
          swaps = true;
          if (instruction.arg == 1) {
            clear(block, instruction);
          }
        }
        case BUILD_TUPLE,
            BUILD_LIST,
            BUILD_SET,
            UNARY_INVERT,
            UNARY_NEGATIVE,
            CALL_INTRINSIC_1,
            BINARY_OP,
            LIST_APPEND,
            SET_ADD ->
            build(block, i, instruction, consts);
        default -> {
          if (!joinsNext(block, i, instruction)
              && instruction.opcode == Opcode.UNARY_NOT
              && foldsConstants) {
            folder.foldUnary(block, i, instruction, consts);
          }
        }
      }
    }
    if (swaps) {
      swap(block);
    }
  }

  private void swap(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      if (block.get(i).opcode == Opcode.SWAP) {
        i = SwapOptimizer.shorten(block, i);
        SwapOptimizer.applyStatically(block, i, keepsOrderOfStores);
      }
    }
  }

  /** What makes one value of several; most of it may be computed if they are constants, in 3.14. */
  private void build(
      BasicBlock block, int i, Instruction instruction, IndexTable<Constant> consts) {
    if (!foldsConstants) {
      if (instruction.opcode == Opcode.BUILD_TUPLE) {
        tuples.optimize(block, i, instruction, consts);
      }
      return;
    }
    switch (instruction.opcode) {
      case BUILD_TUPLE -> {
        if (!TupleFolder.unpacksAtOnce(block, i, instruction)) {
          folder.foldTuple(block, i, instruction, consts);
        }
      }
      case BUILD_LIST, BUILD_SET -> folder.foldDisplay(block, i, instruction, consts);
      case UNARY_INVERT, UNARY_NEGATIVE -> folder.foldUnary(block, i, instruction, consts);
      case BINARY_OP -> folder.foldBinary(block, i, instruction, consts);
      case LIST_APPEND, SET_ADD -> folder.foldLongDisplay(block, i, instruction, consts);
      case CALL_INTRINSIC_1 -> {
        if (instruction.arg == LIST_TO_TUPLE) {
          folder.foldLongTuple(block, i, instruction, consts);
        } else if (instruction.arg == UNARY_POSITIVE) {
          folder.foldUnary(block, i, instruction, consts);
        }
      }
      default -> {}
    }
  }

  /** Two instructions that become one; returns whether they did. */
  private boolean joinsNext(BasicBlock block, int i, Instruction instruction) {
    if (i + 1 == block.size()) {
      return false;
    }
    Instruction next = block.get(i + 1);
    int arg = instruction.arg;
    switch (instruction.opcode) {
      case STORE_FAST -> {
        boolean storesAgain =
            next.opcode == Opcode.STORE_FAST
                && next.arg == arg
                && next.span.line() == instruction.span.line();
        if (storesAgain) {
          instruction.become(Opcode.POP_TOP, 0);
          block.nowContains(Traits.POP_TOP);
        }
      }
      case LOAD_GLOBAL -> {
        if (next.opcode == Opcode.PUSH_NULL && (arg & 1) == 0) {
          instruction.arg |= 1;
          clear(block, next);
        }
      }
      case COMPARE_OP -> {
        if (next.opcode == Opcode.TO_BOOL) {
          replace(block, instruction, next, Opcode.COMPARE_OP, arg | COMPARE_TO_BOOL);
        }
      }
      case CONTAINS_OP, IS_OP -> {
        if (next.opcode == Opcode.TO_BOOL) {
          replace(block, instruction, next, instruction.opcode, arg);
        } else if (next.opcode == Opcode.UNARY_NOT && foldsConstants) {
          replace(block, instruction, next, instruction.opcode, arg ^ 1);
        }
      }
      case TO_BOOL -> {
        if (next.opcode == Opcode.TO_BOOL) {
          clear(block, instruction);
        }
      }
      case UNARY_NOT -> {
        if (next.opcode == Opcode.TO_BOOL) {
          replace(block, instruction, next, Opcode.UNARY_NOT, 0);
        } else if (next.opcode == Opcode.UNARY_NOT) {
          clear(block, instruction);
          clear(block, next);
        } else {
          return false;
        }
        return true;
      }
      default -> {}
    }
    return false;
  }

  private static void replace(
      BasicBlock block, Instruction first, Instruction second, Opcode opcode, int arg) {
    clear(block, first);
    second.become(opcode, arg);
  }

  private static void clear(BasicBlock block, Instruction instruction) {
    instruction.clear();
    block.nowContains(Traits.NOP);
  }
}
