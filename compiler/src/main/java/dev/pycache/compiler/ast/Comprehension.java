package dev.pycache.compiler.ast;

import java.util.List;

/** One {@code for target in iterable if … if …} of a comprehension. */
public record Comprehension(Expr target, Expr iterable, List<Expr> conditions, boolean isAsync) {}
