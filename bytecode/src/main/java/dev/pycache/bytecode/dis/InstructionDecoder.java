package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import java.util.ArrayList;
import java.util.List;

/** The instructions of a code object as values ({@code dis.get_instructions}). */
public final class InstructionDecoder {
  private InstructionDecoder() {}

  /**
   * The instructions in order. Of code that ends within an instruction, those that are whole.
   *
   * @param python the version whose code it is
   */
  public static List<Instruction> decode(PythonVersion python, CodeObject code) {
    var view = new CodeView(code, ArgumentText.of(python, code));
    List<Instruction> instructions = new ArrayList<>();
    var meaning = new StringBuilder();
    while (view.advance()) {
      InstructionCursor at = view.cursor();
      meaning.setLength(0);
      if (at.hasArgument) {
        view.appendMeaning(meaning);
      }
      instructions.add(
          new Instruction(
              at.offset,
              at.start,
              at.next,
              at.number,
              view.name(),
              at.hasArgument,
              at.argument,
              meaning.toString(),
              view.line(),
              view.startsLine(),
              view.location(),
              view.target(),
              view.isTarget(),
              view.caches()));
    }
    return instructions;
  }
}
