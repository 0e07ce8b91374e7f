package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import java.util.Arrays;

/**
 * Gives jumps a direction and a distance, blocks an offset. A jump is always the last instruction
 * of its block.
 */
final class JumpResolver {
  private static final int NOT_YET = -1;

  private final Encoding encoding;

  /**
   * Blocks and their sizes without the jump at the end, in the order of the code; reused from unit
   * to unit.
   */
  private BasicBlock[] blocks = new BasicBlock[64];

  private int[] sizes = new int[64];
  private int count;

  JumpResolver(Encoding encoding) {
    this.encoding = encoding;
  }

  /** Resolves the jumps of a unit; returns the size of the code in units. */
  int resolve(BasicBlock entry) {
    collect(entry);
    setDirections();
    for (int i = 0; i < count; i++) {
      sizes[i] = sizeWithoutJump(blocks[i]);
    }
    int total;
    do {
      total = setOffsets();
    } while (setDistances());
    for (int i = 0; i < count; i++) {
      blocks[i] = entry; // a long unit is not to be kept alive
    }
    return total;
  }

  private void collect(BasicBlock entry) {
    count = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      if (count == blocks.length) {
        blocks = Arrays.copyOf(blocks, count * 2);
        sizes = new int[count * 2];
      }
      block.setOffset(NOT_YET);
      blocks[count++] = block;
    }
  }

  /** {@code normalize_jumps}. A jump to its own block goes back. */
  private void setDirections() {
    for (int i = 0; i < count; i++) {
      BasicBlock block = blocks[i];
      block.setOffset(0);
      if (!endsWithJump(block)) {
        continue;
      }
      Instruction jump = block.last();
      boolean forward = target(jump).offset() == NOT_YET;
      jump.opcode =
          switch (jump.opcode) {
            case JUMP -> forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD;
            case JUMP_NO_INTERRUPT ->
                forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD_NO_INTERRUPT;
            case POP_JUMP_IF_NOT_NONE ->
                forward
                    ? Opcode.POP_JUMP_FORWARD_IF_NOT_NONE
                    : Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE;
            case POP_JUMP_IF_NONE ->
                forward ? Opcode.POP_JUMP_FORWARD_IF_NONE : Opcode.POP_JUMP_BACKWARD_IF_NONE;
            case POP_JUMP_IF_FALSE ->
                forward ? Opcode.POP_JUMP_FORWARD_IF_FALSE : Opcode.POP_JUMP_BACKWARD_IF_FALSE;
            case POP_JUMP_IF_TRUE ->
                forward ? Opcode.POP_JUMP_FORWARD_IF_TRUE : Opcode.POP_JUMP_BACKWARD_IF_TRUE;
            case JUMP_IF_TRUE_OR_POP, JUMP_IF_FALSE_OR_POP, FOR_ITER, SEND -> {
              if (!forward) {
                throw new IllegalStateException("unexpected " + jump.opcode + " jumping backwards");
              }
              yield jump.opcode;
            }
            default -> jump.opcode;
          };
    }
  }

  private int sizeWithoutJump(BasicBlock block) {
    int end = endsWithJump(block) ? block.size() - 1 : block.size();
    int size = 0;
    for (int i = 0; i < end; i++) {
      size += encoding.size(block.get(i));
    }
    return size;
  }

  private int setOffsets() {
    int offset = 0;
    for (int i = 0; i < count; i++) {
      BasicBlock block = blocks[i];
      block.setOffset(offset);
      offset += sizes[i];
      if (endsWithJump(block)) {
        offset += encoding.size(block.last());
      }
    }
    return offset;
  }

  /**
   * Sets the distance of all jumps; returns whether one has changed its size, so that the offsets
   * are no longer true. Sizes start from a distance of 0, as in {@code assemble_jump_offsets},
   * which leads to the same EXTENDED_ARGs.
   */
  private boolean setDistances() {
    boolean moved = false;
    for (int i = 0; i < count; i++) {
      BasicBlock block = blocks[i];
      if (endsWithJump(block)) {
        Instruction jump = block.last();
        int size = encoding.size(jump);
        int end = block.offset() + sizes[i] + size;
        jump.arg = Math.abs(target(jump).offset() - end);
        moved |= encoding.size(jump) != size;
      }
    }
    return moved;
  }

  private static boolean endsWithJump(BasicBlock block) {
    return !block.isEmpty() && block.last().isJump();
  }

  private static BasicBlock target(Instruction jump) {
    BasicBlock target = jump.target;
    if (target == null) {
      throw new IllegalStateException(jump.opcode + " without a target");
    }
    return target;
  }
}
