package dev.pycache.bytecode.repr;

import dev.pycache.bytecode.PythonVersion;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the versions in what {@code repr()} prints.
 *
 * @param python2 whether a string of bytes is the plain one, {@code u'...'} marks the other, {@code
 *     5L} is a long, sets are shown as calls with a list, and the names of a code object are cut
 * @param floats how floats and complex numbers are written
 * @param digitLimit the message when an int has more than 4300 digits; null in the versions that
 *     convert all
 * @param guardsTuples whether a tuple that is met within itself is shown as {@code (...)}
 * @param addressDigits the least number of hexadecimal digits of an address
 */
record ReprRules(
    boolean python2,
    FloatText floats,
    @Nullable String digitLimit,
    boolean guardsTuples,
    int addressDigits) {
  /** {@code sys.get_int_max_str_digits()} as it is at start. */
  private static final int MOST_DIGITS = 4300;

  /** The least number that has too many digits. */
  static final BigInteger FIRST_TOO_LONG = BigInteger.TEN.pow(MOST_DIGITS);

  /** The limit came with security releases of 3.7 to 3.10, later ones of which have it. */
  private static final String LIMIT_AT_FIRST = limitMessage(MOST_DIGITS + "");

  private static final String LIMIT = limitMessage(MOST_DIGITS + " digits");

  static ReprRules of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> new ReprRules(true, FloatText.SHORTEST, null, true, 1);
      case CPYTHON_3_0 -> new ReprRules(false, FloatText.SEVENTEEN_DIGITS, null, true, 1);
      case CPYTHON_3_1, CPYTHON_3_2, CPYTHON_3_3, CPYTHON_3_4, CPYTHON_3_5, CPYTHON_3_6 ->
          new ReprRules(false, FloatText.SHORTEST, null, true, 1);
      case CPYTHON_3_7, CPYTHON_3_8, CPYTHON_3_9, CPYTHON_3_10 ->
          new ReprRules(false, FloatText.SHORTEST, LIMIT_AT_FIRST, true, 1);
      case CPYTHON_3_11, CPYTHON_3_12, CPYTHON_3_13, CPYTHON_3_14, CPYTHON_3_15 ->
          new ReprRules(false, FloatText.SHORTEST, LIMIT, true, 1);
      case PYPY_3_9 -> new ReprRules(false, FloatText.SHORTEST, LIMIT_AT_FIRST, false, 16);
      case PYPY_3_11 -> new ReprRules(false, FloatText.SHORTEST, LIMIT, false, 16);
    };
  }

  private static String limitMessage(String limit) {
    return "Exceeds the limit ("
        + limit
        + ") for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
  }
}
