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
    byte[] out = new byte[units * 2];
    code = out;
    locations.begin(firstLine);
    exceptions.begin();
    Encoding encoding = this.encoding;
    boolean merges = mergesLocations;
    int at = 0;
    BasicBlock handler = null;
    int handlerStart = 0;
    Span place = Span.NONE;
    int placeStart = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      Instruction[] all = block.array();
      for (int i = block.start(), end = block.end(); i < end; i++) {
        Instruction instruction = all[i];
        if (instruction.handler != handler) {
          addRange(handlerStart, at, handler);
          handlerStart = at;
          handler = instruction.handler;
        }
        Span here = instruction.span;
        if (here != place || !merges) {
          here = here == Span.NEXT ? placeOfNext(block, i - block.start()) : here;
          if (!merges || !here.equals(place)) {
            addPlace(place, at - placeStart);
            placeStart = at;
          }
          place = here;
        }
        int shape = encoding.shape(instruction.opcode);
        int arg = instruction.arg;
        if (arg > 0xFF) {
          at = writePrefixes(shape, arg, at);
        }
        Encoding.put(out, at, shape, arg);
        at += Encoding.bytes(shape);
      }
    }
    addRange(handlerStart, at, handler);
    addPlace(place, at - placeStart);
  }

  /**
   * What stands for {@link Span#NEXT}: the place of the first instruction from here on that has one
   * or ends a block.
   */
  private static Span placeOfNext(BasicBlock from, int index) {
    BasicBlock block = from;
    int i = index;
    while (block.get(i).span == Span.NEXT) {
      if (Instruction.endsBlock(block.get(i).opcode)) {
        return Span.NONE;
      }
      i++;
      while (i == block.size()) {
        block = block.following();
        i = 0;
      }
    }
    return block.get(i).span;
  }

  /** {@code assemble_location_info}, of instructions that have their place in common. */
  private void addPlace(Span place, int bytes) {
    if (bytes > 0) {
      locations.add(bytes >> 1, place.start(), place.end());
    }
  }

  /** Writes the EXTENDED_ARGs of an instruction; returns where they end. */
  private int writePrefixes(int shape, int arg, int at) {
    int position = at;
    for (int i = Encoding.prefixes(shape, arg); i > 0; i--) {
      code[position++] = extendedArg;
      code[position++] = (byte) (arg >> 8 * i);
    }
    return position;
  }

  /** {@code assemble_emit_exception_table_entry}, of a range of bytes. */
  private void addRange(int start, int end, @Nullable BasicBlock handler) {
    if (handler != null) {
      boolean lasti = handler.preservesLasti();
      int depth = handler.startDepth() - (lasti ? 2 : 1);
      exceptions.add(start >> 1, end >> 1, handler.offset(), depth, lasti);
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
