package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement. The family is that of Python's {@code ast} module; the async forms are a flag of the
 * plain ones.
 */
public sealed interface Stmt extends Node {

  record FunctionDef(
      boolean isAsync,
      Str name,
      Arguments args,
      List<Stmt> body,
      List<Expr> decorators,
      @Nullable Expr returns,
      Span span)
      implements Stmt {}

  record ClassDef(
      Str name,
      List<Expr> bases,
      List<Keyword> keywords,
      List<Stmt> body,
      List<Expr> decorators,
      Span span)
      implements Stmt {}

  record Return(@Nullable Expr value, Span span) implements Stmt {}

  record Delete(List<Expr> targets, Span span) implements Stmt {}

  record Assign(List<Expr> targets, Expr value, Span span) implements Stmt {}

  record AugAssign(Expr target, BinaryOperator op, Expr value, Span span) implements Stmt {}

  /** {@code simple} says that the target is a bare name without parentheses. */
  record AnnAssign(Expr target, Expr annotation, @Nullable Expr value, boolean simple, Span span)
      implements Stmt {}

  record For(
      boolean isAsync, Expr target, Expr iterable, List<Stmt> body, List<Stmt> orElse, Span span)
      implements Stmt {}

  record While(Expr test, List<Stmt> body, List<Stmt> orElse, Span span) implements Stmt {}

  record If(Expr test, List<Stmt> body, List<Stmt> orElse, Span span) implements Stmt {}

  record With(boolean isAsync, List<WithItem> items, List<Stmt> body, Span span) implements Stmt {}

  record Match(Expr subject, List<MatchCase> cases, Span span) implements Stmt {}

  record Raise(@Nullable Expr exception, @Nullable Expr cause, Span span) implements Stmt {}

  /** {@code isStar} tells {@code except*} from {@code except}. */
  record Try(
      boolean isStar,
      List<Stmt> body,
      List<ExceptHandler> handlers,
      List<Stmt> orElse,
      List<Stmt> finalBody,
      Span span)
      implements Stmt {}

  record Assert(Expr test, @Nullable Expr message, Span span) implements Stmt {}

  record Import(List<Alias> names, Span span) implements Stmt {}

  /** {@code level} is the number of leading dots. */
  record ImportFrom(@Nullable Str module, List<Alias> names, int level, Span span)
      implements Stmt {}

  record Global(List<Str> names, Span span) implements Stmt {}

  record Nonlocal(List<Str> names, Span span) implements Stmt {}

  record ExprStmt(Expr value, Span span) implements Stmt {}

  record Pass(Span span) implements Stmt {}

  record Break(Span span) implements Stmt {}

  record Continue(Span span) implements Stmt {}
}
