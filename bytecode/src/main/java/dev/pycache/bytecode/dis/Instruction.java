package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.SourceLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instruction and all that {@code dis} tells of it. An EXTENDED_ARG is an instruction of its
 * own.
 *
 * @param offset of the opcode, in bytes
 * @param start offset of the first EXTENDED_ARG that belongs to it, else {@code offset}
 * @param end offset behind it and its inline caches
 * @param number of the opcode, 0 to 255
 * @param name of the opcode, as in {@code LOAD_FAST}; {@code <7>} for a number that the version
 *     does not use
 * @param hasArgument whether the argument is looked at
 * @param argument with what EXTENDED_ARGs before it add; 0 if there is none
 * @param meaning of the argument, as it stands in brackets; empty if it is told nowhere
 * @param line of the source to which it belongs, {@link #NO_LINE} if to none
 * @param startsLine whether the listing shows that line here
 * @param location its place in the source; null where the version has no columns or says nothing
 * @param target offset to which it jumps, {@link #NO_TARGET} if it does not; that of broken code
 *     can lie anywhere
 * @param isTarget whether something jumps here, or (from 3.13 on) a range of the exception table
 *     begins or ends
 * @param caches the fields of its inline cache
 */
public record Instruction(
    int offset,
    int start,
    int end,
    int number,
    String name,
    boolean hasArgument,
    long argument,
    String meaning,
    int line,
    boolean startsLine,
    @Nullable Location location,
    long target,
    boolean isTarget,
    List<CacheEntry> caches) {
  /** In the place of a line. */
  public static final int NO_LINE = SourceLines.NO_LINE;

  /** In the place of a target. */
  public static final long NO_TARGET = Long.MIN_VALUE;

  public Instruction {
    caches = List.copyOf(caches);
  }

  /** Its length in bytes, with the EXTENDED_ARGs before it and its caches. */
  public int size() {
    return end - start;
  }
}
