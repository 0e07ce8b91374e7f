package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;

/**
 * What the passes ask about an instruction: a bit for each question, all of an opcode's in one
 * number. A block has the bits of everything that it was ever given ({@link
 * BasicBlock#mayContain}), so that a pass can leave a block alone that has nothing it looks for. A
 * pass that makes another instruction of one tells the block of the traits that are new ({@link
 * BasicBlock#nowContains}).
 */
public final class Traits {
  /** Jumps, if it has a target ({@code is_jump}). */
  public static final int JUMP = 1;

  /** Protects what follows by a handler ({@code is_block_push}). */
  public static final int SETUP = 1 << 1;

  /** {@code IS_SCOPE_EXIT_OPCODE}. */
  public static final int LEAVES_SCOPE = 1 << 2;

  /** {@code IS_UNCONDITIONAL_JUMP_OPCODE}, before jumps are given a direction. */
  public static final int UNCONDITIONAL = 1 << 3;

  /** Tests what is on the stack, takes it away and jumps, before jumps are given a direction. */
  public static final int CONDITIONAL = 1 << 4;

  public static final int RETURN_VALUE = 1 << 5;
  public static final int NOP = 1 << 6;
  public static final int POP_TOP = 1 << 7;
  public static final int LOAD_FAST = 1 << 8;

  /** Binds, reads or deletes a local. */
  public static final int LOCAL = 1 << 9;

  /** May leave a local unbound. */
  public static final int UNBINDS = 1 << 10;

  /** The argument is the index of a constant ({@code OPCODE_HAS_CONST}). */
  public static final int CONSTANT = 1 << 11;

  /** The argument is the place of a cell or free variable. */
  public static final int CELL = 1 << 12;

  /** Ends what a SETUP has begun, or tells how many handlers are in force. */
  public static final int KNOWS_HANDLERS = 1 << 13;

  /** Neither jumps nor is it in the finished code ({@code convert_pseudo_ops}). */
  public static final int PSEUDO = 1 << 14;

  public static final int PLACEHOLDER = 1 << 15;
  public static final int LOADS_CONSTANT = 1 << 16;

  /** Tests or returns what is on the stack, and does so in advance if that is a constant. */
  public static final int KNOWS_OUTCOME = 1 << 17;

  /** {@code optimize_basic_block} of 3.13 and later looks at it. */
  public static final int IMPROVABLE = 1 << 18;

  /** Of a block: some instruction has no line. */
  public static final int LINELESS = 1 << 19;

  /** Of a block: some instruction that may end it is not the last. */
  public static final int GOES_ON = 1 << 20;

  /** Of a block: what leads to it or where it leads has changed since edges were counted. */
  public static final int REWIRED = 1 << 21;

  /**
   * {@code optimize_basic_block} of 3.11 and 3.12 looks at it wherever it stands; what else it
   * looks at is at the end of a block, or matters only there.
   */
  public static final int IMPROVABLE_WITHIN = 1 << 22;

  public static final int PUSH_NULL = 1 << 23;

  /** What may end a block ({@code is_end_of_basic_block}). */
  public static final int ENDS_BLOCK = JUMP | LEAVES_SCOPE;

  /** Control never goes on behind it. */
  public static final int ENDS_FLOW = UNCONDITIONAL | LEAVES_SCOPE;

  private static final int[] TRAITS = new int[Opcode.values().length];

