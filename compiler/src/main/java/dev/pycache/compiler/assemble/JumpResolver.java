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
  /**
   * END_ASYNC_FOR names the END_SEND of the loop, which is that far behind the SEND that is its
   * target ({@code END_SEND_OFFSET}).
   */
  private static final int FROM_SEND_TO_END = 5;

  private final Encoding encoding;

  /** Whether conditional jumps have one instruction for each direction, as in 3.11. */
  private final boolean conditionsHaveDirections;

  private final boolean sizesByInstruction;

  // Reused from unit to unit.

  /** The blocks in the order of the code. */
  private BasicBlock[] blocks = new BasicBlock[64];

  /** Their sizes. */
  private int[] sizes = new int[64];

  private int count;

  /** The jumps in the order of the code. */
  private @Nullable Instruction[] jumps = new @Nullable Instruction[64];

  /** The numbers of their blocks. */
  private int[] jumpBlocks = new int[64];

  private int jumpCount;

  JumpResolver(Encoding encoding, GraphRules rules) {
    this.encoding = encoding;
    this.conditionsHaveDirections = !rules.cutsSequence();
    this.sizesByInstruction = rules.sizesJumpsByInstruction();
  }

  /** Resolves the jumps of a unit; returns the size of the code in units. */
  int resolve(BasicBlock entry) {
    collect(entry);
    for (int i = 0; i < jumpCount; i++) {
      prepare(jump(i), jumpBlocks[i]);
    }
    int total;
    do {
      total = setOffsets();
    } while (setDistances());
    Arrays.fill(blocks, 0, count, entry); // a long unit is not to be kept alive
    Arrays.fill(jumps, 0, jumpCount, null);
    return total;
  }

  /**
   * Lists the blocks with their sizes, jumps left out, and the jumps; the offset of a block is the
   * number of its first instruction for now.
   */
  private void collect(BasicBlock entry) {
    count = 0;
    jumpCount = 0;
    int number = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (count == blocks.length) {
        blocks = Arrays.copyOf(blocks, count * 2);
        sizes = Arrays.copyOf(sizes, count * 2);
        jumps = Arrays.copyOf(jumps, count * 2);
        jumpBlocks = Arrays.copyOf(jumpBlocks, count * 2);
      }
      Instruction jump = block.jumpAtEnd();
      if (jump != null) {
        jumps[jumpCount] = jump;
        jumpBlocks[jumpCount++] = count;
      }
      block.setOffset(number);
      number += block.size();
      sizes[count] = measure(block, jump);
      blocks[count++] = block;
    }
  }

  /** Size of a block without its jump. */
  private int measure(BasicBlock block, @Nullable Instruction jump) {
    int size = 0;
    Encoding encoding = this.encoding;
    Instruction[] all = block.array();
    for (int i = block.start(), end = block.end(); i < end; i++) {
      Instruction instruction = all[i];
      int shape = encoding.shape(instruction.opcode);
      size += Encoding.size(shape);
      if (instruction.arg > 0xFF) {
        size += Encoding.prefixes(shape, instruction.arg);
      }
    }
    return jump == null ? size : size - encoding.size(jump);
  }

  /**
   * Gives a jump its direction ({@code normalize_jumps} of 3.11, {@code
   * resolve_unconditional_jumps}), and the argument that its size is first computed of: the number
   * of the instruction that it leads to ({@code _PyInstructionSequence_ApplyLabelMap}), or that of
   * the label which it has already. A jump to its own block goes back.
   */
  private void prepare(Instruction jump, int block) {
    int target = target(jump).offset();
    boolean forward = target > blocks[block].offset();
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
    if (sizesByInstruction) {
      jump.arg = target;
    }
    sizes[block] += encoding.size(jump);
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

  private int setOffsets() {
    int offset = 0;
    for (int i = 0; i < count; i++) {
      blocks[i].setOffset(offset);
      offset += sizes[i];
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
    for (int i = 0; i < jumpCount; i++) {
      Instruction jump = jump(i);
      int number = jumpBlocks[i];
      BasicBlock block = blocks[number];
      int end = block.offset() + sizes[number];
      if (block.last() != jump) {
        end -= encoding.size(block.last());
      }
      int size = encoding.size(jump);
      int target = target(jump).offset();
      jump.arg =
          jump.opcode == Opcode.END_ASYNC_FOR
              ? end - target - FROM_SEND_TO_END
              : Math.abs(target - end);
      int change = encoding.size(jump) - size;
      if (change != 0) {
        sizes[number] += change;
        moved = true;
      }
    }
    return moved;
  }

  private Instruction jump(int index) {
    Instruction jump = jumps[index];
    if (jump == null) {
      throw new IllegalStateException("no jump " + index);
    }
    return jump;
  }

  private static BasicBlock target(Instruction jump) {
    BasicBlock target = jump.target;
    if (target == null) {
      throw new IllegalStateException(jump.opcode + " without a target");
    }
    return target;
  }
}
