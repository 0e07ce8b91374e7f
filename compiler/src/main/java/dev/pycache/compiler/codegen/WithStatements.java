package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.flowgraph.BasicBlock;

/** {@code with} and {@code async with}. */
final class WithStatements extends Family {
  WithStatements(CodeGenerator generator) {
    super(generator);
  }

  void with(Stmt.With s) {
    item(s, 0);
  }

  /**
   * One context and all that is inside of it ({@code compiler_with}, {@code compiler_async_with}).
   */
  private void item(Stmt.With s, int index) {
    boolean isAsync = s.isAsync();
    if (isAsync && emit.unit.kind != ScopeKind.ASYNC_FUNCTION) {
      throw emit.error("'async with' outside async function");
    }
    WithItem item = s.items().get(index);
    BasicBlock block = emit.newBlock();
    BasicBlock handler = emit.newBlock();
    BasicBlock exit = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    visit(item.context());
    if (isAsync) {
      emit.op(Opcode.BEFORE_ASYNC_WITH);
      idioms.await(Idioms.AWAIT_ENTER);
    } else {
      emit.op(Opcode.BEFORE_WITH);
    }
    emit.jump(Opcode.SETUP_WITH, handler);
    emit.use(block);
    generator.unwinding.push(new FrameBlock.With(isAsync, s.span()));
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
    endBody(isAsync);

    emit.at(s);
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
    BasicBlock exit = emit.newBlock();
    emit.jump(Opcode.POP_JUMP_IF_TRUE, exit);
    emit.op(Opcode.RERAISE, 2);
    emit.use(cleanup);
    idioms.popExceptAndReraise();
    emit.use(exit);
    emit.op(Opcode.POP_TOP);
    emit.op(Opcode.POP_BLOCK);
    emit.op(Opcode.POP_EXCEPT);
    emit.op(Opcode.POP_TOP);
    emit.op(Opcode.POP_TOP);
  }
}
