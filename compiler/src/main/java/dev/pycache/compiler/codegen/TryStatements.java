package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;
import java.util.Objects;

/** {@code try} with {@code except}, {@code except*}, {@code else} and {@code finally}. */
final class TryStatements extends Family {
  private final boolean passesPlaces;
  private final boolean fallsIntoExceptStar;
  private final boolean copiesGroupOverList;

  TryStatements(CodeGenerator generator) {
    super(generator);
    this.passesPlaces = generator.statementRules.passesPlaces();
    this.fallsIntoExceptStar = generator.statementRules.fallsIntoExceptStar();
    this.copiesGroupOverList = generator.statementRules.copiesGroupOverList();
  }

  /** {@code compiler_try}, {@code compiler_try_star}. */
  void statement(Stmt.Try s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    if (s.finalBody().isEmpty()) {
      exceptClauses(s);
    } else {
      finallyClause(s);
    }
    unit.conditionalBlocks--;
  }

  private void exceptClauses(Stmt.Try s) {
    if (s.isStar()) {
      tryExceptStar(s);
    } else {
      tryExcept(s);
    }
  }

  /**
   * The statements of {@code finally} stand twice, for the end of the body and for an exception,
   * and again wherever the body is left by a jump ({@code compiler_try_finally}).
   */
  private void finallyClause(Stmt.Try s) {
    BasicBlock body = emit.newBlock();
    BasicBlock end = emit.newBlock();
    BasicBlock exit = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    emit.jump(Opcode.SETUP_FINALLY, end);
    emit.use(body);
    generator.unwinding.push(new FrameBlock.FinallyTry(s.finalBody()));
    if (s.handlers().isEmpty()) {
      execute(s.body());
    } else {
      exceptClauses(s);
    }
    emit.opWithoutLine(Opcode.POP_BLOCK, 0);
    generator.unwinding.pop();
    execute(s.finalBody());
    idioms.skipTo(exit);

    emit.use(end);
    emit.unset();
    idioms.beginHandler(cleanup);
    generator.unwinding.push(new FrameBlock.FinallyEnd());
    execute(s.finalBody());
    generator.unwinding.pop();
    emit.exit(Opcode.RERAISE, 0);
    emit.use(cleanup);
    idioms.popExceptAndReraise();
    emit.use(exit);
  }

  /** {@code compiler_try_except}. */
  private void tryExcept(Stmt.Try s) {
    BasicBlock body = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock end = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    guard(s.body(), body, except);
    execute(s.orElse());
    idioms.skipTo(end);

    emit.use(except);
    emit.unset();
    idioms.beginHandler(cleanup);
    pushClauses(new FrameBlock.ExceptionHandler(), s);
    Nodes<ExceptHandler> handlers = s.handlers();
    for (int i = 0, n = handlers.size(); i < n; i++) {
      ExceptHandler handler = handlers.get(i);
      emit.at(handler);
      Expr type = handler.type();
      if (type == null && i < n - 1) {
        throw emit.error("default 'except:' must be last");
      }
      BasicBlock next = emit.newBlock();
      if (type != null) {
        visit(type);
        emit.op(Opcode.CHECK_EXC_MATCH);
        emit.jump(Opcode.POP_JUMP_IF_FALSE, next);
      }
      handle(handler, end);
      emit.use(next);
    }
    emit.unset();
    generator.unwinding.pop();
    emit.exit(Opcode.RERAISE, 0);
    emit.use(cleanup);
    idioms.popExceptAndReraise();
    emit.use(end);
  }

  /** If the blocks are too many now, the statement is to blame where places are handed along. */
  private void pushClauses(FrameBlock clauses, Stmt.Try s) {
    if (passesPlaces) {
      emit.at(s);
    }
    generator.unwinding.push(clauses);
    emit.unset();
  }

  /** The statements that the clauses guard. */
  private void guard(Nodes<Stmt> statements, BasicBlock body, BasicBlock except) {
    emit.jump(Opcode.SETUP_FINALLY, except);
    emit.use(body);
    generator.unwinding.push(new FrameBlock.TryExcept());
    execute(statements);
    generator.unwinding.pop();
    emit.opWithoutLine(Opcode.POP_BLOCK, 0);
  }

  /** The body of a clause that has caught the exception on top. */
  private void handle(ExceptHandler handler, BasicBlock end) {
    Str name = handler.name();
    if (name == null) {
      BasicBlock body = emit.newBlock();
      emit.op(Opcode.POP_TOP);
      emit.use(body);
      generator.unwinding.push(new FrameBlock.HandlerCleanup(null));
      execute(handler.body());
      generator.unwinding.pop();
      emit.unset();
      emit.op(Opcode.POP_BLOCK);
      emit.op(Opcode.POP_EXCEPT);
      emit.jump(idioms.jumpAhead, end);
      return;
    }
    BasicBlock cleanup = emit.newBlock();
    BasicBlock body = emit.newBlock();
    generator.names.store(name);
    emit.jump(Opcode.SETUP_CLEANUP, cleanup);
    emit.use(body);
    generator.unwinding.push(new FrameBlock.HandlerCleanup(name));
    execute(handler.body());
    generator.unwinding.pop();
    emit.unset();
    emit.op(Opcode.POP_BLOCK);
    emit.op(Opcode.POP_BLOCK);
    emit.op(Opcode.POP_EXCEPT);
    generator.unwinding.unbind(name);
    emit.jump(idioms.jumpAhead, end);

    emit.use(cleanup);
    emit.unset();
    generator.unwinding.unbind(name);
    emit.exit(Opcode.RERAISE, 1);
  }

