package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import java.util.Arrays;
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

  /** A block with room for more than so many instructions does not share its array. */
  private static final int MOST_SHARED = 4096;

  /** Start depth of a block that the computation of the stack depth has not reached. */
  public static final int UNKNOWN_DEPTH = Integer.MIN_VALUE;

  /** {@link #label} of a block that begins at no label. */
  public static final int NO_LABEL = -1;

  /** The block that control falls into, which is also the next one in the code. */
  public @Nullable BasicBlock next;

  /**
   * The array in which the instructions are, from {@link #start} to {@link #end}. There is room for
   * more up to {@link #limit}; what is behind that belongs to other blocks.
   */
  private Instruction[] instructions = NO_INSTRUCTIONS;

  private int start;
  private int end;
  private int limit;

  /** The block of the same unit that was made just before this one ({@code b_list}). */
  public final @Nullable BasicBlock madeBefore;

  /** Number of edges that lead here, once reachability is known. */
  public int predecessors;

  /** Depth of the stack on entry. */
  public int startDepth = UNKNOWN_DEPTH;

  private int offset;

  /** The block ends with a return, a raise or an unconditional jump. */
  public boolean noFallThrough;

  /** The block ends with a return or a raise ({@code b_exit}). */
  public boolean exits;

  /** As a handler: the offset of the raising instruction is pushed below the exception. */
  public boolean preservesLasti;

  public boolean visited;

  /** Number of the block's own label, in the order in which labels are made. */
  public int number = NO_LABEL;

  /** Number of the label at which the block begins ({@code b_label}). */
  public int label = NO_LABEL;

  /** Some SETUP pseudo instruction names the block ({@code b_except_handler}). */
  public boolean isHandler;

  /** Control gets here without an exception ({@code b_warm}). */
  public boolean warm;

  /** Control gets here after an exception only ({@code b_cold}). */
  public boolean cold;

  /** A bit for each of the first 64 locals that may be unbound on entry. */
  public long unboundLocals;

  /** The {@link Traits} of all that was ever put here, and of what it was made to be. */
  private int traits;

  /** The handlers in force on entry, while handlers are being labelled. */
  public @Nullable HandlerStack handlers;

  public BasicBlock(@Nullable BasicBlock madeBefore) {
    this.madeBefore = madeBefore;
  }

  /**
   * Gives this block, which has no instructions yet, and those that follow it an array for theirs.
   */
  public void beginIn(Instruction[] array) {
    instructions = array;
    limit = array.length;
  }

  /**
   * Lets control fall into a block, which puts its instructions behind those of this one; nothing
   * is to be appended here any more ({@code compiler_use_next_block}).
   */
  public void fallInto(BasicBlock block) {
    next = block;
    // A large block keeps what room it has: to move when a pass appends to it would take as much
    // again.
    if (block.limit == 0 && limit == instructions.length && limit <= MOST_SHARED) {
      block.instructions = instructions;
      block.start = end;
      block.end = end;
      block.limit = limit;
      close();
    }
  }

  /** Leaves the rest of the array to others. */
  public void close() {
    limit = end;
  }

  /**
   * Appends an instruction ({@code compiler_addop}); {@code target} is for jumps and SETUP pseudo
   * instructions.
   */
  public Instruction append(Opcode opcode, int arg, @Nullable BasicBlock target, Span span) {
    var instruction = new Instruction(opcode, arg, target, span);
    put(instruction);
    note(opcode, span);
    return instruction;
  }

  /**
   * Appends an instruction that takes over the handler of the one that stood in its place of the
   * array before, if there was one: {@code basicblock_addop} sets everything but the handler, and
   * what a removed instruction leaves behind the end is not cleared.
   */
  public void appendOverOld(Opcode opcode, int arg, @Nullable BasicBlock target, Span span) {
    var instruction = new Instruction(opcode, arg, target, span);
    Instruction old = end < limit ? instructions[end] : null;
    if (old != null) {
      instruction.handler = old.handler;
    }
    add(instruction);
  }

  public void add(Instruction instruction) {
    put(instruction);
    note(instruction.opcode, instruction.span);
  }

  private void put(Instruction instruction) {
    makeRoom();
    instructions[end++] = instruction;
  }

  private void makeRoom() {
    if (end == limit) {
      grow(1);
    }
  }

  /** Notes the traits of an instruction that is put behind all others. */
  private void note(Opcode opcode, Span span) {
    int before = traits;
    traits = before | goesOn(before) | Traits.of(opcode) | Traits.ofPlace(span);
  }

  /** Appends all instructions of another block, which is to be forgotten. */
  public void addAll(BasicBlock other) {
    int count = other.size();
    if (end + count > limit) {
      grow(count);
    }
    System.arraycopy(other.instructions, other.start, instructions, end, count);
    end += count;
    addTraits(other.traits);
  }

  /** Appends copies of all instructions of another block. */
  public void addCopies(BasicBlock other) {
    for (int i = 0, n = other.size(); i < n; i++) {
      add(other.get(i).copy());
    }
  }

  private void addTraits(int more) {
    traits |= more | goesOn(traits);
  }

  /** What a block with these traits gets besides when something is put behind all there is. */
  private static int goesOn(int traits) {
    return (traits & Traits.ENDS_BLOCK) == 0 ? 0 : Traits.GOES_ON;
  }

  /** Moves to an array with room for so many more instructions at least. */
  private void grow(int count) {
    int size = end - start;
    // One that blocks have in common is followed by another one for blocks to come.
    int shared = start > 0 && limit == instructions.length ? limit : 8;
    int least = Math.max(Math.max(shared, size + count), size * 2);
    var larger = new Instruction[Integer.highestOneBit(least - 1) << 1];
    System.arraycopy(instructions, start, larger, 0, size);
    instructions = larger;
    start = 0;
    end = size;
    limit = larger.length;
  }

  /**
   * Whether there may be an instruction with one of these {@link Traits}. If not, there is none; if
   * so, there is one or there was one.
   */
  public boolean mayContain(int someTraits) {
    return (traits & someTraits) != 0;
  }

  /** Some instruction has been made one with these traits. */
  public void nowContains(int newTraits) {
    traits |= newTraits;
  }

  /** No instruction has one of these traits any more. */
  public void noLongerContains(int oldTraits) {
    traits &= ~oldTraits;
  }

  /** Whether the code generator has put a RETURN_VALUE here ({@code b_return}). */
  public boolean returns() {
    return (traits & Traits.RETURN_VALUE) != 0;
  }

  /**
   * Whether there is, or was, a SETUP pseudo instruction here. Where there is none, edges leave at
   * the end only.
   */
  public boolean protects() {
    return (traits & Traits.SETUP) != 0;
  }

  public int size() {
    return end - start;
  }

  public boolean isEmpty() {
    return end == start;
  }

  /**
   * The array in which the instructions stand, from {@link #start} to {@link #end}: for walks over
   * all of them, not to be changed.
   */
  public Instruction[] array() {
    return instructions;
  }

  /** Where the first instruction stands in the {@link #array}. */
  public int start() {
    return start;
  }

  /** Where the {@link #array} is no longer this block's. */
  public int end() {
    return end;
  }

  public Instruction get(int index) {
    return instructions[start + index];
  }

  /** The last instruction of a block that is not empty. */
  public Instruction last() {
    return instructions[end - 1];
  }

  /** Whether the block ends with a return or a raise ({@code basicblock_exits_scope}). */
  public boolean exitsScope() {
    return !isEmpty() && Instruction.leavesScope(last().opcode);
  }

  /** Whether control can go on to the next block ({@code BB_HAS_FALLTHROUGH}). */
  public boolean fallsThrough() {
    return isEmpty() || !Instruction.endsFlow(last().opcode);
  }

  /** The jump at the end of the block, or null. */
  public @Nullable Instruction lastJump() {
    if (isEmpty()) {
      return null;
    }
    Instruction last = last();
    return last.isJump() ? last : null;
  }

  /** The jump at the end of a finished block, behind which a NOT_TAKEN may be, or null. */
  public @Nullable Instruction jumpAtEnd() {
    if (isEmpty()) {
      return null;
    }
    Instruction last = last();
    if (last.opcode == Opcode.NOT_TAKEN && size() > 1) {
      last = instructions[end - 2];
    }
    return last.isJump() ? last : null;
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

  public void set(int index, Instruction instruction) {
    instructions[start + index] = instruction;
  }

  /** Puts {@code prefix} before the instructions there are. */
  public void prepend(Instruction[] prefix, int count) {
    // What lies behind the end stays where it is: appendOverOld may look at it.
    int size = size();
    int room = limit - start;
    var all = new Instruction[Math.max(count + size, room)];
    System.arraycopy(instructions, start, all, 0, room);
    System.arraycopy(instructions, start, all, count, size);
    System.arraycopy(prefix, 0, all, 0, count);
    instructions = all;
    start = 0;
    end = count + size;
    limit = all.length;
    for (int i = 0; i < count; i++) {
      traits |= Traits.of(prefix[i].opcode) | Traits.LINELESS;
    }
  }

  /**
   * Puts an instruction before the one at {@code index} ({@code basicblock_insert_instruction}).
   */
  public void insert(int index, Instruction instruction) {
    add(instruction);
    int at = start + index;
    System.arraycopy(instructions, at, instructions, at + 1, end - 1 - at);
    instructions[at] = instruction;
  }

  /** Takes away what follows the first {@code newSize} instructions, without a trace. */
  public void cut(int newSize) {
    Arrays.fill(instructions, start + newSize, end, null);
    end = start + newSize;
  }

  /** Keeps the first {@code newSize} instructions. */
  public void truncate(int newSize) {
    end = start + newSize;
  }

  /** Keeps none of the instructions. */
  public void clear() {
    end = start;
    traits = 0;
  }

  /** The first block that has instructions, from here on. */
  public BasicBlock skipEmpty() {
    BasicBlock block = this;
    while (block.isEmpty()) {
      block = block.following();
    }
    return block;
  }

  /** The first block that has instructions, from here on, or null ({@code next_nonempty_block}). */
  public static @Nullable BasicBlock firstNonEmpty(@Nullable BasicBlock first) {
    BasicBlock block = first;
    while (block != null && block.isEmpty()) {
      block = block.next;
    }
    return block;
  }

  /** The next block, where the shape of the graph promises one. */
  public BasicBlock following() {
    BasicBlock following = next;
    if (following == null) {
      throw new IllegalStateException("control falls off the end of the code");
    }
    return following;
  }
}
