package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.rules.GraphRules;

/**
 * Where cells and free variables live among the locals of a frame. A captured argument is local and
 * cell at once and has one place only; the others follow the locals.
 */
final class CellOffsets {
  private static final int CO_GENERATOR = 0x20;
  private static final int CO_COROUTINE = 0x80;
  private static final int CO_ASYNC_GENERATOR = 0x200;
  static final int ANY_GENERATOR = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

  private final CodeUnit unit;
  private final GraphRules rules;
  private final int localCount;

  /**
   * Place of each cell and free variable by its index in the instructions, captured arguments not
   * yet dropped.
   */
  private final int[] fixed;

  private CellOffsets(CodeUnit unit, GraphRules rules) {
    this.unit = unit;
    this.rules = rules;
    this.localCount = unit.varNames.size();
    this.fixed = build();
  }

  /**
   * Makes a unit's frame ready for its cells, and gives them their final places; a unit that has
   * none and is no generator needs nothing.
   */
  static void settle(CodeUnit unit, GraphRules rules) {
    boolean generator = (unit.flags & ANY_GENERATOR) != 0;
    if (generator || !unit.cellVars.isEmpty() || !unit.freeVars.isEmpty()) {
      var offsets = new CellOffsets(unit, rules);
      offsets.insertPrefix(generator);
      offsets.fix();
    }
  }

  /** {@code build_cellfixedoffsets}. */
  private int[] build() {
    int[] offsets = new int[unit.cellVars.size() + unit.freeVars.size()];
    int[] locals = localIndexes(unit);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = i < locals.length && locals[i] >= 0 ? locals[i] : localCount + i;
    }
    return offsets;
  }

  /** For each cell variable of a unit its index among the locals, or -1. */
  static int[] localIndexes(CodeUnit unit) {
    IndexTable<Str> cells = unit.cellVars;
    int[] indexes = new int[cells.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = unit.varNames.find(cells.get(i));
    }
    return indexes;
  }

  /**
   * Puts before the first block what makes the frame ready ({@code insert_prefix_instructions}).
   */
  private void insertPrefix(boolean generator) {
    int cellCount = unit.cellVars.size();
    var prefix = new Instruction[cellCount + 3];
    int count = 0;
    if (!unit.freeVars.isEmpty()) {
      prefix[count++] =
          new Instruction(Opcode.COPY_FREE_VARS, unit.freeVars.size(), null, Span.NONE);
    }
    // Captured arguments come first, in the order of the arguments.
    int[] byPlace = new int[cellCount + localCount];
    for (int i = 0; i < cellCount; i++) {
      byPlace[fixed[i]] = i + 1;
    }
    for (int cell : byPlace) {
      if (cell != 0) {
        prefix[count++] = new Instruction(Opcode.MAKE_CELL, cell - 1, null, Span.NONE);
      }
    }
    if (generator) {
      var start = new Span(unit.firstLine, -1, unit.firstLine, -1);
      prefix[count++] = new Instruction(Opcode.RETURN_GENERATOR, 0, null, start);
      prefix[count++] =
          new Instruction(Opcode.POP_TOP, 0, null, rules.placesGeneratorPop() ? start : Span.NONE);
    }
    unit.entry.prepend(prefix, count);
  }

  /** Rewrites the arguments of the cell instructions to final places ({@code fix_cell_offsets}). */
  private void fix() {
    if (fixed.length == 0) {
      return;
    }
    int dropped = 0;
    for (int i = 0; i < fixed.length; i++) {
      if (fixed[i] == i + localCount) {
        fixed[i] -= dropped;
      } else {
        dropped++;
      }
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      if (!block.mayContain(Traits.CELL)) {
        continue;
      }
      for (int i = 0, n = block.size(); i < n; i++) {
        Instruction instruction = block.get(i);
        if ((Traits.of(instruction.opcode) & Traits.CELL) != 0) {
          instruction.arg = fixed[instruction.arg];
        }
      }
    }
  }
}
