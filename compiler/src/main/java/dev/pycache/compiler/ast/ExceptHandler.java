package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** {@code except type as name: body}. */
public record ExceptHandler(@Nullable Expr type, @Nullable Str name, Nodes<Stmt> body, Span span)
    implements Node {}