  /**
   * {@code compiler_try_star_except}. While the clauses run, three values are on the stack: the
   * exception as it was raised, the list of what the clauses raised, and what is left to be
   * handled.
   */
  private void tryExceptStar(Stmt.Try s) {
    BasicBlock body = emit.newBlock();
    BasicBlock except = emit.newBlock();
    BasicBlock orElse = emit.newBlock();
    BasicBlock end = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    BasicBlock reraiseStar = emit.newBlock();
    guard(s.body(), body, except);
    idioms.skipTo(orElse);

    emit.use(except);
    emit.unset();
    idioms.beginHandler(cleanup);
    pushClauses(new FrameBlock.ExceptionGroupHandler(), s);
    Nodes<ExceptHandler> handlers = s.handlers();
    for (int i = 0, n = handlers.size(); i < n; i++) {
      handleStar(handlers.get(i), i == 0);
    }
    emit.unset();
    emit.op(Opcode.LIST_APPEND, 1);
    emit.jump(idioms.jumpAhead, reraiseStar);
    generator.unwinding.pop();

    BasicBlock reraise = emit.newBlock();
    emit.use(reraiseStar);
    idioms.intrinsic(Intrinsic.PREPARE_RERAISE_STAR);
    idioms.copy(1);
    emit.jump(Opcode.POP_JUMP_IF_NOT_NONE, reraise);
    emit.op(Opcode.POP_TOP);
    emit.op(Opcode.POP_BLOCK);
    emit.op(Opcode.POP_EXCEPT);
    emit.jump(idioms.jumpAhead, end);
    emit.use(reraise);
    emit.op(Opcode.POP_BLOCK);
    idioms.swap(2);
    emit.op(Opcode.POP_EXCEPT);
    emit.exit(Opcode.RERAISE, 0);
    emit.use(cleanup);
    idioms.popExceptAndReraise();
    emit.use(orElse);
    execute(s.orElse());
    emit.use(end);
  }

  /** One clause; afterwards control is at the next one, with what this one left over on top. */
  private void handleStar(ExceptHandler handler, boolean isFirst) {
    emit.at(handler);
    if (isFirst) {
      beginResults();
    }
    if (fallsIntoExceptStar) {
      fallIntoStar(handler);
    } else {
      jumpToStar(handler);
    }
  }

  /** Puts an empty list between the exception on top and a copy of it. */
  private void beginResults() {
    if (copiesGroupOverList) {
      emit.op(Opcode.BUILD_LIST, 0);
      idioms.copy(2);
    } else {
      idioms.copy(1);
      emit.op(Opcode.BUILD_LIST, 0);
      idioms.swap(2);
    }
  }

  private void fallIntoStar(ExceptHandler handler) {
    BasicBlock next = emit.newBlock();
    BasicBlock nextWithError = emit.newBlock();
    BasicBlock noMatch = emit.newBlock();
    testStar(handler, Opcode.POP_JUMP_IF_NONE, noMatch);
    runStar(handler, next, nextWithError);
    emit.use(next);
    // Takes over the line of the body, which the jump then has too.
    emit.op(Opcode.NOP);
    emit.jump(idioms.jumpAhead, nextWithError);
    emit.use(noMatch);
    emit.at(handler);
    emit.op(Opcode.POP_TOP);
    emit.use(nextWithError);
  }

  private void jumpToStar(ExceptHandler handler) {
    BasicBlock next = emit.newBlock();
    BasicBlock match = emit.newBlock();
    testStar(handler, Opcode.POP_JUMP_IF_NOT_NONE, match);
    emit.op(Opcode.POP_TOP);
    emit.jump(idioms.jumpAhead, next);
    emit.use(match);
    runStar(handler, next, next);
    emit.use(next);
  }

  /** The exceptions of the group that the clause is for, or None, and a jump that asks which. */
  private void testStar(ExceptHandler handler, Opcode jump, BasicBlock target) {
    visit(Objects.requireNonNull(handler.type(), "except* without a type"));
    emit.op(Opcode.CHECK_EG_MATCH);
    idioms.copy(1);
    emit.jump(jump, target);
  }

  /** The body of a clause, and what happens to an exception in it. */
  private void runStar(ExceptHandler handler, BasicBlock next, BasicBlock nextWithError) {
    BasicBlock cleanup = emit.newBlock();
    BasicBlock body = emit.newBlock();
    Str name = handler.name();
    if (name != null) {
      generator.names.store(name);
    } else {
      emit.op(Opcode.POP_TOP);
    }
    emit.jump(Opcode.SETUP_CLEANUP, cleanup);
    emit.use(body);
    generator.unwinding.push(new FrameBlock.HandlerCleanup(name));
    execute(handler.body());
    generator.unwinding.pop();
    emit.unset();
    emit.op(Opcode.POP_BLOCK);
    if (name != null) {
      generator.unwinding.unbind(name);
    }
    emit.jump(idioms.jumpAhead, next);

    emit.use(cleanup);
    emit.unset();
    if (name != null) {
      generator.unwinding.unbind(name);
    }
    emit.op(Opcode.LIST_APPEND, 3);
    emit.op(Opcode.POP_TOP);
    emit.jump(idioms.jumpAhead, nextWithError);
  }
}
