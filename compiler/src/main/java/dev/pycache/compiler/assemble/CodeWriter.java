package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.table.ExceptionWriter;
import dev.pycache.bytecode.table.LocationWriter;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import org.jspecify.annotations.Nullable;

/** Writes the instructions of a unit, and the two tables beside them, in one walk over the blocks. */
final class CodeWriter {
  private final OpcodeTable table;
  private final int extendedArg;
  private final LocationWriter locations = new LocationWriter();
  private final ExceptionWriter exceptions = new ExceptionWriter();

  private byte[] code = {};

  CodeWriter(OpcodeTable table) {
    this.table = table;
    this.extendedArg = table.number(Opcode.EXTENDED_ARG);
  }

  /** Size of an instruction in code units, EXTENDED_ARGs and caches included ({@code instr_size}). */
  static int size(OpcodeTable table, Instruction instruction) {
    int size = 1 + table.caches(instruction.opcode);
    int arg = instruction.arg;
    if (arg > 0xFF && table.hasArgument(instruction.opcode)) {
      size += arg > 0xFFFFFF ? 3 : arg > 0xFFFF ? 2 : 1;
    }
    return size;
  }

  /**
   * Writes a unit whose jumps are resolved ({@code assemble_emit}, {@code assemble_emit_location} and {@code
   * assemble_exception_table}).
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
      for (int i = 0; i < block.size(); i++) {
        Instruction instruction = block.get(i);
        if (instruction.handler != handler) {
          addRange(start, unit, handler);
          start = unit;
          handler = instruction.handler;
        }
        int size = size(table, instruction);
        writeInstruction(instruction, unit * 2, size);
        Span span = instruction.span;
        locations.add(size, span.line(), span.endLine(), span.column(), span.endColumn());
        unit += size;
      }
    }
    addRange(start, unit, handler);
  }

  /** {@code write_instr}; the caches are zeros, which the array holds already. */
  private void writeInstruction(Instruction instruction, int at, int size) {
    Opcode opcode = instruction.opcode;
    int arg = table.hasArgument(opcode) ? instruction.arg : 0;
    int position = at;
    for (int prefixes = size - 1 - table.caches(opcode); prefixes > 0; prefixes--) {
      code[position++] = (byte) extendedArg;
      code[position++] = (byte) (arg >> 8 * prefixes);
    }
    code[position++] = (byte) table.number(opcode);
    code[position] = (byte) arg;
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
