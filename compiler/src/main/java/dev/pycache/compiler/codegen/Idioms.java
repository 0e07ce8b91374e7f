package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.flowgraph.BasicBlock;

/**
 * The instructions that one operation of the language takes. The tree walk says what is to be done,
 * this class knows how the target does it: here the versions of Python differ.
 */
final class Idioms {
  /** {@code oparg} of GET_AWAITABLE: why something is awaited. */
  static final int AWAIT_EXPRESSION = 0;

  static final int AWAIT_ENTER = 1;
  static final int AWAIT_EXIT = 2;

  /** {@code oparg} of RESUME: what the frame comes back from. */
  private static final int RESUME_YIELD = 1;

  private static final int RESUME_YIELD_FROM = 2;
  private static final int RESUME_AWAIT = 3;

  /**
   * What is added to the number of an operator for its augmented assignment ({@code NB_INPLACE_…}).
   */
  private static final int IN_PLACE = 13;

  private final Emitter emit;

  Idioms(Emitter emit) {
    this.emit = emit;
  }

  // Stack

  /** Pushes the item at depth {@code depth} again, counted from 1 at the top. */
  void copy(int depth) {
    emit.op(Opcode.COPY, depth);
  }

  /** Exchanges the top with the item at depth {@code depth}. */
  void swap(int depth) {
    emit.op(Opcode.SWAP, depth);
  }

  /** Moves the top under the {@code count - 1} items below it ({@code pattern_helper_rotate}). */
  void rotate(int count) {
    while (count > 1) {
      emit.op(Opcode.SWAP, count--);
    }
  }

  // Operators

  void unary(UnaryOperator operator) {
    emit.op(
        switch (operator) {
          case INVERT -> Opcode.UNARY_INVERT;
          case NOT -> Opcode.UNARY_NOT;
          case PLUS -> Opcode.UNARY_POSITIVE;
          case MINUS -> Opcode.UNARY_NEGATIVE;
        });
  }

  /** {@code a + b} ({@code addop_binary}). */
  void binary(BinaryOperator operator) {
    emit.op(Opcode.BINARY_OP, number(operator));
  }

  /** {@code a += b}. */
  void inPlace(BinaryOperator operator) {
    emit.op(Opcode.BINARY_OP, number(operator) + IN_PLACE);
  }

