package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.token.Identifiers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Constants as Python's {@code repr} prints them. */
final class PythonRepr {
  /** {@code sys.get_int_max_str_digits()} as it is at start. */
  private static final int MOST_INT_DIGITS = 4300;

  /** Decimal exponents from which on, or down to which, a float is written without exponent. */
  private static final int LEAST_PLAIN_EXPONENT = -4;

  private static final int LEAST_SCIENTIFIC_EXPONENT = 16;

  private PythonRepr() {}

  /** The text for an error message. */
  static String of(Constant value) {
    var out = new Utf8Builder();
    append(out, value);
    return out.toString();
  }

  static void append(Utf8Builder out, Constant value) {
    switch (value) {
      case Singleton s -> out.append(s.text());
      case Int i -> appendInt(out, i);
      case Float f -> out.append(floatText(f.value(), true));
      case Complex c -> out.append(complexText(c));
      case Str s -> appendStr(out, s.utf8());
      case Bytes b -> appendBytes(out, b.value());
      case Tuple t -> {
        out.append('(');
        appendItems(out, t.items());
        out.append(t.size() == 1 ? ",)" : ")");
      }
      case FrozenSet s -> {
        out.append("frozenset({");
        appendItems(out, s.items());
        out.append("})");
      }
      case CodeObject c -> out.append("<code object ").append(c.name().text()).append('>');
      case MarshalOnly m -> throw m.unexpected();
    }
  }

  private static void appendItems(Utf8Builder out, List<Constant> items) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      append(out, items.get(i));
    }
  }

  private static void appendInt(Utf8Builder out, Int value) {
    String digits = value.value().toString();
    if (digits.length() > MOST_INT_DIGITS + (value.value().signum() < 0 ? 1 : 0)) {
      throw CompileException.of(
          ErrorType.VALUE_ERROR,
          "Exceeds the limit (4300 digits) for integer string conversion; "
              + "use sys.set_int_max_str_digits() to increase the limit");
    }
    out.append(digits);
  }

  /**
   * The shortest digits that read back as the same number ({@code float.__repr__}).
   *
   * @param markAsFloat whether an integral number gets {@code .0}; the parts of a complex number do
   *     not
   */
  static String floatText(double value, boolean markAsFloat) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + (markAsFloat ? "0.0" : "0");
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= LEAST_SCIENTIFIC_EXPONENT) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      String size = Integer.toString(Math.abs(exponent));
      return sign
          + mantissa
          + (exponent < 0 ? "e-" : "e+")
          + (size.length() < 2 ? "0" + size : size);
    }
    if (exponent < 0) {
      return sign + "0." + "0".repeat(-exponent - 1) + digits;
    }
    int point = exponent + 1;
    if (digits.length() <= point) {
      return sign + digits + "0".repeat(point - digits.length()) + (markAsFloat ? ".0" : "");
    }
    return sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  /** The shortest decimal number that reads back as {@code value}, without zeros at its end. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      // Java always shows two digits, and the nearest such number may hide one of a single digit.
      BigDecimal shorter = decimal.setScale(decimal.scale() - 1, RoundingMode.HALF_EVEN);
      if (shorter.doubleValue() == value) {
        return shorter.stripTrailingZeros();
      }
    }
    return decimal;
  }

  /** {@code complex.__repr__}. */
  private static String complexText(Complex value) {
    double real = value.real().value();
    double imaginary = value.imaginary().value();
    String imaginaryText = floatText(imaginary, false);
    if (real == 0 && Double.doubleToRawLongBits(real) == 0) {
      return imaginaryText + "j";
    }
    boolean hasSign = imaginaryText.startsWith("-");
    return "(" + floatText(real, false) + (hasSign ? "" : "+") + imaginaryText + "j)";
  }

  /** {@code str.__repr__}. */
  static void appendStr(Utf8Builder out, byte[] utf8) {
    char quote = contains(utf8, '\'') && !contains(utf8, '"') ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < utf8.length; ) {
      int lead = utf8[i++];
      if (lead >= 0) {
        appendAscii(out, (char) lead, quote);
        continue;
      }
      int codePoint;
      if ((lead & 0xE0) == 0xC0) {
        codePoint = (lead & 0x1F) << 6 | utf8[i++] & 0x3F;
      } else if ((lead & 0xF0) == 0xE0) {
        codePoint = (lead & 0xF) << 12 | (utf8[i++] & 0x3F) << 6 | utf8[i++] & 0x3F;
      } else {
        codePoint =
            (lead & 7) << 18
                | (utf8[i++] & 0x3F) << 12
                | (utf8[i++] & 0x3F) << 6
                | utf8[i++] & 0x3F;
      }
      appendNonAscii(out, codePoint);
    }
    out.append(quote);
  }

  private static void appendNonAscii(Utf8Builder out, int codePoint) {
    if (Identifiers.isPrintable(codePoint)) {
      out.appendCodePoint(codePoint);
    } else if (codePoint <= 0xFF) {
      out.append("\\x").appendHex(codePoint, 2);
    } else if (codePoint <= 0xFFFF) {
      out.append("\\u").appendHex(codePoint, 4);
    } else {
      out.append("\\U").appendHex(codePoint, 8);
    }
  }

  private static void appendAscii(Utf8Builder out, char c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        if (c == quote) {
          out.append('\\').append(c);
        } else if (c < ' ' || c == 0x7F) {
          out.append("\\x").appendHex(c, 2);
        } else {
          out.append(c);
        }
      }
    }
  }

  /** {@code bytes.__repr__}. */
  private static void appendBytes(Utf8Builder out, byte[] value) {
    char quote = contains(value, '\'') && !contains(value, '"') ? '"' : '\'';
    out.append('b').append(quote);
    for (byte b : value) {
      if (b < 0) {
        out.append("\\x").appendHex(b & 0xFF, 2);
      } else {
        appendAscii(out, (char) b, quote);
      }
    }
    out.append(quote);
  }

  private static boolean contains(byte[] text, char ascii) {
    for (byte b : text) {
      if (b == ascii) {
        return true;
      }
    }
    return false;
  }
}
