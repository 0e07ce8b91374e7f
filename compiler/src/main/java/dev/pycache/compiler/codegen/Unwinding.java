package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.symtable.ScopeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code return}, {@code break} and {@code continue}: leaving loops, handlers and contexts on the
 * way.
 */
final class Unwinding extends Family {
  private final int mostBlocks;
  private final boolean loadsSpecialMethods;
  private final boolean warnsOnceOfFinally;

  Unwinding(CodeGenerator generator) {
    super(generator);
    this.mostBlocks = generator.statementRules.mostNestedBlocks();
    this.loadsSpecialMethods = generator.expressionRules.loadsSpecialMethods();
    this.warnsOnceOfFinally = generator.statementRules.warnsOnceOfFinally();
  }

  /** {@code compiler_push_fblock}. */
  void push(FrameBlock block) {
    List<FrameBlock> blocks = emit.unit.frameBlocks;
    if (blocks.size() >= mostBlocks) {
      throw emit.error("too many statically nested blocks");
    }
    add(block);
  }

  /** {@code compiler_pop_fblock}. */
  void pop() {
    FrameBlock block = emit.unit.frameBlocks.removeLast();
    if (warnsOnceOfFinally && block instanceof FrameBlock.FinallyEnd) {
      emit.silences--;
    }
  }

  private void add(FrameBlock block) {
    emit.unit.frameBlocks.add(block);
    // Its statements have been compiled before, for the way without an exception.
    if (warnsOnceOfFinally && block instanceof FrameBlock.FinallyEnd) {
      emit.silences++;
    }
  }

  /** {@code compiler_return}. */
  void returnValue(Stmt.Return s) {
    Expr value = s.value();
    boolean onStack = value != null && !(value instanceof Expr.Constant);
    if (emit.unit.scope.type() != ScopeType.FUNCTION) {
      throw emit.error("'return' outside function");
    }
    if (value != null && emit.unit.scope.isCoroutine() && emit.unit.scope.isGenerator()) {
      throw emit.error("'return' with value in async generator");
    }
    if (value != null) {
      if (onStack) {
        visit(value);
      } else {
        emit.at(value);
        emit.op(Opcode.NOP);
      }
    }
    if (value == null || value.span().line() != s.span().line()) {
      emit.at(s);
      emit.op(Opcode.NOP);
    }
    unwindAll(onStack);
    if (value == null) {
      emit.loadConst(Singleton.NONE);
    } else if (value instanceof Expr.Constant constant) {
      emit.loadConst(constant.value());
    }
    emit.exit(Opcode.RETURN_VALUE, 0);
  }

  /** {@code compiler_break}. */
  void breakLoop() {
    Span statement = emit.place;
    emit.op(Opcode.NOP);
    FrameBlock.Loop loop = unwindToLoop();
    if (loop == null) {
      emit.place = statement;
      throw emit.error("'break' outside loop");
    }
    unwind(loop, false);
    emit.jump(Opcode.JUMP, loop.exit());
  }

  /** {@code compiler_continue}. */
  void continueLoop() {
    Span statement = emit.place;
    emit.op(Opcode.NOP);
    FrameBlock.Loop loop = unwindToLoop();
    if (loop == null) {
      emit.place = statement;
      throw emit.error("'continue' not properly in loop");
    }
    emit.jump(Opcode.JUMP, loop.start());
  }

  private void unwindAll(boolean keepsTop) {
    unwindStack(keepsTop, false);
  }

  private FrameBlock.@Nullable Loop unwindToLoop() {
    return unwindStack(false, true);
  }

  /**
   * Unwinds from the innermost block outwards ({@code compiler_unwind_fblock_stack}).
   *
   * @param keepsTop whether a return value stays on the stack
   * @param toLoop whether to stop before the first loop, which is the result
   */
  private FrameBlock.@Nullable Loop unwindStack(boolean keepsTop, boolean toLoop) {
    List<FrameBlock> blocks = emit.unit.frameBlocks;
    if (blocks.isEmpty()) {
      return null;
    }
    FrameBlock top = blocks.getLast();
    if (top instanceof FrameBlock.ExceptionGroupHandler) {
      throw emit.error("'break', 'continue' and 'return' cannot appear in an except* block");
    }
    if (toLoop && top instanceof FrameBlock.Loop loop) {
      return loop;
    }
    // While the statements of a finally block are repeated, they are no longer inside of it.
    pop();
    unwind(top, keepsTop);
    FrameBlock.Loop found = unwindStack(keepsTop, toLoop);
    add(top);
    return found;
  }

  /** {@code compiler_unwind_fblock}. */
  private void unwind(FrameBlock block, boolean keepsTop) {
    switch (block) {
      case FrameBlock.WhileLoop _,
          FrameBlock.ExceptionHandler _,
          FrameBlock.ExceptionGroupHandler _,
          FrameBlock.AsyncComprehension _,
          FrameBlock.InlinedComprehension _,
          FrameBlock.StopIteration _ -> {}
      case FrameBlock.ForLoop _, FrameBlock.PopValue _ -> popBelow(keepsTop);
      case FrameBlock.TryExcept _ -> emit.op(Opcode.POP_BLOCK);
      case FrameBlock.FinallyTry b -> {
        emit.op(Opcode.POP_BLOCK);
        if (keepsTop) {
          push(new FrameBlock.PopValue());
        }
        execute(b.finalBody());
        if (keepsTop) {
          pop();
        }
        // What follows runs after the finally block and is no part of it.
        emit.unset();
      }
      case FrameBlock.FinallyEnd _ -> {
        popBelow(keepsTop);
        swapIf(keepsTop);
        emit.op(Opcode.POP_BLOCK);
        emit.op(Opcode.POP_EXCEPT);
      }
      case FrameBlock.With b -> {
        emit.place = b.span();
        emit.op(Opcode.POP_BLOCK);
        if (keepsTop && loadsSpecialMethods) {
          idioms.swap(3);
        }
        swapIf(keepsTop);
        idioms.callExitWithNones();
        if (b.isAsync()) {
          idioms.await(Idioms.AWAIT_EXIT);
        }
        emit.op(Opcode.POP_TOP);
        emit.unset();
      }
      case FrameBlock.HandlerCleanup b -> {
        Str name = b.name();
        if (name != null) {
          emit.op(Opcode.POP_BLOCK);
        }
        swapIf(keepsTop);
        emit.op(Opcode.POP_BLOCK);
        emit.op(Opcode.POP_EXCEPT);
        if (name != null) {
          unbind(name);
        }
      }
    }
  }

  private void swapIf(boolean keepsTop) {
    if (keepsTop) {
      idioms.swap(2);
    }
  }

  private void popBelow(boolean keepsTop) {
    swapIf(keepsTop);
    emit.op(Opcode.POP_TOP);
  }

  /** Deletes the name of an {@code except} clause, which its body may have deleted already. */
  void unbind(Str name) {
    emit.loadConst(Singleton.NONE);
    generator.names.store(name);
    generator.names.delete(name);
  }
}
