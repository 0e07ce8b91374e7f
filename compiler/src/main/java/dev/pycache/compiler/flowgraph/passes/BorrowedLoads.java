package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.StackEffect;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import java.util.Arrays;

/**
 * Marks the loads of locals that need no reference of their own, as the local outlives what is put
 * on the stack: it is taken from there before the local changes, before the block ends, and not to
 * be stored in another local ({@code optimize_load_fast}).
 *
 * <p>Follows the stack through each block that control reaches without an exception, with the
 * instruction and the local that each value comes from. A block that loads no local is only passed
 * through.
 */
final class BorrowedLoads {
  /** In {@link #PUSHED}: what comes out is not all new, or how much depends on the argument. */
  private static final byte OTHER = -1;

  /**
   * How many values an instruction leaves whose inputs are all gone when it is done ({@code
   * _PyOpcode_num_pushed}).
   */
  private static final byte[] PUSHED = new byte[Opcode.values().length];

  static {
    Arrays.fill(PUSHED, (byte) 1);
    set(
        0,
        Opcode.NOP,
        Opcode.NOT_TAKEN,
        Opcode.RESUME,
        Opcode.COPY_FREE_VARS,
        Opcode.MAKE_CELL,
        Opcode.SETUP_ANNOTATIONS,
        Opcode.JUMP,
        Opcode.JUMP_NO_INTERRUPT,
        Opcode.POP_JUMP_IF_FALSE,
        Opcode.POP_JUMP_IF_TRUE,
        Opcode.POP_JUMP_IF_NONE,
        Opcode.POP_JUMP_IF_NOT_NONE,
        Opcode.POP_TOP,
        Opcode.POP_ITER,
        Opcode.POP_EXCEPT,
        Opcode.END_FOR,
        Opcode.END_ASYNC_FOR,
        Opcode.RAISE_VARARGS,
        Opcode.STORE_ATTR,
        Opcode.STORE_DEREF,
        Opcode.STORE_GLOBAL,
        Opcode.STORE_NAME,
        Opcode.STORE_SLICE,
        Opcode.STORE_SUBSCR,
        Opcode.DELETE_ATTR,
        Opcode.DELETE_DEREF,
        Opcode.DELETE_GLOBAL,
        Opcode.DELETE_NAME,
        Opcode.DELETE_SUBSCR);
    set(2, Opcode.CHECK_EG_MATCH, Opcode.CLEANUP_THROW);
    set(
        OTHER,
        Opcode.LOAD_FAST,
        Opcode.LOAD_ATTR,
        Opcode.STORE_FAST,
        Opcode.LOAD_GLOBAL,
        Opcode.LOAD_FAST_LOAD_FAST,
        Opcode.STORE_FAST_LOAD_FAST,
        Opcode.STORE_FAST_STORE_FAST,
        Opcode.LOAD_FAST_AND_CLEAR,
        Opcode.DELETE_FAST,
        Opcode.COPY,
        Opcode.SWAP,
        Opcode.FORMAT_SIMPLE,
        Opcode.GET_ANEXT,
        Opcode.GET_LEN,
        Opcode.GET_YIELD_FROM_ITER,
        Opcode.IMPORT_FROM,
        Opcode.MATCH_KEYS,
        Opcode.MATCH_MAPPING,
        Opcode.MATCH_SEQUENCE,
        Opcode.WITH_EXCEPT_START,
        Opcode.DICT_MERGE,
        Opcode.DICT_UPDATE,
        Opcode.LIST_APPEND,
        Opcode.LIST_EXTEND,
        Opcode.MAP_ADD,
        Opcode.RERAISE,
        Opcode.SET_ADD,
        Opcode.SET_UPDATE,
        Opcode.END_SEND,
        Opcode.SET_FUNCTION_ATTRIBUTE,
        Opcode.CHECK_EXC_MATCH,
        Opcode.FOR_ITER,
        Opcode.LOAD_SUPER_ATTR,
        Opcode.LOAD_SPECIAL,
        Opcode.PUSH_EXC_INFO,
        Opcode.SEND,
        Opcode.UNPACK_SEQUENCE,
        Opcode.UNPACK_EX);
  }

  private final BlockStack work;
  private final StackEffect effects;
  private final LoadedValues stack = new LoadedValues();

  /** Numbers of the instructions of the block that may be marked. */
  private int[] loads = new int[64];

  private int loadCount;

  BorrowedLoads(Target target, BlockStack work) {
    this.work = work;
    this.effects = StackEffect.of(target);
  }

