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
  private final Target target;
  private final Str filename;
  private final int optimization;
  private final Strings strings;
  private final List<Warning> warnings = new ArrayList<>();

  public CompilationContext(Target target, Str filename, int optimization) {
    this(target, filename, optimization, target.internedCharacters());
  }

  /**
   * @param internedCharacters as {@link Target#internedCharacters} describes them
   */
  public CompilationContext(
      Target target, Str filename, int optimization, String internedCharacters) {
    this.target = target;
    this.filename = filename;
    this.optimization = optimization;
    this.strings = new Strings(internedCharacters);
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
