package dev.pycache.compiler.flowgraph.passes;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.StackEffect;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.BlockStack;
import dev.pycache.compiler.flowgraph.Instruction;

/**
 * Marks the loads of locals that need no reference of their own, as the local outlives what is put
 * on the stack: it is taken from there before the local changes, before the block ends, and not to
 * be stored in another local ({@code optimize_load_fast}).
 *
 * <p>Follows the stack through each block that control reaches without an exception, with the
 * instruction and the local that each value comes from.
 */
final class BorrowedLoads {
  private final BlockStack work;
  private final StackEffect effects;
  private final LoadedValues stack = new LoadedValues();

  BorrowedLoads(Target target, BlockStack work) {
    this.work = work;
    this.effects = StackEffect.of(target);
  }

  void mark(BasicBlock entry) {
    for (BasicBlock block = entry; block != null; block = block.next) {
      block.visited = false;
    }
    entry.startDepth = 0;
    arrive(entry);
    BasicBlock block;
    while ((block = work.pop()) != null) {
      stack.begin(block);
      for (int i = 0; i < block.size(); i++) {
        follow(block.get(i), i);
      }
      if (block.next != null && endsOpen(block)) {
        arrive(block.next);
      }
      stack.end();
      borrow(block);
    }
  }

  /** A block without instructions does not lead on. */
  private static boolean endsOpen(BasicBlock block) {
    return !block.isEmpty() && block.fallsThrough();
  }

  /** {@code load_fast_push_block}. */
  private void arrive(BasicBlock block) {
    if (!block.visited) {
      block.visited = true;
      work.push(block);
    }
  }

  private void borrow(BasicBlock block) {
    for (int i = 0; i < block.size(); i++) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.LOAD_FAST && stack.isSafe(i)) {
        instruction.opcode = Opcode.LOAD_FAST_BORROW;
      } else if (instruction.opcode == Opcode.LOAD_FAST_LOAD_FAST && stack.isSafe(i)) {
        instruction.opcode = Opcode.LOAD_FAST_BORROW_LOAD_FAST_BORROW;
      }
    }
  }

  private void follow(Instruction instruction, int i) {
    int arg = instruction.arg;
    switch (instruction.opcode) {
      case DELETE_FAST -> stack.overwrite(arg);
      case LOAD_FAST -> stack.push(i, arg);
      case LOAD_FAST_AND_CLEAR -> {
        stack.overwrite(arg);
        stack.push(i, arg);
      }
      case LOAD_FAST_LOAD_FAST -> {
        stack.push(i, arg >> 4);
        stack.push(i, arg & 15);
      }
      case STORE_FAST -> stack.store(arg);
      case STORE_FAST_LOAD_FAST -> {
        stack.store(arg >> 4);
        stack.push(i, arg & 15);
      }
      case STORE_FAST_STORE_FAST -> {
        stack.store(arg >> 4);
        stack.store(arg & 15);
      }
      case COPY -> stack.copy(arg);
      case SWAP -> stack.swap(arg);
      case FORMAT_SIMPLE,
          GET_ANEXT,
          GET_LEN,
          GET_YIELD_FROM_ITER,
          IMPORT_FROM,
          MATCH_KEYS,
          MATCH_MAPPING,
          MATCH_SEQUENCE,
          WITH_EXCEPT_START -> {
        // These leave what they look at. CPython counts the new values where it means the number of
        // the instruction, so that they seem to come from the first ones of the block.
        int pushed = effects.effect(instruction.opcode, arg);
        for (int j = 0; j < pushed; j++) {
          stack.pushNew(j);
        }
      }
      case DICT_MERGE,
          DICT_UPDATE,
          LIST_APPEND,
          LIST_EXTEND,
          MAP_ADD,
          RERAISE,
          SET_ADD,
          SET_UPDATE ->
          stack.drop(-effects.effect(instruction.opcode, arg));
      case END_SEND, SET_FUNCTION_ATTRIBUTE -> stack.dropBelowTop();
      case CHECK_EXC_MATCH -> {
        stack.drop(1);
        stack.pushNew(i);
      }
      case FOR_ITER -> {
        arrive(instruction.requireTarget());
        stack.pushNew(i);
      }
      case LOAD_ATTR -> loadAttribute(i, 0, arg);
      case LOAD_SUPER_ATTR -> loadAttribute(i, 2, arg);
      case LOAD_SPECIAL, PUSH_EXC_INFO -> stack.pushNewBelowTop(i);
      case SEND -> {
        arrive(instruction.requireTarget());
        stack.drop(1);
        stack.pushNew(i);
      }
      default -> consumeAll(instruction, i);
    }
  }

  /** A method call may leave the object on the stack. */
  private void loadAttribute(int i, int dropped, int arg) {
    if ((arg & 1) != 0) {
      stack.pushNewBelowTop(i);
      stack.dropBelow(2, dropped);
    } else {
      stack.drop(1 + dropped);
      stack.pushNew(i);
    }
  }

  /** An instruction whose inputs are all gone when it is done. */
  private void consumeAll(Instruction instruction, int i) {
    if (instruction.target != null && instruction.isJump()) {
      arrive(instruction.target);
    }
    int pushed = pushed(instruction);
    stack.drop(pushed - effects.effect(instruction.opcode, instruction.arg));
    for (int j = 0; j < pushed; j++) {
      stack.pushNew(i);
    }
  }

  /** {@code _PyOpcode_num_pushed}. */
  private static int pushed(Instruction instruction) {
    int arg = instruction.arg;
    return switch (instruction.opcode) {
      case NOP,
          NOT_TAKEN,
          RESUME,
          COPY_FREE_VARS,
          MAKE_CELL,
          SETUP_ANNOTATIONS,
          JUMP,
          JUMP_NO_INTERRUPT,
          POP_JUMP_IF_FALSE,
          POP_JUMP_IF_TRUE,
          POP_JUMP_IF_NONE,
          POP_JUMP_IF_NOT_NONE,
          POP_TOP,
          POP_ITER,
          POP_EXCEPT,
          END_FOR,
          END_ASYNC_FOR,
          RAISE_VARARGS,
          STORE_ATTR,
          STORE_DEREF,
          STORE_GLOBAL,
          STORE_NAME,
          STORE_SLICE,
          STORE_SUBSCR,
          DELETE_ATTR,
          DELETE_DEREF,
          DELETE_GLOBAL,
          DELETE_NAME,
          DELETE_SUBSCR ->
          0;
      case CHECK_EG_MATCH, CLEANUP_THROW -> 2;
      case LOAD_GLOBAL -> 1 + (arg & 1);
      case UNPACK_SEQUENCE -> arg;
      case UNPACK_EX -> 1 + (arg & 0xFF) + (arg >> 8);
      default -> 1;
    };
  }
}
