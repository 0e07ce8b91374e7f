package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.flowgraph.BasicBlock;
import org.jspecify.annotations.Nullable;

/**
 * A loop, handler or context around the place that is being compiled: what {@code return}, {@code
 * break} and {@code continue} have to unwind (CPython's {@code struct fblockinfo}).
 */
sealed interface FrameBlock {

  /** What {@code break} and {@code continue} look for. */
  sealed interface Loop extends FrameBlock {
    /** Where {@code continue} goes. */
    BasicBlock start();

    /** Where {@code break} goes. */
    BasicBlock exit();
  }

  record WhileLoop(BasicBlock start, BasicBlock exit) implements Loop {}

  /** The iterator is on the stack. */
  record ForLoop(BasicBlock start, BasicBlock exit) implements Loop {}

  /** The body of a {@code try} that has handlers. */
  record TryExcept() implements FrameBlock {}

  /**
   * The body of a {@code try} that has a {@code finally}, whose statements every way out repeats.
   */
  record FinallyTry(Nodes<Stmt> finalBody) implements FrameBlock {}

  /** The {@code finally} block when it runs because of an exception, which is on the stack. */
  record FinallyEnd() implements FrameBlock {}

  /**
   * The body of a {@code with}; {@code __exit__} is on the stack. The span is that of entering and
   * leaving it.
   */
  record With(boolean isAsync, Span span) implements FrameBlock {}

  /** The body of an {@code except} clause, with the name it binds and has to unbind. */
  record HandlerCleanup(@Nullable Str name) implements FrameBlock {}

  /** A return value that waits on the stack while a {@code finally} block runs. */
  record PopValue() implements FrameBlock {}

  /** All handlers of a {@code try}. */
  record ExceptionHandler() implements FrameBlock {}

  /** All handlers of a {@code try} with {@code except*}. */
  record ExceptionGroupHandler() implements FrameBlock {}

  /** An {@code async for} of a comprehension. */
  record AsyncComprehension() implements FrameBlock {}

  /** A comprehension in the unit around it, if it has values to put back. */
  record InlinedComprehension() implements FrameBlock {}

  /**
   * The body of a generator or coroutine, where StopIteration is an error (PEP 479); it counts
   * among the blocks that may be nested.
   */
  record StopIteration() implements FrameBlock {}
}
