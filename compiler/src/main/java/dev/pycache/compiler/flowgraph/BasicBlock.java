package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import org.jspecify.annotations.Nullable;

/**
 * A run of instructions with one entry (CPython's {@code basicblock}). Blocks are chained by {@link
 * #next} in the order of the code; a unit also remembers them in the order in which they were made,
 * as some passes follow that one.
 *
 * <p>Made by {@link CodeUnit#newBlock()}. The marks are for the passes: none needs a set or a map
 * of blocks.
 */
public final class BasicBlock {
  private static final Instruction[] NO_INSTRUCTIONS = {};

  /** Start depth of a block that the computation of the stack depth has not reached. */
  static final int UNKNOWN_DEPTH = Integer.MIN_VALUE;

  /** The block that control falls into, which is also the next one in the code. */
  public @Nullable BasicBlock next;

  private Instruction[] instructions = NO_INSTRUCTIONS;
  private int size;

  /** The block of the same unit that was made just before this one ({@code b_list}). */
  final @Nullable BasicBlock madeBefore;

  /** Number of edges that lead here, once reachability is known. */
  int predecessors;

  /** Depth of the stack on entry. */
  int startDepth = UNKNOWN_DEPTH;

  private int offset;

  /** The block ends with a return, a raise or an unconditional jump. */
  boolean noFallThrough;

  /** The block ends with a return or a raise ({@code b_exit}). */
  boolean exits;

  /** As a handler: the offset of the raising instruction is pushed below the exception. */
  boolean preservesLasti;

  boolean visited;

  /** False once a pass has found no NOP here that had to stay, and none has been added since. */
  boolean mayHaveNops = true;

  /**
   * There is, or was, a SETUP pseudo instruction here. Where there is none, edges leave at the end
   * only.
   */
  boolean protects;

  /** The handlers in force on entry, while handlers are being labelled. */
  @Nullable HandlerStack handlers;

  private boolean returns;

  BasicBlock(@Nullable BasicBlock madeBefore) {
    this.madeBefore = madeBefore;
  }

  /**
   * Appends an instruction ({@code compiler_addop}); {@code target} is for jumps and SETUP pseudo
   * instructions.
   */
  public Instruction append(Opcode opcode, int arg, @Nullable BasicBlock target, Span span) {
    var instruction = new Instruction(opcode, arg, target, span);
    add(instruction);
    if (opcode == Opcode.RETURN_VALUE) {
      returns = true;
    } else if (target != null && instruction.isBlockPush()) {
      protects = true;
    }
    return instruction;
  }

  private void add(Instruction instruction) {
    if (size == instructions.length) {
      grow();
    }
    instructions[size++] = instruction;
  }

  /** Appends copies of all instructions of another block. */
  void addCopies(BasicBlock other) {
    for (int i = 0, n = other.size; i < n; i++) {
      add(other.instructions[i].copy());
    }
    protects |= other.protects;
    mayHaveNops = true;
  }

  private void grow() {
    var larger = new Instruction[size == 0 ? 8 : size * 2];
    System.arraycopy(instructions, 0, larger, 0, size);
    instructions = larger;
  }

  /** Whether the code generator has put a RETURN_VALUE here ({@code b_return}). */
  public boolean returns() {
    return returns;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Instruction get(int index) {
    return instructions[index];
  }

  /** The last instruction of a block that is not empty. */
  public Instruction last() {
    return instructions[size - 1];
  }

  /** Offset of the block in code units, as the assembler has laid it out. */
  public int offset() {
    return offset;
  }

  public void setOffset(int units) {
    offset = units;
  }

  /** Depth of the stack on entry. */
  public int startDepth() {
    return startDepth;
  }

  /** As a handler: whether the offset of the raising instruction is pushed below the exception. */
  public boolean preservesLasti() {
    return preservesLasti;
  }

  void set(int index, Instruction instruction) {
    instructions[index] = instruction;
  }

  /** Puts {@code prefix} before the instructions there are. */
  void prepend(Instruction[] prefix, int count) {
    var all = new Instruction[count + size];
    System.arraycopy(prefix, 0, all, 0, count);
    System.arraycopy(instructions, 0, all, count, size);
    instructions = all;
    size += count;
  }

  /** Keeps the first {@code newSize} instructions. */
  void truncate(int newSize) {
    size = newSize;
  }

  /** The first block that has instructions, from here on. */
  BasicBlock skipEmpty() {
    BasicBlock block = this;
    while (block.size == 0) {
      block = block.following();
    }
    return block;
  }

  /** The next block, where the shape of the graph promises one. */
  BasicBlock following() {
    BasicBlock following = next;
    if (following == null) {
      throw new IllegalStateException("control falls off the end of the code");
    }
    return following;
  }
}
