package dev.pycache.bytecode;

/**
 * A compiled unit: module, class body, function, lambda or comprehension. The components are those
 * of CPython 3.11's code object in the order in which marshal writes them.
 *
 * @param argCount number of positional parameters, the positional-only ones included
 * @param posOnlyArgCount number of positional-only parameters
 * @param kwOnlyArgCount number of keyword-only parameters
 * @param stackSize greatest number of values on the evaluation stack
 * @param flags {@code co_flags}
 * @param code instructions with their inline caches, two bytes a code unit
 * @param consts constants, addressed by LOAD_CONST
 * @param names names of globals and attributes
 * @param localsPlusNames arguments, other locals, cells, free variables
 * @param localsPlusKinds one byte for each of {@code localsPlusNames}: 0x20 local, 0x40 cell, 0x80
 *     free
 * @param filename path of the source, as the caller gave it
 * @param name unqualified name
 * @param qualname dotted name (PEP 3155)
 * @param firstLine line of the first statement or decorator, from 1
 * @param lineTable location table (PEP 626, PEP 657)
 * @param exceptionTable protected ranges and their handlers
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
    Tuple localsPlusNames,
    Bytes localsPlusKinds,
    Str filename,
    Str name,
    Str qualname,
    int firstLine,
    Bytes lineTable,
    Bytes exceptionTable)
    implements Constant {
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
            && localsPlusNames.equals(that.localsPlusNames)
            && consts.equals(that.consts));
  }

  @Override
  public int hashCode() {
    int h = name.hashCode();
    h = 31 * h + firstLine;
    h = 31 * h + lineTable.hashCode();
    h = 31 * h + names.hashCode();
    h = 31 * h + localsPlusNames.hashCode();
    return 31 * h + consts.hashCode();
  }
}
