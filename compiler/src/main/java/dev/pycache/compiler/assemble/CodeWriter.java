package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.table.ExceptionWriter;
import dev.pycache.bytecode.table.LocationWriter;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the instructions of a unit, and the two tables beside them, in one walk over the blocks.
 */
final class CodeWriter {
  private final Encoding encoding;
  private final byte extendedArg;
  private final LocationWriter locations = new LocationWriter();
  private final ExceptionWriter exceptions = new ExceptionWriter();

  private byte[] code = {};

  CodeWriter(OpcodeTable table, Encoding encoding) {
    this.encoding = encoding;
    this.extendedArg = (byte) table.number(Opcode.EXTENDED_ARG);
  }

  /**
   * Writes a unit whose jumps are resolved ({@code assemble_emit}, {@code assemble_emit_location}
   * and {@code assemble_exception_table}).
   *
   * @param units size of the code
   */
  void write(BasicBlock entry, int units, int firstLine) {
    code = new byte[units * 2];
    locations.begin(firstLine);
    exceptions.begin();
    int unit = 0;
    BasicBlock handler = null;
    int start = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      for (int i = 0, n = block.size(); i < n; i++) {
        Instruction instruction = block.get(i);
        if (instruction.handler != handler) {
          addRange(start, unit, handler);
          start = unit;
          handler = instruction.handler;
        }
        int size = writeInstruction(instruction, unit * 2);
        Span span = instruction.span;
        locations.add(size, span.line(), span.endLine(), span.column(), span.endColumn());
        unit += size;
      }
    }
    addRange(start, unit, handler);
  }

  /** Writes an instruction ({@code write_instr}); returns its size in code units. */
  private int writeInstruction(Instruction instruction, int at) {
    if (instruction.arg <= 0xFF) {
      return encoding.write(instruction, code, at);
    }
    int prefixes = encoding.prefixes(instruction);
    int position = at;
    for (int i = prefixes; i > 0; i--) {
      code[position++] = extendedArg;
      code[position++] = (byte) (instruction.arg >> 8 * i);
    }
    return prefixes + encoding.write(instruction, code, position);
  }

  /** {@code assemble_emit_exception_table_entry}. */
  private void addRange(int start, int end, @Nullable BasicBlock handler) {
    if (handler != null) {
      boolean lasti = handler.preservesLasti();
      int depth = handler.startDepth() - (lasti ? 2 : 1);
      exceptions.add(start, end, handler.offset(), depth, lasti);
    }
  }

  /** The instructions written last; the caller may keep the array. */
  byte[] code() {
    return code;
  }

  byte[] locationTable() {
    return locations.toByteArray();
  }

  /** The exception table, empty if nothing is protected. */
  byte[] exceptionTable() {
    return exceptions.toByteArray();
  }
}
