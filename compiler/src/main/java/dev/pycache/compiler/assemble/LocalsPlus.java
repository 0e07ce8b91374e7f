package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.passes.FlowGraph;

/**
 * The variables of a frame and their kinds: locals, then cells that are not captured arguments,
 * then free variables ({@code compute_localsplus_info}).
 */
record LocalsPlus(Tuple names, Bytes kinds) {
  private static final byte BY_POSITION = 0x02;
  private static final byte BY_KEYWORD = 0x04;
  private static final byte VARIADIC = 0x08;
  private static final byte HIDDEN = 0x10;
  private static final byte LOCAL = 0x20;
  private static final byte CELL = 0x40;
  private static final byte FREE = (byte) 0x80;

  private static final int CO_VARARGS = 0x04;
  private static final int CO_VARKEYWORDS = 0x08;

  private static final LocalsPlus NONE = new LocalsPlus(Tuple.EMPTY, Bytes.EMPTY);

  /**
   * @param marksArguments as {@link dev.pycache.compiler.rules.AssemblyRules#marksArguments}
   *     describes it
   */
  static LocalsPlus of(CodeUnit unit, boolean marksArguments) {
    IndexTable<Str> locals = unit.varNames;
    IndexTable<Str> cells = unit.cellVars;
    IndexTable<Str> frees = unit.freeVars;
    int most = locals.size() + cells.size() + frees.size();
    if (most == 0) {
      return NONE;
    }
    int[] cellLocals = FlowGraph.cellLocals(unit);
    int count = most;
    for (int local : cellLocals) {
      if (local >= 0) {
        count--;
      }
    }
    var names = new Constant[count];
    byte[] kinds = new byte[count];
    int n = 0;
    for (int i = 0; i < locals.size(); i++) {
      names[n] = locals.get(i);
      kinds[n++] = LOCAL;
    }
    if (marksArguments) {
      markArguments(unit, kinds);
    }
    for (int i = 0; i < unit.hidden.size(); i++) {
      kinds[locals.find(unit.hidden.get(i))] |= HIDDEN;
    }
    for (int i = 0; i < cells.size(); i++) {
      if (cellLocals[i] >= 0) {
        kinds[cellLocals[i]] |= CELL;
      } else {
        names[n] = cells.get(i);
        kinds[n++] = CELL;
      }
    }
    for (int i = 0; i < frees.size(); i++) {
      names[n] = frees.get(i);
      kinds[n++] = FREE;
    }
    return new LocalsPlus(Tuple.of(names), new Bytes(kinds));
  }

  private static void markArguments(CodeUnit unit, byte[] kinds) {
    int i = mark(kinds, 0, unit.posOnlyArgCount, BY_POSITION);
    i = mark(kinds, i, unit.argCount - unit.posOnlyArgCount, BY_POSITION | BY_KEYWORD);
    i = mark(kinds, i, unit.kwOnlyArgCount, BY_KEYWORD);
    i = mark(kinds, i, (unit.flags & CO_VARARGS) == 0 ? 0 : 1, VARIADIC | BY_POSITION);
    mark(kinds, i, (unit.flags & CO_VARKEYWORDS) == 0 ? 0 : 1, VARIADIC | BY_KEYWORD);
  }

  private static int mark(byte[] kinds, int start, int count, int mark) {
    for (int i = start; i < start + count; i++) {
      kinds[i] |= (byte) mark;
    }
    return start + count;
  }
}
