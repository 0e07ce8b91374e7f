package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/** {@code name as asName} of an import; the name may be dotted, or {@code *}. */
public record Alias(Str name, @Nullable Str asName, Span span) implements Node {}
