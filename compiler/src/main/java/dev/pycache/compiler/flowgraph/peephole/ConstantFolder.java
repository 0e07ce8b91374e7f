package dev.pycache.compiler.flowgraph.peephole;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.flowgraph.Traits;
import dev.pycache.compiler.fold.ConstantArithmetic;
import dev.pycache.compiler.fold.Displays;
import dev.pycache.compiler.rules.GraphRules;
import org.jspecify.annotations.Nullable;

/**
 * Computes operators and displays whose operands are constants, in 3.14 (gh-126835). The loads of
 * the operands become NOPs without a place; the result is a constant behind all others.
 */
final class ConstantFolder {
  /** Values that are put on the stack for one display ({@code _PY_STACK_USE_GUIDELINE}). */
  private static final int MOST_ON_STACK = 30;

  /** {@code MIN_CONST_SEQUENCE_SIZE}. */
  private static final int SHORTEST_DISPLAY = 3;

  /** The argument of BINARY_OP that is a subscript ({@code NB_SUBSCR}). */
  private static final int SUBSCRIPT = 26;

  /** The operators in the order of the arguments of BINARY_OP; in-place ones have no constants. */
  private static final BinaryOperator[] OPERATORS = {
    BinaryOperator.ADD,
    BinaryOperator.AND,
    BinaryOperator.FLOOR_DIVIDE,
    BinaryOperator.LEFT_SHIFT,
    BinaryOperator.MATRIX_MULTIPLY,
    BinaryOperator.MULTIPLY,
    BinaryOperator.REMAINDER,
    BinaryOperator.OR,
    BinaryOperator.POWER,
    BinaryOperator.RIGHT_SHIFT,
    BinaryOperator.SUBTRACT,
    BinaryOperator.TRUE_DIVIDE,
    BinaryOperator.XOR
  };

  private final ConstantLoads loads;
  private final ConstantArithmetic arithmetic;
  private final boolean foldsLongDisplays;

  /** The loads found last; none keeps them. */
  private final @Nullable Instruction[] operands = new Instruction[MOST_ON_STACK];

  ConstantFolder(CompilationContext context, ConstantCache cache) {
    var rules = new GraphRules(context.target());
    this.loads = new ConstantLoads(rules, cache);
    this.arithmetic = new ConstantArithmetic(context);
    this.foldsLongDisplays = rules.foldsLongDisplays();
  }

  /** {@code fold_tuple_of_constants}. */
  void foldTuple(BasicBlock block, int i, Instruction build, IndexTable<Constant> consts) {
    int count = build.arg;
    if (findOperands(block, i - 1, count)) {
      Tuple tuple = takeOperands(block, count, consts);
      loads.makeLoad(block, build, tuple, consts);
    }
  }

  /** {@code optimize_lists_and_sets}: a list or set that is short enough for the stack. */
  void foldDisplay(BasicBlock block, int i, Instruction build, IndexTable<Constant> consts) {
    int count = build.arg;
    boolean onlyRead = isOnlyRead(block, i);
    if (count > MOST_ON_STACK || (count < SHORTEST_DISPLAY && !onlyRead)) {
      return;
    }
    if (!findOperands(block, i - 1, count)) {
      if (onlyRead && build.opcode == Opcode.BUILD_LIST) {
        build.opcode = Opcode.BUILD_TUPLE;
      }
      return;
    }
    Tuple items = takeOperands(block, count, consts);
    boolean isSet = build.opcode == Opcode.BUILD_SET;
    int index = loads.index(isSet ? Displays.frozenSet(items) : items, consts);
    block.nowContains(Traits.CONSTANT);
    if (onlyRead) {
      build.become(Opcode.LOAD_CONST, index);
      return;
    }
    Instruction empty = block.get(i - 2);
    empty.span = build.span;
    empty.become(build.opcode, 0);
    block.get(i - 1).become(Opcode.LOAD_CONST, index);
    build.become(isSet ? Opcode.SET_UPDATE : Opcode.LIST_EXTEND, 1);
  }

  /** Whether what an instruction makes is only iterated over or searched by the next one. */
  private static boolean isOnlyRead(BasicBlock block, int i) {
    if (i + 1 == block.size()) {
      return false;
    }
    Opcode next = block.get(i + 1).opcode;
    return next == Opcode.GET_ITER || next == Opcode.CONTAINS_OP;
  }

  /**
   * A tuple that is too long for the stack and made by way of a list ({@code
   * fold_constant_intrinsic_list_to_tuple}); where it is only iterated over the list will do.
   */
  void foldLongTuple(BasicBlock block, int i, Instruction intrinsic, IndexTable<Constant> consts) {
    boolean iterated = i + 1 < block.size() && block.get(i + 1).opcode == Opcode.GET_ITER;
    if (iterated && !foldsLongDisplays) {
      intrinsic.clear();
      block.nowContains(Traits.NOP);
      return;
    }
    int start = findLongDisplay(block, i - 1, Opcode.BUILD_LIST, Opcode.LIST_APPEND);
    if (start >= 0) {
      Tuple items = takeLongDisplay(block, start, i, consts);
      loads.makeLoad(block, intrinsic, items, consts);
    } else if (iterated) {
      intrinsic.clear();
      block.nowContains(Traits.NOP);
    }
  }

