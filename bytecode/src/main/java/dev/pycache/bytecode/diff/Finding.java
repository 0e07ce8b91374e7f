package dev.pycache.bytecode.diff;

import java.util.List;

/** One respect in which two files, or two code objects, differ. */
public sealed interface Finding {
  /** What differs. */
  Aspect aspect();

  /**
   * A single value that differs.
   *
   * @param label which one, within the aspect
   * @param left as text
   * @param right as text
   */
  record Values(Aspect aspect, String label, String left, String right) implements Finding {}

  /**
   * A list that differs, row by row; equal rows are there too.
   *
   * @param rows in order
   */
  record Rows(Aspect aspect, List<Row> rows) implements Finding {
    public Rows {
      rows = List.copyOf(rows);
    }

    /** Number of rows that differ. */
    public int count() {
      return ListRows.differing(rows);
    }
  }

  /**
   * A difference that is told, not shown.
   *
   * @param text what there is to say
   * @param count how many of its kind there are
   * @param leftOffset where the first of them stands in the left file, {@link #NO_OFFSET} if it is
   *     no matter of bytes
   * @param rightOffset where it stands in the right file
   */
  record Note(Aspect aspect, String text, int count, int leftOffset, int rightOffset)
      implements Finding {
    /** Stands for no offset. */
    public static final int NO_OFFSET = -1;
  }
}
