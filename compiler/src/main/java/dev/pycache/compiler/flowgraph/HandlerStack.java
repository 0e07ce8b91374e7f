package dev.pycache.compiler.flowgraph;

import org.jspecify.annotations.Nullable;

/**
 * The handlers in force at a point, innermost first; immutable, so that blocks share what CPython
 * copies.
 */
public record HandlerStack(BasicBlock handler, @Nullable HandlerStack outer, int depth) {
  public HandlerStack(BasicBlock handler, @Nullable HandlerStack outer) {
    this(handler, outer, depthOf(outer) + 1);
  }

  /** Number of handlers in force. */
  public static int depthOf(@Nullable HandlerStack handlers) {
    return handlers == null ? 0 : handlers.depth;
  }
}
