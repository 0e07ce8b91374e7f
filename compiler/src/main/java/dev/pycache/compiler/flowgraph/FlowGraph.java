package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.StackEffect;
import dev.pycache.bytecode.Target;

/**
 * Takes a unit from what the code generator leaves to blocks whose instructions can be written as
 * they stand.
 */
public final class FlowGraph {
  private final Target target;
  private final ConstantCache cache;
  private final StackEffect effects;
  private final BlockStack work = new BlockStack();

  public FlowGraph(Target target, ConstantCache cache) {
    this.target = target;
    this.cache = cache;
    this.effects = StackEffect.of(target);
  }

  /**
   * Optimises the unit and labels its handlers: the passes of CPython's {@code assemble()} before
   * jumps are given a direction.
   *
   * @return the greatest depth of the stack
   */
  public int process(CodeUnit unit) {
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      BlockPasses.normalize(block);
    }
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      BlockPasses.extend(block);
    }
    var cells = new CellOffsets(unit);
    cells.insertPrefix();
    cells.fix();
    new GraphOptimizer(target, unit, cache, work).optimize();
    LineNumbers.duplicateExits(unit);
    trimUnusedConsts(unit);
    LineNumbers.propagate(unit.entry);
    LineNumbers.guaranteeForExits(unit.entry, unit.firstLine);
    int depth = new StackDepth(unit, effects, work).compute();
    if (protects(unit)) {
      new HandlerLabels(work).label(unit.entry);
    }
    for (BasicBlock block = unit.entry; block != null; block = block.next) {
      BlockPasses.clean(block);
    }
    return depth;
  }

  private static boolean protects(CodeUnit unit) {
    for (BasicBlock block = unit.lastMade(); block != null; block = block.madeBefore) {
      if (block.protects) {
        return true;
      }
    }
    return false;
  }

  /**
   * For each cell variable of a unit its index among {@code varNames}, or -1 if it is not a
   * captured argument.
   */
  public static int[] cellLocals(CodeUnit unit) {
    return CellOffsets.localIndexes(unit);
  }

  /**
   * Cuts the constants behind the last one in use; the first may be a docstring ({@code
   * trim_unused_consts}).
   */
  private static void trimUnusedConsts(CodeUnit unit) {
    IndexTable<Constant> consts = unit.consts;
    int greatest = consts.size() - 1;
    int last = 0;
    for (BasicBlock block = unit.entry; block != null && last < greatest; block = block.next) {
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        if ((instruction.opcode == Opcode.LOAD_CONST || instruction.opcode == Opcode.KW_NAMES)
            && instruction.arg > last) {
          last = instruction.arg;
        }
      }
    }
    if (last < greatest) {
      consts.truncate(last + 1);
    }
  }
}