  static {
    set(JUMP | UNCONDITIONAL, Opcode.JUMP, Opcode.JUMP_NO_INTERRUPT);
    set(
        JUMP | CONDITIONAL,
        Opcode.POP_JUMP_IF_FALSE,
        Opcode.POP_JUMP_IF_TRUE,
        Opcode.POP_JUMP_IF_NONE,
        Opcode.POP_JUMP_IF_NOT_NONE);
    // END_ASYNC_FOR is a jump in 3.14 only: where it is none it has no target.
    set(
        JUMP,
        Opcode.JUMP_IF_FALSE_OR_POP,
        Opcode.JUMP_IF_TRUE_OR_POP,
        Opcode.JUMP_IF_FALSE,
        Opcode.JUMP_IF_TRUE,
        Opcode.FOR_ITER,
        Opcode.SEND,
        Opcode.END_ASYNC_FOR,
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
        Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE);
    set(
        SETUP | KNOWS_HANDLERS | PSEUDO,
        Opcode.SETUP_FINALLY,
        Opcode.SETUP_CLEANUP,
        Opcode.SETUP_WITH);
    set(KNOWS_HANDLERS | PSEUDO, Opcode.POP_BLOCK);
    set(KNOWS_HANDLERS, Opcode.YIELD_VALUE, Opcode.RESUME);
    set(LEAVES_SCOPE, Opcode.RAISE_VARARGS, Opcode.RERAISE);
    set(LEAVES_SCOPE | RETURN_VALUE, Opcode.RETURN_VALUE);
    set(LEAVES_SCOPE | CONSTANT, Opcode.RETURN_CONST);
    set(CONSTANT, Opcode.LOAD_CONST, Opcode.KW_NAMES);
    set(LOADS_CONSTANT, Opcode.LOAD_CONST, Opcode.LOAD_SMALL_INT);
    set(
        KNOWS_OUTCOME,
        Opcode.POP_JUMP_IF_FALSE,
        Opcode.POP_JUMP_IF_TRUE,
        Opcode.JUMP_IF_FALSE,
        Opcode.JUMP_IF_TRUE,
        Opcode.IS_OP,
        Opcode.RETURN_VALUE,
        Opcode.TO_BOOL);
    set(
        IMPROVABLE,
        Opcode.POP_JUMP_IF_NOT_NONE,
        Opcode.POP_JUMP_IF_NONE,
        Opcode.POP_JUMP_IF_FALSE,
        Opcode.POP_JUMP_IF_TRUE,
        Opcode.JUMP,
        Opcode.JUMP_NO_INTERRUPT,
        Opcode.JUMP_IF_FALSE,
        Opcode.JUMP_IF_TRUE,
        Opcode.SWAP,
        Opcode.BUILD_TUPLE,
        Opcode.BUILD_LIST,
        Opcode.BUILD_SET,
        Opcode.UNARY_INVERT,
        Opcode.UNARY_NEGATIVE,
        Opcode.UNARY_NOT,
        Opcode.CALL_INTRINSIC_1,
        Opcode.BINARY_OP,
        Opcode.LIST_APPEND,
        Opcode.SET_ADD,
        Opcode.STORE_FAST,
        Opcode.LOAD_GLOBAL,
        Opcode.COMPARE_OP,
        Opcode.CONTAINS_OP,
        Opcode.IS_OP,
        Opcode.TO_BOOL);
    set(
        IMPROVABLE_WITHIN,
        Opcode.BUILD_TUPLE,
        Opcode.SETUP_FINALLY,
        Opcode.SETUP_CLEANUP,
        Opcode.SETUP_WITH,
        Opcode.SWAP,
        Opcode.COPY);
    set(PUSH_NULL, Opcode.PUSH_NULL);
    set(NOP, Opcode.NOP);
    set(POP_TOP, Opcode.POP_TOP);
    set(LOCAL | LOAD_FAST, Opcode.LOAD_FAST);
    set(LOCAL, Opcode.STORE_FAST, Opcode.LOAD_FAST_CHECK);
    set(LOCAL | UNBINDS, Opcode.DELETE_FAST, Opcode.LOAD_FAST_AND_CLEAR);
    set(LOCAL | UNBINDS | PSEUDO, Opcode.STORE_FAST_MAYBE_NULL);
    set(CELL | PSEUDO, Opcode.LOAD_CLOSURE);
    set(
        CELL,
        Opcode.MAKE_CELL,
        Opcode.LOAD_DEREF,
        Opcode.STORE_DEREF,
        Opcode.DELETE_DEREF,
        Opcode.LOAD_CLASSDEREF,
        Opcode.LOAD_FROM_DICT_OR_DEREF);
    set(PLACEHOLDER, Opcode.ANNOTATIONS_PLACEHOLDER);
  }

  private Traits() {}

  /** The traits of an opcode. */
  public static int of(Opcode opcode) {
    return TRAITS[opcode.ordinal()];
  }

  /** The traits of a block in which something has this place. */
  static int ofPlace(Span place) {
    return place.line() < 0 ? LINELESS : 0;
  }

  private static void set(int traits, Opcode... opcodes) {
    for (Opcode opcode : opcodes) {
      TRAITS[opcode.ordinal()] |= traits;
    }
  }
}
