package dev.pycache.compiler;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What all stages of one compilation share: its settings, its strings, its warnings. One
 * compilation, one thread.
 */
public final class CompilationContext {
  // Nearly all sources have names for less than half of their slots.
  private static final int LEAST_NAMES = 96;
  private static final int BYTES_PER_NAME = 48;

  /** Tables for larger sources grow: some of these are all data. */
  private static final int MOST_SLOTS = 1 << 14;

  private final Target target;
  private final Str filename;
  private final int optimization;
  private final int length;
  private final Strings strings;
  private final List<Warning> warnings = new ArrayList<>();

  public CompilationContext(Target target, Str filename, int optimization) {
    this(target, filename, optimization, target.internedCharacters(), 0);
  }

  /**
   * @param internedCharacters as {@link Target#internedCharacters} describes them
   * @param length that of the source, about
   */
  public CompilationContext(
      Target target, Str filename, int optimization, String internedCharacters, int length) {
    this.target = target;
    this.filename = filename;
    this.optimization = optimization;
    this.length = length;
    this.strings = new Strings(internedCharacters, tableLength(LEAST_NAMES, BYTES_PER_NAME));
  }

  public Target target() {
    return target;
  }

  /** {@code co_filename}: one object for the whole compilation. */
  public Str filename() {
    return filename;
  }

  /** 0, 1 ({@code -O}: no asserts) or 2 ({@code -OO}: no docstrings either). */
  public int optimization() {
    return optimization;
  }

  /**
   * With how many slots a hash table begins that most sources are not to make grow, and small ones
   * not to pay for: a power of two.
   *
   * @param least slots for an empty source
   * @param bytes of the source for which there is one more
   */
  public int tableLength(int least, int bytes) {
    int slots = Math.min(least + length / bytes, MOST_SLOTS);
    return Integer.highestOneBit(slots - 1) << 1;
  }

  /** The interned strings of this compilation. */
  public Strings strings() {
    return strings;
  }

  public void warn(String category, String message, int line) {
    warnings.add(new Warning(category, message, line));
  }

  /** The warnings so far, in order; a parse that is begun anew truncates it. */
  public List<Warning> warnings() {
    return warnings;
  }
}
