package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of a basic block, mutable while the flow graph is optimised (CPython's {@code
 * struct instr}).
 */
public final class Instruction {
  /**
   * The location that {@code ADDOP_NOLINE} gives. It differs from {@link Span#NONE} in its columns,
   * which shows when an exit without a line is given one late: {@code guarantee_lineno_for_exits}
   * sets the line alone.
   */
  public static final Span NO_LINE = new Span(-1, 0, 0, 0);

  public Opcode opcode;
  public int arg;
  public Span span;

  /** Where a jump goes, or the handler a SETUP pseudo instruction names. */
  public @Nullable BasicBlock target;

  /** Where an exception raised here goes; set when the handlers are labelled. */
  public @Nullable BasicBlock handler;

  public Instruction(Opcode opcode, int arg, @Nullable BasicBlock target, Span span) {
    this.opcode = opcode;
    this.arg = arg;
    if (target != null) { // of few, and a field of a new object is null
      this.target = target;
    }
    this.span = span;
  }

  /** A second instruction with the same contents. */
  public Instruction copy() {
    var copy = new Instruction(opcode, arg, target, span);
    copy.handler = handler;
    return copy;
  }

  /**
   * Whether control may go to {@link #target} ({@code is_jump}); the SETUP pseudo instructions do
   * not count.
   */
  public boolean isJump() {
    return target != null && (Traits.of(opcode) & Traits.JUMP) != 0;
  }

  /** Where a jump or SETUP instruction leads, which has a target. */
  public BasicBlock requireTarget() {
    if (target == null) {
      throw new IllegalStateException(opcode + " without a target");
    }
    return target;
  }

  /** Becomes another instruction at the same place. */
  public void become(Opcode newOpcode, int newArg) {
    opcode = newOpcode;
    arg = newArg;
  }

  /** Becomes an instruction that does nothing. */
  public void clear() {
    become(Opcode.NOP, 0);
  }

  /** Whether this protects what follows by the handler {@link #target} ({@code is_block_push}). */
  public boolean isBlockPush() {
    return (Traits.of(opcode) & Traits.SETUP) != 0;
  }

  /** Whether control may get from here to {@link #target}, with an exception or without. */
  public boolean isEdge() {
    return isJump() || isBlockPush();
  }

  /**
   * Whether no instruction may follow in the same block ({@code is_end_of_basic_block}). In 3.14
   * that holds for END_ASYNC_FOR too, which then has a target.
   */
  public static boolean endsBlock(Opcode opcode) {
    return (Traits.of(opcode) & Traits.ENDS_BLOCK) != 0 && opcode != Opcode.END_ASYNC_FOR;
  }

  /** Whether control leaves the unit or goes to {@link #target}, or to what follows. */
  public boolean endsBlock() {
    int traits = Traits.of(opcode);
    return (traits & Traits.LEAVES_SCOPE) != 0 || (target != null && (traits & Traits.JUMP) != 0);
  }

  /** {@code IS_SCOPE_EXIT_OPCODE}. */
  public static boolean leavesScope(Opcode opcode) {
    return (Traits.of(opcode) & Traits.LEAVES_SCOPE) != 0;
  }

  /** {@code IS_UNCONDITIONAL_JUMP_OPCODE}, before jumps are given a direction. */
  public static boolean isUnconditionalJump(Opcode opcode) {
    return opcode == Opcode.JUMP || opcode == Opcode.JUMP_NO_INTERRUPT;
  }

  /** Whether control never goes on behind the instruction. */
  public static boolean endsFlow(Opcode opcode) {
    return (Traits.of(opcode) & Traits.ENDS_FLOW) != 0;
  }

  /** Whether the argument is the index of a constant ({@code OPCODE_HAS_CONST}). */
  public static boolean hasConstant(Opcode opcode) {
    return (Traits.of(opcode) & Traits.CONSTANT) != 0;
  }

  @Override
  public String toString() {
    return opcode + " " + arg + " " + span;
  }
}
