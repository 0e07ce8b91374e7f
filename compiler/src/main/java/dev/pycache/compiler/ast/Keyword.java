package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** {@code arg=value} of a call or class header; without a name {@code **value}. */
public record Keyword(@Nullable Str arg, Expr value, Span span) implements Node {}
