package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.table.ExceptionWriter;
import dev.pycache.bytecode.table.LocationWriter;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.rules.AssemblyRules;
import org.jspecify.annotations.Nullable;

/**
 * Writes the instructions of a unit, and the two tables beside them, in one walk over the blocks.
 */
final class CodeWriter {
  private final Encoding encoding;
  private final byte extendedArg;
  private final LocationWriter locations = new LocationWriter();
  private final ExceptionWriter exceptions = new ExceptionWriter();
  private final boolean mergesLocations;

  /** Where the instructions stand that are not in the location table yet, and their size. */
  private Span place = Span.NONE;

  private int placeUnits;

  /** Size of the instructions behind them whose place is that of the one to come. */
  private int waitingUnits;

  private byte[] code = {};

  CodeWriter(OpcodeTable table, Encoding encoding, AssemblyRules rules) {
    this.encoding = encoding;
    this.mergesLocations = rules.mergesLocations();
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
    place = Span.NONE;
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
        addPlace(instruction, size);
        unit += size;
      }
    }
    addRange(start, unit, handler);
    writePlace();
  }

  /** A step of {@code assemble_location_info}. */
  private void addPlace(Instruction instruction, int size) {
    Span span = instruction.span;
    if (span == Span.NEXT) {
      if (!Instruction.endsBlock(instruction.opcode)) {
        waitingUnits += size;
        return;
      }
      span = Span.NONE;
    }
    if (!mergesLocations || !span.equals(place)) {
      writePlace();
      place = span;
    }
    placeUnits += waitingUnits + size;
    waitingUnits = 0;
  }

  /** {@code assemble_emit_location}. */
  private void writePlace() {
    if (placeUnits != 0) {
      locations.add(placeUnits, place.line(), place.endLine(), place.column(), place.endColumn());
      placeUnits = 0;
    }
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
