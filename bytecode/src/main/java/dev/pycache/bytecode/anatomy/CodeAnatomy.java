package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.CodeObject;

/**
 * A code object where it stands in a file.
 *
 * @param code the object
 * @param parent index, in {@link Anatomy#codes}, of the code object around it; {@link #NONE} for
 *     one that stands in no other
 * @param depth number of code objects around it
 * @param start offset of its type code in the file
 * @param end offset behind its last byte, and so behind all that it holds
 * @param own what its bytes are there for, without those of the code objects within it
 */
public record CodeAnatomy(
    CodeObject code, int parent, int depth, int start, int end, PartSizes own) {
  /** The parent of a code object that stands in no other. */
  public static final int NONE = -1;

  /** Number of its bytes, those of the code objects within it included. */
  public int size() {
    return end - start;
  }
}
