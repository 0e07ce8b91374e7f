package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;

/**
 * Where a (mangled) name was declared {@code global} or {@code nonlocal}, or bound by a
 * comprehension's {@code :=}.
 */
record Directive(Str name, Span span) {}
