package dev.pycache.compiler.flowgraph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The arrays in which units begin to put their instructions: one for each level of nesting, since a
 * unit is used up before the next one of its level begins. What a unit has not used of it has what
 * the one before put there.
 */
public final class UnitArrays {
  /** Room for the instructions of most units. */
  private static final int SIZE = 128;

  private @Nullable Instruction[][] arrays = new Instruction[4][];
  private int depth;

  /** Gives its array to a unit without instructions, which is inside the one begun last. */
  public void begin(CodeUnit unit) {
    if (depth == arrays.length) {
      arrays = Arrays.copyOf(arrays, depth * 2);
    }
    Instruction[] array = arrays[depth];
    if (array == null) {
      array = new Instruction[SIZE];
      arrays[depth] = array;
    }
    depth++;
    unit.entry.beginIn(array);
  }

  /**
   * Ends the unit begun last: nothing more is to be appended to its last block, and the next unit
   * may begin when this one is used up.
   */
  public void end(BasicBlock last) {
    last.close();
    depth--;
  }
}
