package dev.pycache.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A compiled unit of any version of Python: module, class body, function, lambda or comprehension.
 * The components are in the order in which marshal writes them; what a version does not store is
 * zero or empty.
 *
 * @param argCount number of positional parameters, the positional-only ones included
 * @param posOnlyArgCount number of positional-only parameters
 * @param kwOnlyArgCount number of keyword-only parameters
 * @param stackSize greatest number of values on the evaluation stack
 * @param flags {@code co_flags}
 * @param code instructions with their inline caches
 * @param consts constants, addressed by LOAD_CONST
 * @param names names of globals and attributes
 * @param variables arguments, other locals, cells, free variables
 * @param filename path of the source, as the caller gave it
 * @param name unqualified name
 * @param qualname dotted name (PEP 3155); up to 3.10, which do not store it, the same object as
 *     {@code name}
 * @param firstLine line of the first statement or decorator, from 1
 * @param lineTable {@code co_lnotab} up to 3.9, the line table of 3.10 (PEP 626), the location
 *     table from 3.11 on (PEP 657)
 * @param exceptionTable protected ranges and their handlers (3.11+)
 * @param alphaTables the tables of end lines and of columns that some alphas of 3.11 keep beside
 *     the line table; empty for every other version
 */
public record CodeObject(
    int argCount,
    int posOnlyArgCount,
    int kwOnlyArgCount,
    int stackSize,
    int flags,
    Bytes code,
    Tuple consts,
    Tuple names,
    Variables variables,
    Text filename,
    Text name,
    Text qualname,
    int firstLine,
    Bytes lineTable,
    Bytes exceptionTable,
    List<Constant> alphaTables)
    implements Constant {
  /** How the name of a unit begins that makes the type parameters of a definition. */
  private static final byte[] TYPE_PARAMETERS =
      "<generic parameters of ".getBytes(StandardCharsets.US_ASCII);

  /**
   * Whether the name of a unit is one that the interpreter puts together anew for each of them, of
   * the name of a definition with type parameters (PEP 695). All others are identifiers or strings
   * of its own, such as {@code <module>}.
   */
  public static boolean isPutTogether(Str name) {
    return name.startsWith(TYPE_PARAMETERS);
  }

  /**
   * CPython's {@code code_richcompare}: a few components are not looked at, as the others imply
   * them.
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof CodeObject that
            && argCount == that.argCount
            && posOnlyArgCount == that.posOnlyArgCount
            && kwOnlyArgCount == that.kwOnlyArgCount
            && flags == that.flags
            && firstLine == that.firstLine
            && name.equals(that.name)
            && code.equals(that.code)
            && lineTable.equals(that.lineTable)
            && exceptionTable.equals(that.exceptionTable)
            && names.equals(that.names)
            && variables.equals(that.variables)
            && consts.equals(that.consts));
  }

  @Override
  public int hashCode() {
    int h = name.hashCode();
    h = 31 * h + firstLine;
    h = 31 * h + lineTable.hashCode();
    h = 31 * h + names.hashCode();
    h = 31 * h + variables.hashCode();
    return 31 * h + consts.hashCode();
  }

  /**
   * A hash code that takes less than {@link #hashCode}: of where the instructions stand, which is
   * another place for almost every code object of a module.
   */
  public int placeHash() {
    return 31 * lineTable.hashCode() + firstLine;
  }
}
