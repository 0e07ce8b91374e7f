package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.rules.GraphRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives jumps a direction and a distance, blocks an offset. A jump is the last instruction of its
 * block, or only a NOT_TAKEN follows.
 */
final class JumpResolver {
  private static final int NOT_YET = -1;

  /**
   * END_ASYNC_FOR names the END_SEND of the loop, which is that far behind the SEND that is its
   * target ({@code END_SEND_OFFSET}).
   */
  private static final int FROM_SEND_TO_END = 5;

  private final Encoding encoding;

  /** Whether conditional jumps have one instruction for each direction, as in 3.11. */
  private final boolean conditionsHaveDirections;

  private final boolean sizesByInstruction;

  // By number of a block in the order of the code; reused from unit to unit.

  private BasicBlock[] blocks = new BasicBlock[64];
  private @Nullable Instruction[] jumps = new @Nullable Instruction[64];

  /** Sizes without the jump. */
  private int[] sizes = new int[64];

  /** Sizes of what follows the jump. */
  private int[] behind = new int[64];

  private int count;

  JumpResolver(Encoding encoding, GraphRules rules) {
    this.encoding = encoding;
    this.conditionsHaveDirections = !rules.cutsSequence();
    this.sizesByInstruction = rules.sizesJumpsByInstruction();
  }

  /** Resolves the jumps of a unit; returns the size of the code in units. */
  int resolve(BasicBlock entry) {
    collect(entry);
    setDirections();
    if (sizesByInstruction) {
      numberTargets();
    }
    for (int i = 0; i < count; i++) {
      measure(i);
    }
    int total;
    do {
      total = setOffsets();
    } while (setDistances());
    for (int i = 0; i < count; i++) {
      blocks[i] = entry; // a long unit is not to be kept alive
      jumps[i] = null;
    }
    return total;
  }

  private void collect(BasicBlock entry) {
    count = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (count == blocks.length) {
        blocks = Arrays.copyOf(blocks, count * 2);
        jumps = Arrays.copyOf(jumps, count * 2);
        sizes = new int[count * 2];
        behind = new int[count * 2];
      }
      block.setOffset(NOT_YET);
      jumps[count] = jumpOf(block);
      blocks[count++] = block;
    }
  }

  private static @Nullable Instruction jumpOf(BasicBlock block) {
    int size = block.size();
    if (size == 0) {
      return null;
    }
    Instruction last = block.get(size - 1);
    if (last.opcode == Opcode.NOT_TAKEN && size > 1) {
      last = block.get(size - 2);
    }
    return last.isJump() ? last : null;
  }

  /**
   * {@code normalize_jumps} of 3.11, {@code resolve_unconditional_jumps}. A jump to its own block
   * goes back.
   */
  private void setDirections() {
    for (int i = 0; i < count; i++) {
      blocks[i].setOffset(0);
      Instruction jump = jumps[i];
      if (jump == null) {
        continue;
      }
      boolean forward = target(jump).offset() == NOT_YET;
      jump.opcode =
          switch (jump.opcode) {
            case JUMP -> forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD;
            case JUMP_NO_INTERRUPT ->
                forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD_NO_INTERRUPT;
            case END_ASYNC_FOR -> jump.opcode;
            default -> {
              if (conditionsHaveDirections) {
                yield directed(jump.opcode, forward);
              }
              if (!forward) {
                throw unexpected(jump.opcode);
              }
              yield jump.opcode;
            }
          };
    }
  }

  private static Opcode directed(Opcode jump, boolean forward) {
    return switch (jump) {
      case POP_JUMP_IF_NOT_NONE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_NOT_NONE : Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE;
      case POP_JUMP_IF_NONE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_NONE : Opcode.POP_JUMP_BACKWARD_IF_NONE;
      case POP_JUMP_IF_FALSE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_FALSE : Opcode.POP_JUMP_BACKWARD_IF_FALSE;
      case POP_JUMP_IF_TRUE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_TRUE : Opcode.POP_JUMP_BACKWARD_IF_TRUE;
      case JUMP_IF_TRUE_OR_POP, JUMP_IF_FALSE_OR_POP, FOR_ITER, SEND -> {
        if (!forward) {
          throw unexpected(jump);
        }
        yield jump;
      }
      default -> jump;
    };
  }

  private static IllegalStateException unexpected(Opcode jump) {
    return new IllegalStateException("unexpected " + jump + " jumping backwards");
  }

  /**
   * Gives each jump the number of the instruction that it leads to, which its size is first
   * computed of ({@code _PyInstructionSequence_ApplyLabelMap}).
   */
  private void numberTargets() {
    int number = 0;
    for (int i = 0; i < count; i++) {
      blocks[i].setOffset(number);
      number += blocks[i].size();
    }
    for (int i = 0; i < count; i++) {
      Instruction jump = jumps[i];
      if (jump != null) {
        jump.arg = target(jump).offset();
      }
    }
  }

  private void measure(int i) {
    BasicBlock block = blocks[i];
    Instruction jump = jumps[i];
    int size = 0;
    int last = 0;
    for (int j = 0, n = block.size(); j < n; j++) {
      Instruction instruction = block.get(j);
      if (instruction != jump) {
        last = encoding.size(instruction);
        size += last;
      } else {
        last = 0;
      }
    }
    sizes[i] = size;
    behind[i] = last;
  }

  private int setOffsets() {
    int offset = 0;
    for (int i = 0; i < count; i++) {
      blocks[i].setOffset(offset);
      offset += sizes[i];
      Instruction jump = jumps[i];
      if (jump != null) {
        offset += encoding.size(jump);
      }
    }
    return offset;
  }

  /**
   * Sets the distance of all jumps; returns whether one has changed its size, so that the offsets
   * are no longer true. What the sizes are in the beginning shows where more than one would fit. In
   * 3.11 that is a distance of 0, which leads to the EXTENDED_ARGs of {@code
   * assemble_jump_offsets}.
   */
  private boolean setDistances() {
    boolean moved = false;
    for (int i = 0; i < count; i++) {
      Instruction jump = jumps[i];
      if (jump == null) {
        continue;
      }
      int size = encoding.size(jump);
      int end = blocks[i].offset() + sizes[i] - behind[i] + size;
      int target = target(jump).offset();
      jump.arg =
          jump.opcode == Opcode.END_ASYNC_FOR
              ? end - target - FROM_SEND_TO_END
              : Math.abs(target - end);
      moved |= encoding.size(jump) != size;
    }
    return moved;
  }

  private static BasicBlock target(Instruction jump) {
    BasicBlock target = jump.target;
    if (target == null) {
      throw new IllegalStateException(jump.opcode + " without a target");
    }
    return target;
  }
}