  /** A list or set that is too long for the stack and only iterated over or searched. */
  void foldLongDisplay(BasicBlock block, int i, Instruction append, IndexTable<Constant> consts) {
    if (!foldsLongDisplays || append.arg != 1 || !isOnlyRead(block, i)) {
      return;
    }
    boolean isSet = append.opcode == Opcode.SET_ADD;
    Opcode build = isSet ? Opcode.BUILD_SET : Opcode.BUILD_LIST;
    int start = findLongDisplay(block, i, build, append.opcode);
    if (start >= 0) {
      Tuple items = takeLongDisplay(block, start, i + 1, consts);
      loads.makeLoad(block, append, isSet ? Displays.frozenSet(items) : items, consts);
    }
  }

  /**
   * Looks backwards, from an instruction that appends an item on, for the display to which
   * constants only are appended.
   *
   * @return the index of the instruction that makes it, -1 if there is none
   */
  private static int findLongDisplay(BasicBlock block, int last, Opcode build, Opcode append) {
    boolean expectsAppend = true;
    for (int i = last; i >= 0; i--) {
      Instruction instruction = block.get(i);
      if (instruction.opcode == Opcode.NOP) {
        continue;
      }
      if (instruction.opcode == build && instruction.arg == 0) {
        return expectsAppend ? i : -1;
      }
      boolean expected =
          expectsAppend
              ? instruction.opcode == append && instruction.arg == 1
              : ConstantLoads.loadsConstant(instruction);
      if (!expected) {
        return -1;
      }
      expectsAppend = !expectsAppend;
    }
    return -1;
  }

  /** Makes NOPs of such a display; returns its items. */
  private Tuple takeLongDisplay(BasicBlock block, int start, int end, IndexTable<Constant> consts) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += ConstantLoads.loadsConstant(block.get(i)) ? 1 : 0;
    }
    var items = new Constant[count];
    count = 0;
    for (int i = start; i < end; i++) {
      Instruction instruction = block.get(i);
      if (ConstantLoads.loadsConstant(instruction)) {
        items[count++] = loads.value(instruction, consts);
      }
      if (instruction.opcode != Opcode.NOP) {
        drop(block, instruction);
      }
    }
    return Tuple.of(items);
  }

  /** {@code fold_const_unaryop}. */
  void foldUnary(BasicBlock block, int i, Instruction unary, IndexTable<Constant> consts) {
    if (!findOperands(block, i - 1, 1)) {
      return;
    }
    Constant operand = loads.value(operand(0), consts);
    UnaryOperator operator =
        switch (unary.opcode) {
          case UNARY_NEGATIVE -> UnaryOperator.MINUS;
          case UNARY_INVERT -> UnaryOperator.INVERT;
          case UNARY_NOT -> UnaryOperator.NOT;
          default -> UnaryOperator.PLUS;
        };
    // ~True is to warn when it runs.
    boolean isBool = operand == Singleton.TRUE || operand == Singleton.FALSE;
    if (operator == UnaryOperator.INVERT && isBool) {
      return;
    }
    Constant result = arithmetic.unary(operator, operand);
    if (result != null) {
      drop(block, operand(0));
      loads.makeLoad(block, unary, result, consts);
    }
  }

  /** {@code fold_const_binop}. */
  void foldBinary(BasicBlock block, int i, Instruction binary, IndexTable<Constant> consts) {
    if (!findOperands(block, i - 1, 2)) {
      return;
    }
    Constant left = loads.value(operand(0), consts);
    Constant right = loads.value(operand(1), consts);
    Constant result =
        binary.arg == SUBSCRIPT
            ? arithmetic.subscript(left, right)
            : arithmetic.binary(OPERATORS[binary.arg], left, right);
    if (result != null) {
      drop(block, operand(0));
      drop(block, operand(1));
      loads.makeLoad(block, binary, result, consts);
    }
  }

  /**
   * Looks backwards from {@code last} for {@code count} loads of constants with nothing but NOPs
   * between them ({@code get_const_loading_instrs}).
   */
  private boolean findOperands(BasicBlock block, int last, int count) {
    if (count > MOST_ON_STACK) {
      return false;
    }
    int missing = count;
    for (int i = last; i >= 0 && missing > 0; i--) {
      Instruction instruction = block.get(i);
      if (ConstantLoads.loadsConstant(instruction)) {
        operands[--missing] = instruction;
      } else if (instruction.opcode != Opcode.NOP) {
        return false;
      }
    }
    return missing == 0;
  }

  private Instruction operand(int index) {
    Instruction operand = operands[index];
    if (operand == null) {
      throw new IllegalStateException("no operand " + index);
    }
    return operand;
  }

  /** Makes NOPs of the loads found; returns what they have loaded. */
  private Tuple takeOperands(BasicBlock block, int count, IndexTable<Constant> consts) {
    var items = new Constant[count];
    for (int i = 0; i < count; i++) {
      items[i] = loads.value(operand(i), consts);
      drop(block, operand(i));
    }
    return Tuple.of(items);
  }

  /** {@code nop_out}. */
  private static void drop(BasicBlock block, Instruction instruction) {
    instruction.clear();
    instruction.span = Span.NONE;
    block.nowContains(Traits.NOP | Traits.LINELESS);
  }
}
