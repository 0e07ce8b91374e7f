package dev.pycache.compiler.fold;

/** The two parts of a complex number. */
record ComplexValue(double real, double imaginary) {
  static final ComplexValue ZERO = new ComplexValue(0, 0);
  static final ComplexValue ONE = new ComplexValue(1, 0);

  boolean isZero() {
    return real == 0 && imaginary == 0;
  }

  /** Whether both parts are undefined. */
  boolean isNaN() {
    return Double.isNaN(real) && Double.isNaN(imaginary);
  }

  boolean isInfinite() {
    return Double.isInfinite(real) || Double.isInfinite(imaginary);
  }

  boolean isFinite() {
    return Double.isFinite(real) && Double.isFinite(imaginary);
  }

  /** The same with each part made 1 if it is infinite and 0 if not; the signs stay. */
  ComplexValue boxed() {
    return new ComplexValue(boxed(real), boxed(imaginary));
  }

  private static double boxed(double part) {
    return Math.copySign(Double.isInfinite(part) ? 1.0 : 0.0, part);
  }

  /** The same with zeros in the place of undefined parts; the signs stay. */
  ComplexValue defined() {
    return new ComplexValue(defined(real), defined(imaginary));
  }

  private static double defined(double part) {
    return Double.isNaN(part) ? Math.copySign(0.0, part) : part;
  }
}
