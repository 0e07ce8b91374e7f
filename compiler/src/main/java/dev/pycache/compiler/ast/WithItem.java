package dev.pycache.compiler.ast;

import org.jspecify.annotations.Nullable;

/** {@code context as target} of a {@code with}. */
public record WithItem(Expr context, @Nullable Expr target) {}
