package dev.pycache.compiler.symtable;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;

/**
 * How deep CPython's walks over the tree go before they give up. {@code ast_opt.c} and {@code
 * symtable.c} count each statement, expression and pattern on the way from the root to a node, and
 * refuse a tree that is too deep for {@code sys.getrecursionlimit()}, scaled by a factor for the
 * lighter frames of C.
 */
public final class RecursionDepth {
  /** {@code COMPILER_STACK_FRAME_SCALE}. */
  private static final int FRAME_SCALE = 3;

  /** {@code sys.getrecursionlimit()} as it is at start. */
  private static final int RECURSION_LIMIT = 1000;

  /**
   * Frames that count as used before the walk starts: the frame of the module that calls {@code
   * compile}, and the call of that builtin. Measured in a fresh process that compiles once: of
   * {@code a+a+…} at most 2993 terms compile. (A call of {@code compile} that has become hot is
   * specialised and counts one frame less.)
   */
  private static final int FRAMES_IN_USE = 2;

  private static final int LIMIT = (RECURSION_LIMIT - FRAMES_IN_USE) * FRAME_SCALE;

  private int depth;

  /** Goes one level down. */
  public void enter() {
    if (++depth > LIMIT) {
      throw CompileException.of(
          ErrorType.RECURSION_ERROR, "maximum recursion depth exceeded during compilation");
    }
  }

  /** Comes one level up; not needed on the way of an exception. */
  public void leave() {
    depth--;
  }
}
