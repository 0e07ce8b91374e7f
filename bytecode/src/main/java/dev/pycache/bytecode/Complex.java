package dev.pycache.bytecode;

/** A Python {@code complex}; the signs of zero parts and NaN are told apart as in {@link Float}. */
public record Complex(Float real, Float imaginary) implements Constant {
  public static Complex of(double real, double imaginary) {
    return new Complex(new Float(real), new Float(imaginary));
  }
}
