package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.token.Tokens;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Values of NUMBER tokens (CPython's {@code parsenumber}). The tokenizer has already refused what
 * is not a number, such as {@code 1__0} or {@code 012}.
 */
public final class Numbers {
  /** Any number of so many decimal digits fits a {@code long}. */
  private static final int LONG_DIGITS = 18;

  /** {@code sys.int_info.default_max_str_digits}: longer decimal literals are refused. */
  private static final int MAX_DECIMAL_DIGITS = 4300;

  /** Integers up to this are all that a {@code double} holds without rounding. */
  private static final long MAX_EXACT = 1L << 53;

  /** The powers of ten that a {@code double} holds without rounding. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /**
   * The integers that nearly all literals are; the other small ints of CPython are negative, thus
   * no literals.
   */
  private static final Int[] SMALL = new Int[257];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = Int.of(i);
    }
  }

  private Numbers() {}

  /** The value of a NUMBER token (CPython's {@code _PyPegen_number_token}). */
  public static Constant parse(ParseSite site, Tokens tokens, int token) {
    return parse(site, tokens.buffer(), tokens.start(token), tokens.end(token), tokens.line(token));
  }

  /**
   * The value of the NUMBER token {@code buffer[start, end)}, for a parser that answers an error by
   * giving up: the error names no line.
   */
  public static Constant parse(ParseSite site, byte[] buffer, int start, int end) {
    return parse(site, buffer, start, end, 0);
  }

  /**
   * The value of the NUMBER token {@code buffer[start, end)}.
   *
   * @param line line of the token, at which a number with too many digits is reported
   */
  public static Constant parse(ParseSite site, byte[] buffer, int start, int end, int line) {
    long value = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      int b = buffer[i];
      if (b >= '0' && b <= '9' && digits < LONG_DIGITS) {
        value = value * 10 + (b - '0');
        digits++;
      } else if (b != '_') {
        return parseOther(site, buffer, start, end, line);
      }
    }
    return integer(value);
  }

  private static Int integer(long value) {
    return value < SMALL.length ? SMALL[(int) value] : Int.of(value);
  }

  /** A number that is not a short decimal integer. */
  private static Constant parseOther(ParseSite site, byte[] buffer, int start, int end, int line) {
    if (buffer[start] == '0' && end - start > 2) {
      switch (buffer[start + 1]) {
        case 'x', 'X':
          return binary(buffer, start + 2, end, 4);
        case 'o', 'O':
          return binary(buffer, start + 2, end, 3);
        case 'b', 'B':
          return binary(buffer, start + 2, end, 1);
        default:
      }
    }
    byte[] text = new byte[end - start];
    int length = 0;
    boolean decimal = true;
    for (int i = start; i < end; i++) {
      byte b = buffer[i];
      if (b != '_') {
        text[length++] = b;
        decimal &= b >= '0' && b <= '9';
      }
    }
    if (decimal) {
      return decimal(site, text, length, line);
    }
    if ((text[length - 1] | 0x20) == 'j') {
      return Complex.of(0.0, toDouble(text, length - 1));
    }
    return new Float(toDouble(text, length));
  }

  private static Constant decimal(ParseSite site, byte[] text, int length, int line) {
    if (text[0] == '0') {
      return integer(0); // the tokenizer lets only zeros follow; CPython does not count them
    }
    if (length > MAX_DECIMAL_DIGITS) {
      String message =
          "Exceeds the limit ("
              + MAX_DECIMAL_DIGITS
              + " digits) for integer string conversion: value has "
              + length
              + " digits; use sys.set_int_max_str_digits() to increase the limit"
              + " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.";
      throw site.errorAt(ErrorType.SYNTAX_ERROR, message, line, -1, line, -1);
    }
    return new Int(new BigInteger(new String(text, 0, length, StandardCharsets.ISO_8859_1)));
  }

  /**
   * An integer in base 2, 8 or 16, in time linear in its length (CPython's {@code
   * long_from_binary_base}).
   */
  private static Constant binary(byte[] buffer, int start, int end, int bitsPerDigit) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      if (digits > 0 ? buffer[i] != '_' : buffer[i] != '_' && buffer[i] != '0') {
        digits++;
      }
    }
    if (digits * (long) bitsPerDigit < Long.SIZE) {
      long value = 0;
      for (int i = start; i < end; i++) {
        if (buffer[i] != '_') {
          value = value << bitsPerDigit | digit(buffer[i]);
        }
      }
      return integer(value);
    }
    byte[] magnitude = new byte[(int) ((digits * (long) bitsPerDigit + 7) / 8)];
    int at = magnitude.length;
    int pending = 0;
    int pendingBits = 0;
    for (int i = end - 1; i >= start && digits > 0; i--) {
      if (buffer[i] == '_') {
        continue;
      }
      digits--;
      pending |= digit(buffer[i]) << pendingBits;
      pendingBits += bitsPerDigit;
      if (pendingBits >= 8) {
        magnitude[--at] = (byte) pending;
        pending >>>= 8;
        pendingBits -= 8;
      }
    }
    if (at > 0) {
      magnitude[0] = (byte) pending;
    }
    return new Int(new BigInteger(1, magnitude));
  }

  private static int digit(byte b) {
    return b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
  }

  /**
   * The double nearest to a decimal text, as CPython's {@code _Py_dg_strtod} finds it. When digits
   * and power of ten are both exact doubles, one rounding operation on them is correct; all other
   * texts are left to Java's own, equally correct, conversion.
   */
  private static double toDouble(byte[] text, int length) {
    long digits = 0;
    int power = 0;
    int i = 0;
    boolean fraction = false;
    for (; i < length; i++) {
      int b = text[i];
      if (b == '.') {
        fraction = true;
      } else if (b >= '0' && b <= '9') {
        if (digits >= MAX_EXACT / 10) {
          return convert(text, length);
        }
        digits = digits * 10 + (b - '0');
        power -= fraction ? 1 : 0;
      } else {
        break;
      }
    }
    if (i < length) { // at the letter e
      boolean negative = text[++i] == '-';
      i += negative || text[i] == '+' ? 1 : 0;
      int exponent = 0;
      for (; i < length; i++) {
        exponent = exponent * 10 + (text[i] - '0');
        if (exponent > 1000) {
          return convert(text, length);
        }
      }
      power += negative ? -exponent : exponent;
    }
    if (power >= 0 && power < EXACT_POWERS.length) {
      return digits * EXACT_POWERS[power];
    }
    if (power < 0 && -power < EXACT_POWERS.length) {
      return digits / EXACT_POWERS[-power];
    }
    return convert(text, length);
  }

  private static double convert(byte[] text, int length) {
    return Double.parseDouble(new String(text, 0, length, StandardCharsets.ISO_8859_1));
  }
}
