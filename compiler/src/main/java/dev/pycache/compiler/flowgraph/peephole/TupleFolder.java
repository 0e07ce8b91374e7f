package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;

/** Does without BUILD_TUPLE where its values are constants or are unpacked at once; up to 3.13. */
final class TupleFolder {
  private final ConstantCache cache;

  TupleFolder(ConstantCache cache) {
    this.cache = cache;
  }

  void optimize(BasicBlock block, int i, Instruction build, IndexTable<Constant> consts) {
    if (!unpacksAtOnce(block, i, build) && i >= build.arg) {
      fold(block, i - build.arg, build, consts);
    }
  }

  /** Replaces the building and unpacking of a short tuple by a swap, or by nothing. */
  static boolean unpacksAtOnce(BasicBlock block, int i, Instruction build) {
    int count = build.arg;
    if (i + 1 < block.size() && count >= 1 && count <= 3) {
      Instruction next = block.get(i + 1);
      if (next.opcode == Opcode.UNPACK_SEQUENCE && next.arg == count) {
        build.opcode = Opcode.NOP;
        block.nowContains(Traits.NOP);
        next.opcode = count == 1 ? Opcode.NOP : Opcode.SWAP;
        return true;
      }
    }
    return false;
  }

  /**
   * A tuple whose items are the constants loaded just before is a constant ({@code
   * fold_tuple_on_constants}).
   */
  private void fold(BasicBlock block, int start, Instruction build, IndexTable<Constant> consts) {
    int count = build.arg;
    for (int i = 0; i < count; i++) {
      if (block.get(start + i).opcode != Opcode.LOAD_CONST) {
        return;
      }
    }
    var items = new Constant[count];
    for (int i = 0; i < count; i++) {
      items[i] = consts.get(block.get(start + i).arg);
    }
    int index = consts.indexOf(cache.merge(Tuple.of(items)));
    for (int i = 0; i < count; i++) {
      block.get(start + i).opcode = Opcode.NOP;
    }
    build.become(Opcode.LOAD_CONST, index);
    block.nowContains(Traits.NOP | Traits.CONSTANT);
  }
}
