package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.FlowGraph;
import dev.pycache.compiler.flowgraph.IndexTable;

/**
 * The variables of a frame and their kinds: locals, then cells that are not captured arguments,
 * then free variables ({@code compute_localsplus_info}).
 */
record LocalsPlus(Tuple names, Bytes kinds) {
  private static final byte LOCAL = 0x20;
  private static final byte CELL = 0x40;
  private static final byte FREE = (byte) 0x80;

  private static final LocalsPlus NONE = new LocalsPlus(Tuple.EMPTY, Bytes.EMPTY);

  static LocalsPlus of(CodeUnit unit) {
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
}
