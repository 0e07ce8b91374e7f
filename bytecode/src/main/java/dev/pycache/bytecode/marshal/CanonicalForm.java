package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.internal.DeepStack;

/**
 * The one form of a value's bytes that does not depend on the process that wrote them. CPython's
 * own bytes do: whether an object is flagged depends on who else held it, the order of a set on the
 * hash seed, and up to 3.10 both differ from one run to the next. In the canonical form
 *
 * <ul>
 *   <li>an object is flagged if, and only if, it is referred to again, and numbers follow the order
 *       of the bytes;
 *   <li>strings of one text are one object, marked as interned if any of them is, and always if it
 *       is empty or one Latin-1 character;
 *   <li>elements of sets stand in the order of the bytes that each would have without references
 *       and marks;
 *   <li>a frozen set is written again in each place where it occurs, as whether two of them are one
 *       object depends on the strings that the process had interned;
 *   <li>each object has the shortest form that its version writes, and floats are binary.
 * </ul>
 *
 * <p>All else stays: values, order, types, which other objects are one. What is read from it is
 * equal to what was written, and its canonical form is the same bytes. Versions before 3.4 have no
 * references but those of Python 2 to interned strings, which stand here wherever they can.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  /**
   * The canonical bytes of a value, for the final releases of a version.
   *
   * @throws IllegalArgumentException if the version has no form for the value: because it is of
   *     another version, is nested too deeply or holds itself where no reference can stand, or
   *     because writing out what references had made small goes beyond all bounds
   */
  public static byte[] write(PythonVersion python, Constant root) {
    return write(python, CodeLayout.of(python), root);
  }

  /**
   * The canonical bytes of a value.
   *
   * @param layout the fields of code objects, which differ before a version's final release
   * @throws IllegalArgumentException as {@link #write(PythonVersion, Constant)} does
   */
  public static byte[] write(PythonVersion python, CodeLayout layout, Constant root) {
    Dialect dialect = Dialect.of(python);
    return DeepStack.get(
        () -> {
          ObjectNumbers numbers = ObjectNumbers.of(dialect, layout, root);
          var writer = new CanonicalWriter(dialect, layout, new SetOrder(dialect, layout), numbers);
          writer.write(root);
          return writer.toByteArray();
        });
  }
}
