package dev.pycache.compiler.flowgraph;

import org.jspecify.annotations.Nullable;

/**
 * The handlers in force at a point, innermost first; immutable, so that blocks share what CPython
 * copies.
 */
record HandlerStack(BasicBlock handler, @Nullable HandlerStack outer) {}
