package dev.pycache.bytecode;

/**
 * A Python {@code float}. Unlike Python's {@code ==}, equality tells {@code 0.0} from {@code -0.0};
 * a NaN equals only itself, as two NaN objects are never merged by CPython ({@code
 * _PyCode_ConstantKey}).
 */
public final class Float implements Constant {
  private final double value;

  public Float(double value) {
    this.value = value;
  }

  public double value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Float that
            && !Double.isNaN(value)
            && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(that.value));
  }

  @Override
  public int hashCode() {
    return Double.hashCode(value);
  }

  @Override
  public String toString() {
    return "Float[" + value + "]";
  }
}