  /** {@code NB_ADD} and so on. */
  private static int number(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> 0;
      case AND -> 1;
      case FLOOR_DIVIDE -> 2;
      case LEFT_SHIFT -> 3;
      case MATRIX_MULTIPLY -> 4;
      case MULTIPLY -> 5;
      case REMAINDER -> 6;
      case OR -> 7;
      case POWER -> 8;
      case RIGHT_SHIFT -> 9;
      case SUBTRACT -> 10;
      case TRUE_DIVIDE -> 11;
      case XOR -> 12;
    };
  }

  /** {@code a < b} ({@code compiler_addcompare}). */
  void compare(CompareOperator operator) {
    switch (operator) {
      case LESS -> emit.op(Opcode.COMPARE_OP, 0);
      case LESS_EQUAL -> emit.op(Opcode.COMPARE_OP, 1);
      case EQUAL -> emit.op(Opcode.COMPARE_OP, 2);
      case NOT_EQUAL -> emit.op(Opcode.COMPARE_OP, 3);
      case GREATER -> emit.op(Opcode.COMPARE_OP, 4);
      case GREATER_EQUAL -> emit.op(Opcode.COMPARE_OP, 5);
      case IS -> emit.op(Opcode.IS_OP, 0);
      case IS_NOT -> emit.op(Opcode.IS_OP, 1);
      case IN -> emit.op(Opcode.CONTAINS_OP, 0);
      case NOT_IN -> emit.op(Opcode.CONTAINS_OP, 1);
    }
  }

  /** Whether the top, of which a copy stays, is not None. */
  void testNotNone() {
    copy(1);
    emit.loadConst(Singleton.NONE);
    emit.op(Opcode.IS_OP, 1);
  }

  void loadInt(int value) {
    emit.loadConst(Int.of(value));
  }

  // Items and attributes

  void attribute(Str name, ExprContext context) {
    emit.nameOp(
        switch (context) {
          case LOAD -> Opcode.LOAD_ATTR;
          case STORE -> Opcode.STORE_ATTR;
          case DEL -> Opcode.DELETE_ATTR;
        },
        name);
  }

  void subscript(ExprContext context) {
    emit.op(
        switch (context) {
          case LOAD -> Opcode.BINARY_SUBSCR;
          case STORE -> Opcode.STORE_SUBSCR;
          case DEL -> Opcode.DELETE_SUBSCR;
        });
  }

  void loadMethod(Str name) {
    emit.nameOp(Opcode.LOAD_METHOD, name);
  }

  // Calls

  /** What a call of a plain function needs below the function. */
  void prepareCall() {
    emit.op(Opcode.PUSH_NULL);
  }

  /** Calls what is below {@code count} arguments. */
  void call(int count) {
    emit.op(Opcode.PRECALL, count);
    emit.op(Opcode.CALL, count);
  }

  /** Calls with the last arguments passed by these names. */
  void keywordNames(Tuple names) {
    emit.op(Opcode.KW_NAMES, emit.nameConstIndex(names));
  }

  /** Calls with a tuple of arguments, and perhaps a mapping. */
  void callUnpacked(boolean hasMapping) {
    emit.op(Opcode.CALL_FUNCTION_EX, hasMapping ? 1 : 0);
  }

  /**
   * Calls what stands below the top with the top as its only argument, which the call takes for
   * {@code self}.
   */
  void callWithTopAsSelf() {
    call(0);
  }

  // Generators

  /** Yields the top. */
  void yieldValue() {
    if (emit.unit.scope.isGenerator() && emit.unit.scope.isCoroutine()) {
      emit.op(Opcode.ASYNC_GEN_WRAP);
    }
    emit.op(Opcode.YIELD_VALUE);
    emit.op(Opcode.RESUME, RESUME_YIELD);
  }

  /** Yields all that the iterable on top yields. */
  void yieldFrom() {
    emit.op(Opcode.GET_YIELD_FROM_ITER);
    emit.loadConst(Singleton.NONE);
    delegate(RESUME_YIELD_FROM);
  }

  /** Awaits the top. */
  void await(int reason) {
    emit.op(Opcode.GET_AWAITABLE, reason);
    emit.loadConst(Singleton.NONE);
    delegate(RESUME_AWAIT);
  }

  /** Awaits the next item of the asynchronous iterator on top. */
  void awaitNext() {
    emit.op(Opcode.GET_ANEXT);
    emit.loadConst(Singleton.NONE);
    delegate(RESUME_AWAIT);
  }

  /** {@code compiler_add_yield_from}. */
  private void delegate(int resume) {
    BasicBlock start = emit.newBlock();
    BasicBlock suspend = emit.newBlock();
    BasicBlock exit = emit.newBlock();
    emit.use(start);
    emit.jump(Opcode.SEND, exit);
    emit.use(suspend);
    emit.op(Opcode.YIELD_VALUE);
    emit.op(Opcode.RESUME, resume);
    emit.jump(Opcode.JUMP_NO_INTERRUPT, start);
    emit.use(exit);
  }

  // Exceptions

  /**
   * Calls {@code __exit__} after a {@code with} that went well ({@code
   * compiler_call_exit_with_nones}).
   */
  void callExitWithNones() {
    emit.loadConst(Singleton.NONE);
    emit.loadConst(Singleton.NONE);
    emit.loadConst(Singleton.NONE);
    call(2);
  }

  /** Leaves a handler by raising its exception again ({@code compiler_pop_except_and_reraise}). */
  void popExceptAndReraise() {
    copy(3);
    emit.op(Opcode.POP_EXCEPT);
    emit.op(Opcode.RERAISE, 1);
  }

  /** Begins a handler: another one, {@code cleanup}, protects it. */
  void beginHandler(BasicBlock cleanup) {
    emit.jump(Opcode.SETUP_CLEANUP, cleanup);
    emit.op(Opcode.PUSH_EXC_INFO);
  }
}