  private static void set(int pushed, Opcode... opcodes) {
    for (Opcode opcode : opcodes) {
      PUSHED[opcode.ordinal()] = (byte) pushed;
    }
  }

  void mark(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.visited = false;
    }
    entry.startDepth = 0;
    arrive(entry);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      if (block.mayContain(Traits.LOAD_FAST)) {
        follow(block);
        borrow(block);
      }
      Instruction jump = block.jumpAtEnd();
      if (jump != null) {
        arrive(jump.requireTarget());
      }
      // A block without instructions does not lead on.
      if (block.next != null && !block.isEmpty() && block.fallsThrough()) {
        arrive(block.next);
      }
    }
  }

  /** {@code load_fast_push_block}. */
  private void arrive(BasicBlock block) {
    if (!block.visited) {
      block.visited = true;
      work.push(block);
    }
  }

  private void borrow(BasicBlock block) {
    for (int i = 0; i < loadCount; i++) {
      int index = loads[i];
      if (stack.isSafe(index)) {
        Instruction load = block.get(index);
        load.opcode =
            load.opcode == Opcode.LOAD_FAST
                ? Opcode.LOAD_FAST_BORROW
                : Opcode.LOAD_FAST_BORROW_LOAD_FAST_BORROW;
      }
    }
  }

  private void addLoad(int index) {
    if (loadCount == loads.length) {
      loads = Arrays.copyOf(loads, loadCount * 2);
    }
    loads[loadCount++] = index;
  }

  private void follow(BasicBlock block) {
    stack.begin(block);
    loadCount = 0;
    for (int i = 0, n = block.size(); i < n; i++) {
      Instruction instruction = block.get(i);
      int pushed = PUSHED[instruction.opcode.ordinal()];
      if (pushed == OTHER) {
        follow(instruction, i);
      } else {
        stack.replace(pushed - effects.effect(instruction.opcode, instruction.arg), pushed);
      }
    }
    stack.end();
  }

  /** Instructions of which {@link #PUSHED} says no number, the most frequent ones first. */
  private void follow(Instruction instruction, int i) {
    int arg = instruction.arg;
    switch (instruction.opcode) {
      case LOAD_FAST -> {
        addLoad(i);
        stack.push(i, arg);
      }
      case LOAD_ATTR -> loadAttribute(arg);
      case LOAD_GLOBAL -> stack.replace(0, 1 + (arg & 1));
      case STORE_FAST -> stack.store(arg);
      case LOAD_FAST_LOAD_FAST -> {
        addLoad(i);
        stack.push(i, arg >> 4);
        stack.push(i, arg & 15);
      }
      case STORE_FAST_LOAD_FAST -> {
        stack.store(arg >> 4);
        stack.push(i, arg & 15);
      }
      case STORE_FAST_STORE_FAST -> {
        stack.store(arg >> 4);
        stack.store(arg & 15);
      }
      case DELETE_FAST -> stack.overwrite(arg);
      case LOAD_FAST_AND_CLEAR -> {
        stack.overwrite(arg);
        stack.push(i, arg);
      }
      case COPY -> stack.copy(arg);
      case SWAP -> stack.swap(arg);
      case FOR_ITER -> stack.replace(0, 1);
      case DICT_MERGE,
          DICT_UPDATE,
          LIST_APPEND,
          LIST_EXTEND,
          MAP_ADD,
          RERAISE,
          SET_ADD,
          SET_UPDATE ->
          stack.drop(-effects.effect(instruction.opcode, arg));
      case UNPACK_SEQUENCE -> stack.replace(1, arg);
      case UNPACK_EX -> stack.replace(1, 1 + (arg & 0xFF) + (arg >> 8));
      case END_SEND, SET_FUNCTION_ATTRIBUTE -> stack.dropBelowTop();
      case CHECK_EXC_MATCH, SEND -> stack.replace(1, 1);
      case LOAD_SUPER_ATTR -> {
        stack.dropBelowTop();
        stack.dropBelowTop();
        loadAttribute(arg);
      }
      case LOAD_SPECIAL, PUSH_EXC_INFO -> stack.pushNewBelowTop();
      default -> {
        // These leave what they look at. CPython counts the new values where it means the number of
        // the instruction, so that they seem to come from the first ones of the block.
        int pushed = effects.effect(instruction.opcode, arg);
        for (int j = 0; j < pushed; j++) {
          stack.push(j, LoadedValues.NOT_LOCAL);
        }
      }
    }
  }

  /** A method call leaves the object on the stack. */
  private void loadAttribute(int arg) {
    if ((arg & 1) != 0) {
      stack.pushNewBelowTop();
    } else {
      stack.replace(1, 1);
    }
  }
}
