package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.symtable.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unit that is being compiled: what changes on entry to and exit from a scope ({@code struct
 * compiler_unit}).
 */
final class Unit {
  final @Nullable Unit parent;
  final ScopeKind kind;
  final Scope scope;
  final CodeUnit code;

  /** The loops, handlers and contexts around the current place, innermost last. */
  final List<FrameBlock> frameBlocks = new ArrayList<>(0);

  /** Name of the class around this place, which private names are mangled with. */
  @Nullable Str className;

  /** The block that instructions go to. */
  BasicBlock block;

  /**
   * The last instruction ended the block: the next one begins a new one ({@code
   * u_need_new_implicit_block}).
   */
  boolean blockEnded;

  /** The location of the instructions to come ({@code u_lineno} and its like). */
  Span span;

  /**
   * A unit with an empty entry block ({@code compiler_enter_scope}).
   *
   * @param implicitCell the cell of a class body that its methods want, if they do
   */
  Unit(
      @Nullable Unit parent,
      ScopeKind kind,
      Scope scope,
      CodeUnit code,
      @Nullable Str implicitCell) {
    this.parent = parent;
    this.kind = kind;
    this.scope = scope;
    this.code = code;
    addAll(scope.varNames(), code.varNames);
    addAll(implicitCell == null ? scope.cellVars() : List.of(implicitCell), code.cellVars);
    addAll(scope.freeVars(), code.freeVars);
    this.className = parent == null ? null : parent.className;
    this.block = code.entry;
    this.span = new Span(code.firstLine, 0, code.firstLine, 0);
  }

  private static void addAll(List<Str> names, IndexTable<Str> table) {
    for (int i = 0, n = names.size(); i < n; i++) {
      table.indexOf(names.get(i));
    }
  }
}
