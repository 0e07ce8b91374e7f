package dev.pycache.compiler.ast;

/**
 * A node of the syntax tree that has a place in the source. Trees are immutable and know nothing of
 * later stages.
 */
public sealed interface Node
    permits Stmt, Expr, Pattern, TypeParameter, Alias, Arg, Keyword, ExceptHandler {
  Span span();
}
