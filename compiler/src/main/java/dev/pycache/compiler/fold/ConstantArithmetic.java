package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.rules.FoldRules;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Python's operators on constants, for the folding of the tree and of the flow graph. A null stands
 * for an exception in Python, and for a result that CPython's optimisers do not want to be so
 * large; either way the operation stays in the program.
 */
public final class ConstantArithmetic {
  private final Strings strings;
  private final SequenceOperations sequences;
  private final FloatOperations floats;
  private final ComplexOperations complex;

  public ConstantArithmetic(CompilationContext context) {
    var rules = new FoldRules(context.target());
    this.complex = new ComplexOperations(rules);
    this.floats = new FloatOperations(complex, rules);
    this.strings = context.strings();
    this.sequences = new SequenceOperations(strings);
  }

  /** The result of an operator on one constant. */
  public @Nullable Constant unary(UnaryOperator op, Constant operand) {
    if (op == UnaryOperator.NOT) {
      return Singleton.of(!isTrue(operand));
    }
    BigInteger integer = asInteger(operand);
    if (integer != null) {
      return switch (op) {
        case INVERT -> new Int(integer.not());
        case PLUS -> operand instanceof Int ? operand : new Int(integer);
        case MINUS -> new Int(integer.negate());
        case NOT -> null;
      };
    }
    return switch (op) {
      case PLUS -> operand instanceof Float || operand instanceof Complex ? operand : null;
      case MINUS ->
          switch (operand) {
            case Float number -> new Float(Ieee.negate(number.value()));
            case Complex number ->
                Complex.of(
                    Ieee.negate(number.real().value()), Ieee.negate(number.imaginary().value()));
            case Singleton s -> null;
            case Int i -> null;
            case Str s -> null;
            case Bytes b -> null;
            case Tuple t -> null;
            case FrozenSet s -> null;
            case CodeObject c -> null;
            case Slice s -> null;
            case MarshalOnly m -> throw m.unexpected();
          };
      case INVERT, NOT -> null;
    };
  }

  /** The result of an operator on two constants. */
  public @Nullable Constant binary(BinaryOperator op, Constant left, Constant right) {
    BigInteger a = asInteger(left);
    BigInteger b = asInteger(right);
    if (a != null && b != null) {
      return left instanceof Singleton && right instanceof Singleton
          ? IntegerOperations.ofBooleans(op, a, b)
          : IntegerOperations.of(op, a, b);
    }
    if (isNumber(left, a) && isNumber(right, b)) {
      return left instanceof Complex || right instanceof Complex
          ? complex(op, left, right)
          : floating(op, left, right);
    }
    if (op == BinaryOperator.ADD) {
      return sequences.concatenate(left, right);
    }
    if (op == BinaryOperator.MULTIPLY) {
      if (a != null) {
        return sequences.repeat(right, a);
      }
      if (b != null) {
        return sequences.repeat(left, b);
      }
    }
    return null;
  }

  /** An item of a constant, or several if the index is a slice. */
  public @Nullable Constant subscript(Constant collection, Constant index) {
    if (index instanceof Slice slice) {
      return Slicing.slice(collection, slice, strings);
    }
    BigInteger integer = asInteger(index);
    return integer == null ? null : sequences.item(collection, integer);
  }

  private @Nullable Constant floating(BinaryOperator op, Constant left, Constant right) {
    double a = toDouble(left);
    double b = toDouble(right);
    return isTooLarge(left, a) || isTooLarge(right, b) ? null : floats.operate(op, a, b);
  }

  private @Nullable Constant complex(BinaryOperator op, Constant left, Constant right) {
    ComplexValue result;
    if (!(left instanceof Complex a)) {
      double real = toDouble(left);
      ComplexValue b = value((Complex) right);
      result = isTooLarge(left, real) ? null : complex.operate(op, real, b);
    } else if (!(right instanceof Complex b)) {
      double real = toDouble(right);
      result = isTooLarge(right, real) ? null : complex.operate(op, value(a), real);
    } else {
      result = complex.operate(op, value(a), value(b));
    }
    return result == null ? null : Complex.of(result.real(), result.imaginary());
  }

  private static ComplexValue value(Complex number) {
    return new ComplexValue(number.real().value(), number.imaginary().value());
  }

  private static boolean isNumber(Constant constant, @Nullable BigInteger asInteger) {
    return asInteger != null || constant instanceof Float || constant instanceof Complex;
  }

  /** The value of an int, of which {@code bool} is a subclass; null for everything else. */
  static @Nullable BigInteger asInteger(Constant constant) {
    if (constant instanceof Int number) {
      return number.value();
    }
    if (constant == Singleton.TRUE) {
      return BigInteger.ONE;
    }
    return constant == Singleton.FALSE ? BigInteger.ZERO : null;
  }

  /** A real number as a float; an int that is too large becomes infinite. */
  private static double toDouble(Constant number) {
    if (number instanceof Float f) {
      return f.value();
    }
    BigInteger integer = asInteger(number);
    return integer == null ? Double.NaN : integer.doubleValue();
  }

  private static boolean isTooLarge(Constant number, double converted) {
    return number instanceof Int && Double.isInfinite(converted);
  }

  /** The truth of a constant. */
  public static boolean isTrue(Constant constant) {
    return switch (constant) {
      case Singleton singleton -> singleton == Singleton.TRUE || singleton == Singleton.ELLIPSIS;
      case Int number -> number.value().signum() != 0;
      case Float number -> number.value() != 0;
      case Complex number -> number.real().value() != 0 || number.imaginary().value() != 0;
      case Str text -> !text.isEmpty();
      case Bytes bytes -> bytes.length() != 0;
      case Tuple tuple -> tuple.size() != 0;
      case FrozenSet set -> !set.items().isEmpty();
      case CodeObject code -> true;
      case Slice slice -> true;
      case MarshalOnly other -> throw other.unexpected();
    };
  }
}
