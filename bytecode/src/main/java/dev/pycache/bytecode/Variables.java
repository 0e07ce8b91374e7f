package dev.pycache.bytecode;

/** The variables of a code object, in the form in which its version of Python stores them. */
public sealed interface Variables {
  /**
   * One list of all of them, from 3.11 on.
   *
   * @param names arguments, other locals, cells, free variables ({@code co_localsplusnames})
   * @param kinds one byte for each name: 0x20 local, 0x40 cell, 0x80 free; 0x10 hidden (3.12),
   *     0x02, 0x04, 0x08 argument by position, by keyword, variadic (3.14)
   */
  record Merged(Tuple names, Bytes kinds) implements Variables {}

  /**
   * A list for each kind, up to 3.10.
   *
   * @param localCount number of locals ({@code co_nlocals})
   * @param locals arguments first; an argument that is a cell too stands in both lists
   * @param free variables of enclosing functions
   * @param cells variables that nested functions use
   */
  record Separate(int localCount, Tuple locals, Tuple free, Tuple cells) implements Variables {}
}
