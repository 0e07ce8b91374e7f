package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.FlowGraph;
import java.util.List;

/**
 * Makes code objects of the units of one compilation ({@code assemble()} and {@code makecode()}).
 */
public final class Assembler {
  private final CompilationContext context;
  private final ConstantCache constants;
  private final FlowGraph flowGraph;
  private final JumpResolver jumps;
  private final CodeWriter writer;
  private final StringInterning interning;

  public Assembler(CompilationContext context, ConstantCache constants) {
    this.context = context;
    this.constants = constants;
    this.flowGraph = new FlowGraph(context.target(), constants);
    OpcodeTable table = OpcodeTable.of(context.target());
    var encoding = new Encoding(table);
    this.jumps = new JumpResolver(encoding);
    this.writer = new CodeWriter(table, encoding);
    this.interning = new StringInterning(context, constants);
  }

  /**
   * The code object of a unit, whose last block already returns. The unit is used up. Units are
   * assembled in the order in which the code generator finishes them: what comes first gives its
   * constants to the rest.
   */
  public CodeObject assemble(CodeUnit unit) {
    int depth = flowGraph.process(unit);
    int units = jumps.resolve(unit.entry);
    writer.write(unit.entry, units, unit.firstLine);

    Bytes exceptionTable = constants.merge(bytes(writer.exceptionTable()));
    Bytes lineTable = constants.merge(bytes(writer.locationTable()));
    Tuple names = constants.merge(unit.names.toTuple());
    Tuple consts = mergeConsts(unit.consts.toTuple());
    LocalsPlus locals = LocalsPlus.of(unit);
    Tuple localNames = constants.merge(locals.names());
    interning.internNames(names);
    interning.internNames(localNames);
    return new CodeObject(
        unit.argCount,
        unit.posOnlyArgCount,
        unit.kwOnlyArgCount,
        depth,
        unit.flags,
        new Bytes(writer.code()),
        consts,
        names,
        new Variables.Merged(localNames, locals.kinds()),
        context.filename(),
        unit.name,
        unit.qualname,
        unit.firstLine,
        lineTable,
        exceptionTable,
        List.of());
  }

  private Tuple mergeConsts(Tuple consts) {
    Tuple merged = constants.merge(consts);
    if (merged == consts) {
      interning.rebuildFrozenSets(consts);
    }
    return merged;
  }

  /** CPython has only one empty bytes object. */
  private static Bytes bytes(byte[] value) {
    return value.length == 0 ? Bytes.EMPTY : new Bytes(value);
  }
}
