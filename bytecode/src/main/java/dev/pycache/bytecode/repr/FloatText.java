package dev.pycache.bytecode.repr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How a version writes a finite float ({@code PyOS_double_to_string}). */
enum FloatText {
  /** The fewest digits that read back as the same number ({@code 'r'}), since 2.7 and 3.1. */
  SHORTEST(16) {
    @Override
    BigDecimal decimal(double value) {
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
  },
  /** 17 digits, which are enough for all numbers and too many for most ({@code %.17g}), in 3.0. */
  SEVENTEEN_DIGITS(17) {
    @Override
    BigDecimal decimal(double value) {
      return new BigDecimal(value)
          .round(new MathContext(17, RoundingMode.HALF_EVEN))
          .stripTrailingZeros();
    }

    // complex_to_buf: no sign of a real zero, and a star where a literal needs one.
    @Override
    String ofComplex(double real, double imaginary) {
      String imaginaryText = of(imaginary, false) + (Double.isFinite(imaginary) ? "j" : "*j");
      return real == 0 ? imaginaryText : inParentheses(of(real, false), imaginaryText);
    }
  };

  private static final int LEAST_PLAIN_EXPONENT = -4;

  /** The decimal exponent from which on a float is written with one. */
  private final int leastScientificExponent;

  FloatText(int leastScientificExponent) {
    this.leastScientificExponent = leastScientificExponent;
  }

  /** The decimal number to be written, without zeros at its end, of a positive finite one. */
  abstract BigDecimal decimal(double value);

  /**
   * The text of any float.
   *
   * @param markAsFloat whether an integral number gets {@code .0}; the parts of a complex number do
   *     not
   */
  String of(double value, boolean markAsFloat) {
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
    BigDecimal decimal = decimal(Math.abs(value));
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= leastScientificExponent) {
      return sign + scientific(digits, exponent);
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

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
  }

  /** {@code complex.__repr__}, as it has been since 2.7 and 3.1. */
  String ofComplex(double real, double imaginary) {
    String imaginaryText = of(imaginary, false) + "j";
    return Double.doubleToRawLongBits(real) == 0
        ? imaginaryText
        : inParentheses(of(real, false), imaginaryText);
  }

  private static String inParentheses(String real, String imaginary) {
    return "(" + real + (imaginary.startsWith("-") ? "" : "+") + imaginary + ")";
  }
}
