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
  /** That of no instruction. */
  private static final Span NO_PLACE = new Span(-3, -3, -3, -3);

  private final Encoding encoding;
  private final byte extendedArg;
  private final LocationWriter locations = new LocationWriter();
  private final ExceptionWriter exceptions = new ExceptionWriter();
  private final boolean mergesLocations;

  /** Where the instructions stand that are not in the location table yet, and their size. */
  private Span place = Span.NONE;

  private int placeUnits;

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
    int unit = 0;
    BasicBlock handler = null;
    int handlerStart = 0;
    Span span = Span.NONE;
    int spanStart = 0;
    for (BasicBlock block = entry; block != null; block = block.next) {
      for (int i = 0, n = block.size(); i < n; i++) {
        Instruction instruction = block.get(i);
        if (instruction.handler != handler) {
          addRange(handlerStart, unit, handler);
          handlerStart = unit;
          handler = instruction.handler;
        }
        // What has one span object in common is one place; NEXT becomes part of what follows.
        if (instruction.span != span || span == Span.NEXT || !mergesLocations) {
          if (span != Span.NEXT) {
            addPlace(span, unit - spanStart);
            spanStart = unit;
          }
          span = placeOf(instruction);
        }
        int shape = encoding.shape(instruction.opcode);
        int arg = instruction.arg;
        if (arg > 0xFF) {
          unit += writePrefixes(shape, arg, unit * 2);
        }
        out[unit * 2] = (byte) shape;
        if (Encoding.hasArgument(shape)) {
          out[unit * 2 + 1] = (byte) arg;
        }
        unit += Encoding.size(shape);
      }
    }
    addRange(handlerStart, unit, handler);
    addPlace(span, unit - spanStart);
    addPlace(NO_PLACE, 0);
  }

  /** Where an instruction stands; {@link Span#NEXT} cannot be that of one that ends a block. */
  private static Span placeOf(Instruction instruction) {
    Span span = instruction.span;
    return span == Span.NEXT && Instruction.endsBlock(instruction.opcode) ? Span.NONE : span;
  }

  /** A step of {@code assemble_location_info}. */
  private void addPlace(Span span, int units) {
    if (mergesLocations && span.equals(place)) {
      placeUnits += units;
      return;
    }
    Span before = place;
    if (placeUnits != 0) {
      locations.add(
          placeUnits, before.line(), before.endLine(), before.column(), before.endColumn());
    }
    place = span;
    placeUnits = units;
  }

  /** Writes the EXTENDED_ARGs of an instruction; returns their number. */
  private int writePrefixes(int shape, int arg, int at) {
    int prefixes = Encoding.prefixes(shape, arg);
    int position = at;
    for (int i = prefixes; i > 0; i--) {
      code[position++] = extendedArg;
      code[position++] = (byte) (arg >> 8 * i);
    }
    return prefixes;
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
