package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** A parameter. */
public record Arg(Str name, @Nullable Expr annotation, Span span) implements Node {}
