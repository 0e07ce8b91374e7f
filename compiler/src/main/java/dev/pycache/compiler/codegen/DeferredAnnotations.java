package dev.pycache.compiler.codegen;

import dev.pycache.compiler.ast.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * The annotated variables of a class or module, whose annotations are evaluated later ({@code
 * u_deferred_annotations}).
 */
final class DeferredAnnotations {
  /** Number of an annotation that is in force whenever the body was run. */
  static final int ALWAYS = -1;

  /**
   * @param number in the set of the annotated assignments that were reached, or {@link #ALWAYS}
   */
  record Entry(Stmt.AnnAssign statement, int number) {}

  private final List<Entry> entries = new ArrayList<>();
  private int next;

  List<Entry> entries() {
    return entries;
  }

  /** Adds an annotation and says its number. */
  int add(Stmt.AnnAssign statement, boolean isConditional) {
    int number = isConditional ? next++ : ALWAYS;
    entries.add(new Entry(statement, number));
    return number;
  }
}
