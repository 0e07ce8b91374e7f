package dev.pycache.compiler.ast;

import org.jspecify.annotations.Nullable;

/** {@code case pattern if guard: body}. */
public record MatchCase(Pattern pattern, @Nullable Expr guard, Nodes<Stmt> body) {}
