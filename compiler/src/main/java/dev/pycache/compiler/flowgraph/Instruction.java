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

  private static final boolean[] JUMPS = new boolean[Opcode.values().length];
  private static final boolean[] JUMPS_TO_TARGET;

  static {
    Opcode[] jumps = {
      Opcode.JUMP,
      Opcode.JUMP_NO_INTERRUPT,
      Opcode.POP_JUMP_IF_FALSE,
      Opcode.POP_JUMP_IF_TRUE,
      Opcode.POP_JUMP_IF_NONE,
      Opcode.POP_JUMP_IF_NOT_NONE,
      Opcode.JUMP_IF_FALSE_OR_POP,
      Opcode.JUMP_IF_TRUE_OR_POP,
      Opcode.JUMP_IF_FALSE,
      Opcode.JUMP_IF_TRUE,
      Opcode.FOR_ITER,
      Opcode.SEND,
      Opcode.JUMP_FORWARD,
      Opcode.JUMP_BACKWARD,
      Opcode.JUMP_BACKWARD_NO_INTERRUPT,
      Opcode.POP_JUMP_FORWARD_IF_FALSE,
      Opcode.POP_JUMP_FORWARD_IF_TRUE,
      Opcode.POP_JUMP_FORWARD_IF_NONE,
      Opcode.POP_JUMP_FORWARD_IF_NOT_NONE,
      Opcode.POP_JUMP_BACKWARD_IF_FALSE,
      Opcode.POP_JUMP_BACKWARD_IF_TRUE,
      Opcode.POP_JUMP_BACKWARD_IF_NONE,
      Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE
    };
    for (Opcode jump : jumps) {
      JUMPS[jump.ordinal()] = true;
    }
    // A jump in 3.14 only: where it is none it has no target.
    JUMPS_TO_TARGET = JUMPS.clone();
    JUMPS_TO_TARGET[Opcode.END_ASYNC_FOR.ordinal()] = true;
  }

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
    this.target = target;
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
    return target != null && JUMPS_TO_TARGET[opcode.ordinal()];
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
    return opcode == Opcode.SETUP_FINALLY
        || opcode == Opcode.SETUP_CLEANUP
        || opcode == Opcode.SETUP_WITH;
  }

  /** Whether no instruction may follow in the same block ({@code is_end_of_basic_block}). */
  public static boolean endsBlock(Opcode opcode) {
    return isJump(opcode) || leavesScope(opcode);
  }

  /** {@code IS_SCOPE_EXIT_OPCODE}. */
  public static boolean leavesScope(Opcode opcode) {
    return opcode == Opcode.RETURN_VALUE
        || opcode == Opcode.RETURN_CONST
        || opcode == Opcode.RAISE_VARARGS
        || opcode == Opcode.RERAISE;
  }

  /** {@code IS_UNCONDITIONAL_JUMP_OPCODE}, before jumps are given a direction. */
  public static boolean isUnconditionalJump(Opcode opcode) {
    return opcode == Opcode.JUMP || opcode == Opcode.JUMP_NO_INTERRUPT;
  }

  /** Whether control never goes on behind the instruction. */
  public static boolean endsFlow(Opcode opcode) {
    return isUnconditionalJump(opcode) || leavesScope(opcode);
  }

  /** Whether the argument is the index of a constant ({@code OPCODE_HAS_CONST}). */
  public static boolean hasConstant(Opcode opcode) {
    return opcode == Opcode.LOAD_CONST
        || opcode == Opcode.RETURN_CONST
        || opcode == Opcode.KW_NAMES;
  }

  public static boolean isJump(Opcode opcode) {
    return JUMPS[opcode.ordinal()];
  }

  @Override
  public String toString() {
    return opcode + " " + arg + " " + span;
  }
}
