package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.passes.FlowGraph;
import dev.pycache.compiler.rules.AssemblyRules;
import dev.pycache.compiler.rules.GraphRules;
import java.util.List;

/**
 * Makes code objects of the units of one compilation ({@code assemble()} and {@code makecode()}).
 */
public final class Assembler {
  private static final int CO_OPTIMIZED = 0x01;

  private final CompilationContext context;
  private final ConstantCache constants;
  private final FlowGraph flowGraph;
  private final JumpResolver jumps;
  private final CodeWriter writer;
  private final StringInterning interning;
  private final AssemblyRules rules;
  private final boolean internsNames;
  private final boolean internsOwnNames;
  private final boolean hasRoomOnStack;
  private final boolean marksArguments;
  private final Str filename;

  public Assembler(CompilationContext context, ConstantCache constants) {
    this.context = context;
    this.constants = constants;
    this.flowGraph = new FlowGraph(context, constants);
    OpcodeTable table = OpcodeTable.of(context.target());
    var encoding = Encoding.of(context.target());
    this.jumps = new JumpResolver(encoding, new GraphRules(context.target()));
    this.rules = new AssemblyRules(context.target());
    this.writer = new CodeWriter(table, encoding, rules);
    this.interning = new StringInterning(context, constants, rules);
    this.internsNames = rules.internsCodeNames();
    this.internsOwnNames = rules.internsOwnNames();
    this.hasRoomOnStack = rules.hasRoomOnStack();
    this.marksArguments = rules.marksArguments();
    this.filename =
        internsNames ? context.strings().intern(context.filename()) : context.filename();
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
    LocalsPlus locals = LocalsPlus.of(unit, marksArguments);
    Tuple localNames = constants.merge(locals.names());
    interning.internNames(names);
    interning.internNames(localNames);
    if (unit.namesFormat) {
      localNames = withFormat(localNames);
    }
    Str name = name(unit);
    return new CodeObject(
        unit.argCount,
        unit.posOnlyArgCount,
        unit.kwOnlyArgCount,
        hasRoomOnStack ? Math.max(depth, 1) : depth,
        unit.flags,
        new Bytes(writer.code()),
        consts,
        names,
        new Variables.Merged(localNames, locals.kinds()),
        filename,
        name,
        qualname(unit, name),
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

  /** The name of a unit as its code object has it, which may be another object then. */
  private Str name(CodeUnit unit) {
    boolean interned = internsNames || (internsOwnNames && !CodeObject.isPutTogether(unit.name));
    return interned ? context.strings().intern(unit.name) : unit.name;
  }

  /**
   * The qualified name of a unit. That of a class is a constant too, and stays the same object
   * unless the process has one of its own.
   */
  private Str qualname(CodeUnit unit, Str name) {
    if (unit.qualname == unit.name) {
      return name;
    }
    if (!internsNames) {
      return unit.qualname;
    }
    Strings strings = context.strings();
    boolean isClass = (unit.flags & CO_OPTIMIZED) == 0;
    return isClass && ProcessStrings.hasInnerClass(rules, unit.qualname)
        ? strings.intern(unit.qualname)
        : strings.internInPlace(unit.qualname);
  }

  /** A tuple of its own in which the first variable is called {@code format}. */
  private Tuple withFormat(Tuple names) {
    Constant[] renamed = names.items().toArray(Constant[]::new);
    renamed[0] = context.strings().intern("format");
    return Tuple.of(renamed);
  }

  /** CPython has only one empty bytes object. */
  private static Bytes bytes(byte[] value) {
    return value.length == 0 ? Bytes.EMPTY : new Bytes(value);
  }
}
