package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.CacheEntry;
import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.dis.InstructionDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The instructions of one of the code objects that are compared: those that do something, without
 * EXTENDED_ARG, which only makes the number behind it longer, and without caches.
 */
final class CodeSide {
  private static final String EXTENDED_ARG = "EXTENDED_ARG";
  private static final String CACHE = "CACHE";
  private static final int NAME_WIDTH = 21;

  private final PythonVersion python;
  private final CodeObject code;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  CodeSide(PythonVersion python, CodeObject code) {
    this.python = python;
    this.code = code;
    for (Instruction each : InstructionDecoder.decode(python, code)) {
      if (!each.name().equals(EXTENDED_ARG) && !each.name().equals(CACHE)) {
        instructions.add(each);
        texts.add(text(each));
        keys.add(key(each));
      }
    }
  }

  PythonVersion python() {
    return python;
  }

  CodeObject code() {
    return code;
  }

  int size() {
    return instructions.size();
  }

  Instruction at(int index) {
    return instructions.get(index);
  }

  /** What two instructions have in common that mean the same; of a jump, that it is one. */
  List<String> keys() {
    return keys;
  }

  /** The names of the instructions of a part. */
  List<String> names(int start, int end) {
    return instructions.subList(start, end).stream().map(Instruction::name).toList();
  }

  Row.Cell cell(int index) {
    return new Row.Cell(instructions.get(index).offset(), texts.get(index));
  }

  /** The offset at which an instruction starts, its EXTENDED_ARG included; behind them the end. */
  int startOf(int index) {
    return index == size() ? code.code().length() : instructions.get(index).start();
  }

  /** The last instruction that starts at an offset or before; -1 for an offset outside the code. */
  int indexAt(long offset) {
    if (offset < 0 || offset > code.code().length()) {
      return -1;
    }
    if (offset == code.code().length()) {
      return size();
    }
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (startOf(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /**
   * Whether an instruction has the same bytes as one on the other side that means the same. Of
   * jumps only the caches are looked at: how far they lead is no matter.
   */
  boolean sameBytes(int index, CodeSide other, int otherIndex) {
    Instruction one = instructions.get(index);
    Instruction two = other.instructions.get(otherIndex);
    boolean jump = isJump(one);
    return Arrays.equals(
        code.code().value(),
        jump ? cachesOf(one) : one.start(),
        one.end(),
        other.code.code().value(),
        jump ? cachesOf(two) : two.start(),
        two.end());
  }

  private static int cachesOf(Instruction instruction) {
    int units = instruction.caches().stream().mapToInt(CacheEntry::units).sum();
    return instruction.end() - 2 * units;
  }

  static boolean isJump(Instruction instruction) {
    return instruction.target() != Instruction.NO_TARGET;
  }

  private String text(Instruction instruction) {
    String argument = isJump(instruction) ? "to " + instruction.target() : argument(instruction);
    if (argument.isEmpty()) {
      return instruction.name();
    }
    int blanks = Math.max(1, NAME_WIDTH - instruction.name().length());
    return instruction.name() + " ".repeat(blanks) + argument;
  }

  private String key(Instruction instruction) {
    return instruction.name() + ' ' + (isJump(instruction) ? "" : argument(instruction));
  }

  private String argument(Instruction instruction) {
    if (!instruction.hasArgument()) {
      return "";
    }
    String meaning = instruction.meaning();
    if (meaning.isEmpty()) {
      return Long.toString(instruction.argument());
    }
    return meaning.startsWith("<code object") ? codeName(instruction) : meaning;
  }

  /** A code object by its name: its address, file and line are no matter of the instruction. */
  private String codeName(Instruction instruction) {
    long index = instruction.argument();
    if (index >= 0 && index < code.consts().size()) {
      Constant constant = code.consts().get((int) index);
      if (constant instanceof CodeObject nested) {
        return "<code " + nested.name().text() + ">";
      }
    }
    return instruction.meaning();
  }
}
