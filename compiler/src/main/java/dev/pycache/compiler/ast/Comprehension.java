package dev.pycache.compiler.ast;

/** One {@code for target in iterable if … if …} of a comprehension. */
public record Comprehension(Expr target, Expr iterable, Nodes<Expr> conditions, boolean isAsync) {}
