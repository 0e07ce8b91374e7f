package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.Scope;
import dev.pycache.compiler.symtable.ScopeType;
import dev.pycache.compiler.symtable.SymbolFlags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the unit around a comprehension that is compiled into it (PEP 709): its names mean
 * what they mean in the comprehension, and the values of those that the comprehension binds wait on
 * the stack ({@code inlined_comprehension_state}).
 */
final class InlinedComprehension {
  private final Emitter emit;
  private final Idioms idioms;
  private final Unit unit;
  private final Unwinding unwinding;

  /** Whether it is one of the blocks that may be nested. */
  private final boolean isBlock;

  private final List<Str> pushed = new ArrayList<>();
  private final List<Str> hidden = new ArrayList<>(0);
  private final List<Symbol> replaced = new ArrayList<>(0);
  private @Nullable BasicBlock cleanup;

  /** A symbol as it was in the scope around. */
  private record Symbol(Str name, int flags) {}

  /**
   * Begins the comprehension, whose outermost iterator is on the stack and stays on top ({@code
   * push_inlined_comprehension_state}).
   */
  InlinedComprehension(CodeGenerator generator, Scope comprehension) {
    this.emit = generator.emit;
    this.idioms = generator.idioms;
    this.unit = emit.unit;
    this.unwinding = generator.unwinding;
    DefinitionRules rules = generator.definitionRules;
    this.isBlock = rules.countsInlinedComprehensions();
    boolean bringsAll = rules.bringsAllScopes();
    boolean savesBoundOnly = rules.savesBoundNamesOnly();
    boolean inClass = unit.scope.type() == ScopeType.CLASS && !unit.inInlinedComprehension();
    unit.enterInlinedComprehension();
    for (int i = 0, n = comprehension.size(); i < n; i++) {
      Str name = comprehension.symbol(i);
      int flags = comprehension.flags(i);
      NameScope before = unit.scope.scope(name);
      boolean isBound = isBound(flags);
      if (isBound || inClass || bringsAll) {
        replace(name, flags, inClass && bringsAll, bringsAll);
      }
      if (isBound || inClass) {
        hide(name);
      }
      if (isBound || (inClass && !savesBoundOnly)) {
        push(name, comprehension.scope(i), savesBoundOnly ? unit.scope.scope(name) : before);
      }
    }
    if (!pushed.isEmpty()) {
      idioms.swap(pushed.size() + 1);
      cleanup = emit.newBlock();
      emit.jump(Opcode.SETUP_FINALLY, cleanup);
      if (isBlock) {
        unwinding.push(new FrameBlock.InlinedComprehension());
      }
    }
  }

  /** Makes a name of a module or class a fast local. */
  private void hide(Str name) {
    if (!unit.scope.isFunctionLike() && unit.hide(name)) {
      hidden.add(name);
    }
  }

  /** Whether a comprehension binds a name for itself; {@code :=} binds it in the scope around. */
  private static boolean isBound(int flags) {
    return (flags & SymbolFlags.LOCAL) != 0 && (flags & SymbolFlags.NONLOCAL) == 0;
  }

  /**
   * Gives a name the scope that it has in the comprehension. A cell of the comprehension that is
   * free outside stays free: no name can be both, and the instructions are the same.
   */
  private void replace(Str name, int flags, boolean always, boolean keepsFree) {
    NameScope inside = SymbolFlags.scopeOf(flags);
    int before = unit.scope.flags(name);
    NameScope outside = SymbolFlags.scopeOf(before);
    boolean differs =
        inside != outside
            && !(keepsFree && inside == NameScope.FREE)
            && !(inside == NameScope.CELL && outside == NameScope.FREE);
    if (differs || always) {
      replaced.add(new Symbol(name, before));
      unit.scope.replace(name, flags);
    }
  }

  /**
   * Puts the value, or the cell, of a name on the stack and makes it unbound.
   *
   * @param outside the scope of the name in the unit around
   */
  private void push(Str name, NameScope inside, NameScope outside) {
    CodeUnit code = unit.code;
    emit.op(Opcode.LOAD_FAST_AND_CLEAR, code.varNames.indexOf(name));
    if (!unit.scope.isFunctionLike()) {
      code.hidden.indexOf(name);
    }
    if (inside == NameScope.CELL) {
      int index = outside == NameScope.FREE ? unit.freeVariable(name) : unit.cellVariable(name);
      emit.op(Opcode.MAKE_CELL, index);
    }
    pushed.add(name);
  }

  /**
   * Ends the comprehension, whose result is on top ({@code pop_inlined_comprehension_state}). The
   * values are put back even if it raises, so that handlers find them.
   */
  void end() {
    unit.leaveInlinedComprehension();
    for (Symbol symbol : replaced) {
      unit.scope.replace(symbol.name(), symbol.flags());
    }
    if (cleanup != null) {
      restore(cleanup);
    }
    for (Str name : hidden) {
      unit.unhide(name);
    }
  }

  private void restore(BasicBlock handler) {
    if (isBlock) {
      unwinding.pop();
    }
    Span place = emit.place;
    BasicBlock end = emit.newBlock();
    emit.unset();
    emit.op(Opcode.POP_BLOCK);
    idioms.skipTo(end);
    emit.use(handler);
    // Below the exception is what has been collected.
    idioms.swap(2);
    emit.op(Opcode.POP_TOP);
    emit.place = place;
    popAll();
    emit.unset();
    emit.exit(Opcode.RERAISE, 0);
    emit.use(end);
    emit.place = place;
    popAll();
  }

  /** {@code restore_inlined_comprehension_locals}. */
  private void popAll() {
    idioms.swap(pushed.size() + 1);
    for (int i = pushed.size() - 1; i >= 0; i--) {
      emit.op(Opcode.STORE_FAST_MAYBE_NULL, unit.code.varNames.indexOf(pushed.get(i)));
    }
  }
}
