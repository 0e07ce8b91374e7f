package dev.pycache.bytecode.repr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonReprTest {
  private static final PythonVersion V2_7 = PythonVersion.CPYTHON_2_7;
  private static final PythonVersion V3_11 = PythonVersion.CPYTHON_3_11;

  /** The least int of 4301 digits. */
  private static final BigInteger LONG = BigInteger.TEN.pow(4300);

  @Test
  void python2HasItsOwnTypes() {
    Constant all =
        Tuple.of(
            Int.of(5),
            new LongInt(BigInteger.TWO),
            new Bytes(new byte[] {'a', (byte) 0xE9}),
            Str.of("é"),
            new SetObject(List.of(Int.of(1))),
            new FrozenSet(List.of()));
    assertThat(PythonRepr.of(V2_7, all))
        .isEqualTo("(5, 2L, 'a\\xe9', u'\\xe9', set([1]), frozenset([]))");
    assertThat(PythonRepr.of(V3_11, all)).isEqualTo("(5, 2, b'a\\xe9', 'é', {1}, frozenset())");
  }

  @Test
  void ofAnIntAreAtMost4300DigitsPrinted() {
    var fits = new Int(LONG.subtract(BigInteger.ONE));
    assertThat(PythonRepr.of(V3_11, fits)).hasSize(4300);
    assertThat(PythonRepr.of(V3_11, new Int(fits.value().negate()))).hasSize(4301);
    Constant tooLong = Tuple.of(new Int(LONG));
    assertThatThrownBy(() -> PythonRepr.of(V3_11, tooLong))
        .isInstanceOf(ReprException.class)
        .hasMessageStartingWith("Exceeds the limit (4300 digits) for integer string conversion");
    assertThat(PythonRepr.of(V3_11).withAllDigits().text(tooLong)).isEqualTo("(" + LONG + ",)");
    assertThat(PythonRepr.of(PythonVersion.CPYTHON_3_6, tooLong)).isEqualTo("(" + LONG + ",)");
  }

  @Test
  void anExceptionLeavesNothingBehind() {
    var out = new StringBuilder("before");
    assertThatThrownBy(
            () -> PythonRepr.of(V3_11).append(out, Tuple.of(Int.of(1), new Int(LONG.negate()))))
        .isInstanceOf(ReprException.class);
    assertThat(out).hasToString("before");
  }

  @Test
  void aLongTextIsCut() {
    PythonRepr repr = PythonRepr.of(V3_11).withLimit(10);
    assertThat(repr.text(Str.of("12345678"))).isEqualTo("'12345678'");
    assertThat(repr.text(Str.of("123456789"))).isEqualTo("'123456789" + PythonRepr.CUT);
    assertThat(repr.text(Str.of("\u0378".repeat(1000)))).isEqualTo("'\\u0378\\u0" + PythonRepr.CUT);
    assertThat(repr.text(new Bytes(new byte[1000]))).isEqualTo("b'\\x00\\x00" + PythonRepr.CUT);
    assertThat(repr.withAllDigits().text(new Int(LONG))).isEqualTo(PythonRepr.CUT);
    var out = new StringBuilder("before ");
    repr.append(out, Tuple.of(Int.of(1), Int.of(22), Int.of(333), Int.of(4444)));
    assertThat(out).hasToString("before (1, 22, 33" + PythonRepr.CUT);
  }

  /** An int of a megabyte would take minutes. */
  @Test
  void anIntOfAbsurdLengthIsCut() {
    var huge = new Int(BigInteger.ONE.shiftLeft(8_000_000));
    assertThat(PythonRepr.of(V2_7, Tuple.of(Int.of(1), huge))).isEqualTo("(1, " + PythonRepr.CUT);
  }

  @Test
  void sharingDoesNotMakeTheTextExplode() {
    Constant value = Tuple.of(Singleton.NONE);
    for (int i = 0; i < 200; i++) {
      value = Tuple.of(value, value);
    }
    assertThat(PythonRepr.of(V3_11).withLimit(1000).text(value))
        .hasSize(1000 + PythonRepr.CUT.length());
  }

  @Test
  void nestingDoesNotUseTheStack() {
    Constant value = Tuple.EMPTY;
    for (int i = 0; i < 1_000_000; i++) {
      value = Tuple.of(value);
    }
    assertThat(PythonRepr.of(V3_11, value)).hasSize(3_000_002).contains("((((),),),)");
  }

  @Test
  void whatHoldsItselfIsMarked() {
    List<Constant> items = new ArrayList<>();
    var list = new ListObject(items);
    items.add(Tuple.of(list, list));
    items.add(Int.of(1));
    assertThat(PythonRepr.of(V3_11, list)).isEqualTo("[([...], [...]), 1]");
    assertThat(PythonRepr.of(V3_11, items.get(0))).isEqualTo("([(...), 1], [(...), 1])");
    assertThat(PythonRepr.of(PythonVersion.PYPY_3_9, items.get(0)))
        .isEqualTo("([([...], [...]), 1], [([...], [...]), 1])");
  }

  @Test
  void floatsHaveSeventeenDigitsIn30Only() {
    var tenth = new Float(0.1);
    assertThat(PythonRepr.of(PythonVersion.CPYTHON_3_0, tenth)).isEqualTo("0.10000000000000001");
    assertThat(PythonRepr.of(PythonVersion.CPYTHON_3_1, tenth)).isEqualTo("0.1");
  }

  @Test
  void aSetThatIsMetOftenIsPutInOrderOnce() {
    List<Constant> same = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      same.add(Int.of(1));
    }
    Constant set = new FrozenSet(same);
    List<Constant> items = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      items.add(set);
    }
    assertThat(PythonRepr.of(V3_11, Tuple.of(items)))
        .hasSize(100_000 * "frozenset({1}), ".length())
        .endsWith("frozenset({1}))");
  }
}
