package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.rules.StatementRules;

/** {@code with} and {@code async with}. */
final class WithStatements extends Family {
  // oparg of LOAD_SPECIAL (SPECIAL_…)
  private static final int ENTER = 0;
  private static final int EXIT = 1;
  private static final int ASYNC_ENTER = 2;
  private static final int ASYNC_EXIT = 3;

  private final boolean passesPlaces;
  private final boolean suppressesBeforeCleanup;
  private final boolean entersAtContext;
  private final boolean loadsSpecialMethods;
  private final boolean isCheckedByScopes;

  WithStatements(CodeGenerator generator) {
    super(generator);
    StatementRules rules = generator.statementRules;
    this.passesPlaces = rules.passesPlaces();
    this.suppressesBeforeCleanup = rules.suppressesBeforeCleanup();
    this.entersAtContext = rules.entersAtContext();
    this.loadsSpecialMethods = generator.expressionRules.loadsSpecialMethods();
    this.isCheckedByScopes = rules.isCheckedByScopes();
  }

  void with(Stmt.With s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    item(s, 0);
    unit.conditionalBlocks--;
  }

  /**
   * One context and all that is inside of it ({@code compiler_with}, {@code compiler_async_with}).
   */
  private void item(Stmt.With s, int index) {
    boolean isAsync = s.isAsync();
    if (isAsync && !isCheckedByScopes && emit.unit.kind != ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'async with' outside async function");
    }
    WithItem item = s.items().get(index);
    BasicBlock block = emit.newBlock();
    BasicBlock handler = emit.newBlock();
    BasicBlock exit = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    visit(item.context());
    Span place = entersAtContext ? item.context().span() : s.span();
    emit.place = place;
    enter(isAsync);
    emit.jump(Opcode.SETUP_WITH, handler);
    emit.use(block);
    generator.unwinding.push(new FrameBlock.With(isAsync, place));
    Expr target = item.target();
    if (target != null) {
      visit(target);
    } else {
      emit.op(Opcode.POP_TOP);
    }
    if (index + 1 == s.items().size()) {
      execute(s.body());
    } else {
      item(s, index + 1);
    }
    if (passesPlaces) {
      emit.place = place;
    }
    endBody(isAsync);

    emit.place = place;
    idioms.callExitWithNones();
    if (isAsync) {
      idioms.await(Idioms.AWAIT_EXIT);
    }
    emit.op(Opcode.POP_TOP);
    emit.jump(Opcode.JUMP, exit);

    emit.use(handler);
    idioms.beginHandler(cleanup);
    emit.op(Opcode.WITH_EXCEPT_START);
    if (isAsync) {
      idioms.await(Idioms.AWAIT_EXIT);
    }
    finishHandler(cleanup);
    emit.use(exit);
  }

  /** Replaces the context by its bound {@code __exit__} and the result of {@code __enter__}. */
  private void enter(boolean isAsync) {
    if (loadsSpecialMethods) {
      idioms.copy(1);
      emit.op(Opcode.LOAD_SPECIAL, isAsync ? ASYNC_EXIT : EXIT);
      idioms.swap(2);
      idioms.swap(3);
      emit.op(Opcode.LOAD_SPECIAL, isAsync ? ASYNC_ENTER : ENTER);
      idioms.call(0);
    } else {
      emit.op(isAsync ? Opcode.BEFORE_ASYNC_WITH : Opcode.BEFORE_WITH);
    }
    if (isAsync) {
      idioms.await(Idioms.AWAIT_ENTER);
    }
  }

  private void endBody(boolean isAsync) {
    // Of the two, only the end of a synchronous body is artificial.
    if (!isAsync) {
      emit.unset();
    }
    emit.op(Opcode.POP_BLOCK);
    generator.unwinding.pop();
  }

  /**
   * Raises the exception again unless {@code __exit__} said otherwise ({@code
   * compiler_with_except_finish}).
   */
  private void finishHandler(BasicBlock cleanup) {
    emit.unset();
    BasicBlock suppress = emit.newBlock();
    idioms.jumpIf(true, suppress);
    emit.exit(Opcode.RERAISE, 2);
    if (suppressesBeforeCleanup) {
      BasicBlock exit = emit.newBlock();
      suppress(suppress);
      emit.jump(idioms.jumpAhead, exit);
      emit.use(cleanup);
      idioms.popExceptAndReraise();
      emit.use(exit);
    } else {
      emit.use(cleanup);
      idioms.popExceptAndReraise();
      suppress(suppress);
    }
  }

  /** Drops the exception and {@code __exit__}. */
  private void suppress(BasicBlock block) {
    emit.use(block);
    emit.op(Opcode.POP_TOP);
    emit.op(Opcode.POP_BLOCK);
    emit.op(Opcode.POP_EXCEPT);
    emit.op(Opcode.POP_TOP);
    emit.op(Opcode.POP_TOP);
    if (loadsSpecialMethods) {
      emit.op(Opcode.POP_TOP);
    }
  }
}
