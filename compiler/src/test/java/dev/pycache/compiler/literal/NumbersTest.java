package dev.pycache.compiler.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ast.Expr;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void smallIntegersAreOneObject() {
    assertThat(value("256")).isSameAs(value("0x100"));
  }

  @Test
  void decimalIntegersHaveAtMost4300Digits() {
    assertThat(value("1".repeat(4300))).isEqualTo(new Int(new BigInteger("1".repeat(4300))));
    assertThat(value("0".repeat(5000))).isEqualTo(Int.of(0));
    assertThat(value("1".repeat(5000) + ".")).isEqualTo(new Float(Double.POSITIVE_INFINITY));
    assertThatThrownBy(() -> value("\n" + "1".repeat(4301)))
        .isInstanceOf(CompileException.class)
        .hasMessage(
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use"
                + " sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals"
                + " to avoid decimal conversion limits.");
  }

  @Test
  void hexadecimalIntegersHaveAnySize() {
    String digits = "9abcdef".repeat(300_000);
    byte[] bytes = ((Int) value("0x" + digits)).value().toByteArray();
    assertThat(java.util.HexFormat.of().formatHex(bytes)).endsWith(digits);
  }

  @Test
  void binaryBasesAgreeWithBigInteger() {
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      var number = new BigInteger(random.nextInt(200), random);
      assertThat(value("0b" + number.toString(2))).isEqualTo(new Int(number));
      assertThat(value("0o00" + number.toString(8))).isEqualTo(new Int(number));
      assertThat(value("0X_" + number.toString(16))).isEqualTo(new Int(number));
    }
  }

  @Test
  void floatsAreRoundedLikeJavas() {
    var random = new Random(2);
    for (int i = 0; i < 2000; i++) {
      String text = random.nextInt(100_000) + "." + random.nextLong(1L << random.nextInt(1, 62));
      text += random.nextBoolean() ? "" : "e" + random.nextInt(-330, 310);
      assertThat(value(text)).isEqualTo(new Float(Double.parseDouble(text)));
      assertThat(value(text + "j")).isEqualTo(Complex.of(0.0, Double.parseDouble(text)));
    }
  }

  private static Constant value(String source) {
    return ((Expr.Constant) new LiteralSite(Target.CPYTHON_3_11).parse("(" + source + ")")).value();
  }
}
