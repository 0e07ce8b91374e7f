package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/**
 * A statement. The family is that of Python's {@code ast} module; the async forms are a flag of the
 * plain ones.
 */
public sealed interface Stmt extends Node {

  record FunctionDef(
      boolean isAsync,
      Str name,
      Nodes<TypeParameter> typeParameters,
      Arguments args,
      Nodes<Stmt> body,
      Nodes<Expr> decorators,
      @Nullable Expr returns,
      Span span)
      implements Stmt {}

  record ClassDef(
      Str name,
      Nodes<TypeParameter> typeParameters,
      Nodes<Expr> bases,
      Nodes<Keyword> keywords,
      Nodes<Stmt> body,
      Nodes<Expr> decorators,
      Span span)
      implements Stmt {}

  /** {@code type name[…] = value} (PEP 695). */
  record TypeAlias(Expr.Name name, Nodes<TypeParameter> typeParameters, Expr value, Span span)
      implements Stmt {}

  record Return(@Nullable Expr value, Span span) implements Stmt {}

  record Delete(Nodes<Expr> targets, Span span) implements Stmt {}

  record Assign(Nodes<Expr> targets, Expr value, Span span) implements Stmt {}

  record AugAssign(Expr target, BinaryOperator op, Expr value, Span span) implements Stmt {}

  /** {@code simple} says that the target is a bare name without parentheses. */
  record AnnAssign(Expr target, Expr annotation, @Nullable Expr value, boolean simple, Span span)
      implements Stmt {}

  record For(
      boolean isAsync, Expr target, Expr iterable, Nodes<Stmt> body, Nodes<Stmt> orElse, Span span)
      implements Stmt {}

  record While(Expr test, Nodes<Stmt> body, Nodes<Stmt> orElse, Span span) implements Stmt {}

  record If(Expr test, Nodes<Stmt> body, Nodes<Stmt> orElse, Span span) implements Stmt {}

  record With(boolean isAsync, Nodes<WithItem> items, Nodes<Stmt> body, Span span)
      implements Stmt {}

  record Match(Expr subject, Nodes<MatchCase> cases, Span span) implements Stmt {}

  record Raise(@Nullable Expr exception, @Nullable Expr cause, Span span) implements Stmt {}

  /** {@code isStar} tells {@code except*} from {@code except}. */
  record Try(
      boolean isStar,
      Nodes<Stmt> body,
      Nodes<ExceptHandler> handlers,
      Nodes<Stmt> orElse,
      Nodes<Stmt> finalBody,
      Span span)
      implements Stmt {}

  record Assert(Expr test, @Nullable Expr message, Span span) implements Stmt {}

  record Import(Nodes<Alias> names, Span span) implements Stmt {}

  /** {@code level} is the number of leading dots. */
  record ImportFrom(@Nullable Str module, Nodes<Alias> names, int level, Span span)
      implements Stmt {}

  record Global(Nodes<Str> names, Span span) implements Stmt {}

  record Nonlocal(Nodes<Str> names, Span span) implements Stmt {}

  record ExprStmt(Expr value, Span span) implements Stmt {}

  record Pass(Span span) implements Stmt {}

  record Break(Span span) implements Stmt {}

  record Continue(Span span) implements Stmt {}
}
