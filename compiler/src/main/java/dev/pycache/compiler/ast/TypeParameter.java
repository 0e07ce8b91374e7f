package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** A parameter in the brackets of a generic function, class or alias (PEP 695, PEP 696). */
public sealed interface TypeParameter extends Node {
  Str name();

  @Nullable Expr defaultValue();

  /** {@code T: bound = default}; a tuple as bound stands for constraints. */
  record TypeVar(Str name, @Nullable Expr bound, @Nullable Expr defaultValue, Span span)
      implements TypeParameter {}

  /** {@code *Ts = default}. */
  record TypeVarTuple(Str name, @Nullable Expr defaultValue, Span span) implements TypeParameter {}

  /** {@code **P = default}. */
  record ParamSpec(Str name, @Nullable Expr defaultValue, Span span) implements TypeParameter {}
}
