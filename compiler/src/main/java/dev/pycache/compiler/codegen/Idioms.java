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
import dev.pycache.compiler.rules.ExpressionRules;

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

  /** {@code NB_SUBSCR}. */
  private static final int SUBSCRIPT = 26;

  // What the result of a comparison may be, of that of the values ({@code COMPARISON_…}).
  private static final int UNORDERED = 1;
  private static final int LESS = 2;
  private static final int GREATER = 4;
  private static final int EQUAL = 8;

  private final Emitter emit;

  /** A jump to what follows in the code, which need not look for signals. */
  final Opcode jumpAhead;

  private final boolean announcesCalls;
  private final boolean loadsMethodsAsAttributes;
  private final boolean hasIntrinsics;
  private final boolean copiesWhatItTests;
  private final boolean handlesThrows;
  private final int comparisonShift;
  private final boolean hasTests;
  private final boolean pushesNullAfterCallable;
  private final boolean passesKeywordNames;
  private final boolean marksDelegation;
  private final boolean subscriptsWithOperator;
  private final boolean hasKeepingJumps;
  private final boolean alwaysPassesMapping;
  private final boolean hasCommonConstants;
  private final int exitArguments;

  Idioms(Emitter emit, ExpressionRules rules) {
    this.emit = emit;
    this.announcesCalls = rules.announcesCalls();
    this.loadsMethodsAsAttributes = rules.loadsMethodsAsAttributes();
    this.hasIntrinsics = rules.hasIntrinsics();
    this.copiesWhatItTests = rules.copiesWhatItTests();
    this.handlesThrows = rules.handlesThrows();
    this.comparisonShift = rules.comparisonShift();
    this.hasTests = rules.hasTests();
    this.pushesNullAfterCallable = rules.pushesNullAfterCallable();
    this.passesKeywordNames = rules.passesKeywordNames();
    this.marksDelegation = rules.marksDelegation();
    this.subscriptsWithOperator = rules.subscriptsWithOperator();
    this.hasKeepingJumps = rules.hasKeepingJumps();
    this.alwaysPassesMapping = rules.alwaysPassesMapping();
    this.hasCommonConstants = rules.hasCommonConstants();
    this.exitArguments = rules.loadsSpecialMethods() ? 3 : 2;
    this.jumpAhead = rules.skipsWithoutInterrupt() ? Opcode.JUMP_NO_INTERRUPT : Opcode.JUMP;
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
    switch (operator) {
      case INVERT -> emit.op(Opcode.UNARY_INVERT);
      case NOT -> {
        toBool();
        emit.op(Opcode.UNARY_NOT);
      }
      case PLUS -> intrinsic(Intrinsic.UNARY_POSITIVE);
      case MINUS -> emit.op(Opcode.UNARY_NEGATIVE);
    }
  }

  /** Does what is too rare for an instruction of its own. */
  void intrinsic(Intrinsic operation) {
    if (hasIntrinsics) {
      emit.op(operation.call, operation.number);
    } else {
      emit.op(operation.older());
    }
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
      case LESS -> compare(0, LESS);
      case LESS_EQUAL -> compare(1, LESS | EQUAL);
      case EQUAL -> compare(2, EQUAL);
      case NOT_EQUAL -> compare(3, UNORDERED | LESS | GREATER);
      case GREATER -> compare(4, GREATER);
      case GREATER_EQUAL -> compare(5, GREATER | EQUAL);
      case IS -> emit.op(Opcode.IS_OP, 0);
      case IS_NOT -> emit.op(Opcode.IS_OP, 1);
      case IN -> emit.op(Opcode.CONTAINS_OP, 0);
      case NOT_IN -> emit.op(Opcode.CONTAINS_OP, 1);
    }
  }

  private void compare(int number, int mask) {
    emit.op(Opcode.COMPARE_OP, comparisonShift == 0 ? number : (number << comparisonShift) | mask);
  }

  // Tests and jumps

  /** Makes a bool of the top, where jumps and {@code not} want one. */
  void toBool() {
    if (hasTests) {
      emit.op(Opcode.TO_BOOL);
    }
  }

  /** Jumps if the truth of the top, which is taken away, is {@code condition}. */
  void jumpIf(boolean condition, BasicBlock target) {
    toBool();
    emit.jump(condition ? Opcode.POP_JUMP_IF_TRUE : Opcode.POP_JUMP_IF_FALSE, target);
  }

  /**
   * An operand of {@code and} or {@code or} but for the last: jumps with it to {@code target} if
   * its truth is {@code condition}, else takes it away.
   */
  void decideOrPop(boolean condition, BasicBlock target) {
    if (hasKeepingJumps) {
      emit.jump(condition ? Opcode.JUMP_IF_TRUE : Opcode.JUMP_IF_FALSE, target);
      emit.op(Opcode.POP_TOP);
    } else {
      jumpOrPop(condition, target);
      if (!copiesWhatItTests) {
        emit.use(emit.newBlock());
      }
    }
  }

  /** Jumps with the top if its truth is {@code condition}, else takes it away. */
  void jumpOrPop(boolean condition, BasicBlock target) {
    if (copiesWhatItTests) {
      copy(1);
      jumpIf(condition, target);
      emit.op(Opcode.POP_TOP);
    } else {
      emit.jump(condition ? Opcode.JUMP_IF_TRUE_OR_POP : Opcode.JUMP_IF_FALSE_OR_POP, target);
    }
  }

  /** Jumps over an alternative; no token of the source stands for that. */
  void skipTo(BasicBlock target) {
    emit.jumpWithoutLine(jumpAhead, target);
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

  /** Pushes one of the objects that have a number where the target has such numbers. */
  void common(CommonConstant constant) {
    if (hasCommonConstants) {
      emit.op(Opcode.LOAD_COMMON_CONSTANT, constant.ordinal());
    } else if (constant == CommonConstant.ASSERTION_ERROR) {
      emit.op(Opcode.LOAD_ASSERTION_ERROR);
    } else {
      throw new IllegalStateException("the target has no number for " + constant);
    }
  }

  // Items and attributes

  void attribute(Str name, ExprContext context) {
    switch (context) {
      case LOAD -> {
        if (loadsMethodsAsAttributes) {
          emit.op(Opcode.LOAD_ATTR, emit.nameIndex(name) << 1);
        } else {
          emit.nameOp(Opcode.LOAD_ATTR, name);
        }
      }
      case STORE -> emit.nameOp(Opcode.STORE_ATTR, name);
      case DEL -> emit.nameOp(Opcode.DELETE_ATTR, name);
    }
  }

  /** Pushes an attribute and, below its arguments to come, the object or a NULL. */
  void loadMethod(Str name) {
    if (loadsMethodsAsAttributes) {
      emit.op(Opcode.LOAD_ATTR, (emit.nameIndex(name) << 1) | 1);
    } else {
      emit.nameOp(Opcode.LOAD_METHOD, name);
    }
  }

  /**
   * Reads an attribute as {@code super} does; {@code super} itself, the class and the object are on
   * the stack.
   *
   * @param isMethod whether it will be called, as after {@link #loadMethod}
   * @param hasArguments whether the class and the object are what the source passes to {@code
   *     super}
   */
  void superAttribute(Str name, boolean isMethod, boolean hasArguments) {
    int bits = (hasArguments ? 2 : 0) | (isMethod ? 1 : 0);
    emit.op(Opcode.LOAD_SUPER_ATTR, (emit.nameIndex(name) << 2) | bits);
  }

  void subscript(ExprContext context) {
    switch (context) {
      case LOAD -> {
        if (subscriptsWithOperator) {
          emit.op(Opcode.BINARY_OP, SUBSCRIPT);
        } else {
          emit.op(Opcode.BINARY_SUBSCR);
        }
      }
      case STORE -> emit.op(Opcode.STORE_SUBSCR);
      case DEL -> emit.op(Opcode.DELETE_SUBSCR);
    }
  }

  /** Reads the items between the two ends on top. */
  void loadSlice() {
    emit.op(Opcode.BINARY_SLICE);
  }

  /** Replaces the items between the two ends on top. */
  void storeSlice() {
    emit.op(Opcode.STORE_SLICE);
  }

  // Calls

  /** What a call of a plain function needs below the function. */
  void beforeCallable() {
    if (!pushesNullAfterCallable) {
      emit.op(Opcode.PUSH_NULL);
    }
  }

  /** What a call of a plain function needs above the function. */
  void afterCallable() {
    if (pushesNullAfterCallable) {
      emit.op(Opcode.PUSH_NULL);
    }
  }

  /** Calls what is below {@code count} arguments. */
  void call(int count) {
    if (announcesCalls) {
      emit.op(Opcode.PRECALL, count);
    }
    emit.op(Opcode.CALL, count);
  }

  /** As {@link #call(int)}, where the last arguments may have got their names before. */
  void call(int count, boolean hasKeywords) {
    if (hasKeywords && passesKeywordNames) {
      emit.op(Opcode.CALL_KW, count);
    } else {
      call(count);
    }
  }

  /** The last arguments of the call to come are passed by these names. */
  void keywordNames(Tuple names) {
    if (passesKeywordNames) {
      emit.loadNames(names);
    } else {
      emit.op(Opcode.KW_NAMES, emit.nameConstIndex(names));
    }
  }

  /** Calls with a tuple of arguments, and perhaps a mapping. */
  void callUnpacked(boolean hasMapping) {
    if (alwaysPassesMapping) {
      if (!hasMapping) {
        emit.op(Opcode.PUSH_NULL);
      }
      emit.op(Opcode.CALL_FUNCTION_EX);
    } else {
      emit.op(Opcode.CALL_FUNCTION_EX, hasMapping ? 1 : 0);
    }
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
      intrinsic(Intrinsic.ASYNC_GEN_WRAP);
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

  /**
   * Awaits the next item of the asynchronous iterator on top.
   *
   * @return the block that begins with the SEND
   */
  BasicBlock awaitNext() {
    emit.op(Opcode.GET_ANEXT);
    emit.loadConst(Singleton.NONE);
    return delegate(RESUME_AWAIT);
  }

  /** {@code compiler_add_yield_from}; the result is the block that begins with the SEND. */
  private BasicBlock delegate(int resume) {
    BasicBlock start = emit.newBlock();
    BasicBlock suspend = emit.newBlock();
    BasicBlock exit = emit.newBlock();
    emit.use(start);
    emit.jump(Opcode.SEND, exit);
    emit.use(suspend);
    if (handlesThrows) {
      suspendInHandler(resume, start);
      emit.use(exit);
      emit.op(Opcode.END_SEND);
    } else {
      emit.op(Opcode.YIELD_VALUE);
      emit.op(Opcode.RESUME, resume);
      emit.jump(Opcode.JUMP_NO_INTERRUPT, start);
      emit.use(exit);
    }
    return start;
  }

  /** As if there were a {@code try} around the {@code yield}, which raises only what is thrown. */
  private void suspendInHandler(int resume, BasicBlock start) {
    BasicBlock fail = emit.newBlock();
    emit.jump(Opcode.SETUP_FINALLY, fail);
    emit.op(Opcode.YIELD_VALUE, marksDelegation ? 1 : 0);
    emit.opWithoutLine(Opcode.POP_BLOCK, 0);
    emit.op(Opcode.RESUME, resume);
    emit.jump(Opcode.JUMP_NO_INTERRUPT, start);
    emit.use(fail);
    emit.op(Opcode.CLEANUP_THROW);
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
    call(exitArguments);
  }

  /** Leaves a handler by raising its exception again ({@code compiler_pop_except_and_reraise}). */
  void popExceptAndReraise() {
    copy(3);
    emit.op(Opcode.POP_EXCEPT);
    emit.exit(Opcode.RERAISE, 1);
  }

  /** Begins a handler: another one, {@code cleanup}, protects it. */
  void beginHandler(BasicBlock cleanup) {
    emit.jump(Opcode.SETUP_CLEANUP, cleanup);
    emit.op(Opcode.PUSH_EXC_INFO);
  }
}
