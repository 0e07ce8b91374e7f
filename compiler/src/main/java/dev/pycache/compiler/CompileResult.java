package dev.pycache.compiler;

import dev.pycache.bytecode.CodeObject;
import java.util.List;

/** What became of a source: a code object, or the exception that CPython would raise. */
public sealed interface CompileResult {
  /** Warnings in the order in which CPython issues them, before any filter. */
  List<Warning> warnings();

  /** The source compiles. */
  record Compiled(CodeObject code, List<Warning> warnings) implements CompileResult {}

  /** The source does not compile. */
  record Rejected(Diagnostic diagnostic, List<Warning> warnings) implements CompileResult {}
}
