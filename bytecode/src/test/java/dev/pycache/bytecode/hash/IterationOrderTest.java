package dev.pycache.bytecode.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for all versions and for odd values. That the order is the interpreter's is shown by
 * the sets among the cases of the {@code repr} package.
 */
class IterationOrderTest {
  private static final IterationOrder V3_11 = IterationOrder.of(PythonVersion.CPYTHON_3_11);

  @ParameterizedTest
  @EnumSource
  void everyItemComesOnce(PythonVersion python) {
    List<Constant> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      items.add(Int.of(i * 7919L % 4096));
      items.add(Str.of("text" + i));
      items.add(Tuple.of(Int.of(i), new Bytes(new byte[] {(byte) i, (byte) (i >> 8)})));
    }
    assertThat(IterationOrder.of(python).ofSet(items)).containsExactlyInAnyOrderElementsOf(items);
  }

  @ParameterizedTest
  @EnumSource
  void ofEqualItemsTheFirstStays(PythonVersion python) {
    List<Constant> items =
        List.of(
            Int.of(1),
            Singleton.TRUE,
            new Float(1),
            Complex.of(1, -0.0),
            Tuple.of(new Float(-0.0)),
            Tuple.of(Singleton.FALSE),
            new FrozenSet(List.of(Int.of(2), Str.of("x"))),
            new FrozenSet(List.of(Str.of("x"), new Float(2))));
    assertThat(IterationOrder.of(python).ofSet(items))
        .containsExactlyInAnyOrder(items.get(0), items.get(4), items.get(6));
  }

  @Test
  void ofEqualKeysTheFirstStaysWithTheLastValue() {
    List<Constant> dict =
        List.of(
            Int.of(5),
            Str.of("a"),
            Int.of(1),
            Str.of("b"),
            Singleton.TRUE,
            Str.of("c"),
            Int.of(2),
            Str.of("d"));
    assertThat(V3_11.ofDict(dict))
        .containsExactly(Int.of(5), Str.of("a"), Int.of(1), Str.of("c"), Int.of(2), Str.of("d"));
  }

  @Test
  void bytesAreEqualToTextInPython2() {
    List<Constant> items = List.of(Str.of("a"), new Bytes(new byte[] {'a'}));
    assertThat(IterationOrder.of(PythonVersion.CPYTHON_2_7).ofSet(items)).hasSize(1);
    assertThat(IterationOrder.of(PythonVersion.CPYTHON_3_0).ofSet(items)).hasSize(2);
  }

  @Test
  void anAddressKeepsTheOrderOfTheFile() {
    List<Constant> items = List.of(Int.of(3), Singleton.NONE, Int.of(1), Int.of(2));
    assertThat(V3_11.ofSet(items)).isSameAs(items);
    assertThat(IterationOrder.of(PythonVersion.CPYTHON_3_12).ofSet(items)).isNotSameAs(items);
    List<Constant> nan = List.of(Int.of(3), Tuple.of(new Float(Double.NaN)), Int.of(1));
    assertThat(V3_11.ofSet(nan)).isSameAs(nan);
    assertThat(IterationOrder.of(PythonVersion.CPYTHON_3_9).ofSet(nan)).isNotSameAs(nan);
    List<Constant> unhashable = List.of(Int.of(3), new ListObject(List.of()), Int.of(1));
    assertThat(V3_11.ofSet(unhashable)).isSameAs(unhashable);
  }

  /** All multiples of 2**61 - 1 have the hash 0. */
  @Test
  void itemsOfOneHashComeToAnEnd() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);
    List<Constant> items = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      items.add(new Int(modulus.multiply(BigInteger.valueOf(i))));
    }
    assertThat(V3_11.ofSet(items)).isSameAs(items);
    List<Constant> few = items.subList(0, 100);
    assertThat(V3_11.ofSet(few)).isNotSameAs(few).containsExactlyInAnyOrderElementsOf(few);
  }

  /** Two values that are equal, but of which each has its own parts, each part twice. */
  @Test
  void comparingSharedPartsComesToAnEnd() {
    Constant a = Tuple.of(Int.of(1));
    Constant b = Tuple.of(Int.of(1));
    for (int i = 0; i < 100; i++) {
      a = Tuple.of(a, a);
      b = Tuple.of(b, b);
    }
    List<Constant> items = List.of(a, b);
    assertThat(V3_11.ofSet(items)).isSameAs(items);
  }

  @Test
  void nestingDoesNotOverflowTheStack() {
    Constant tuple = Tuple.EMPTY;
    Constant set = new FrozenSet(List.of());
    for (int i = 0; i < 200_000; i++) {
      tuple = Tuple.of(tuple);
      set = new FrozenSet(List.of(set));
    }
    List<Constant> items = List.of(tuple, Int.of(1), set);
    assertThat(V3_11.ofSet(items)).isSameAs(items);
  }

  /** Each item is hashed in steps that are few, as those below it are known already. */
  @Test
  void comparingWhatIsNestedDeeplyDoesNotOverflowTheStack() {
    List<Constant> items = new ArrayList<>();
    Constant a = Tuple.EMPTY;
    Constant b = Tuple.EMPTY;
    for (int i = 1; i <= 200_000; i++) {
      a = Tuple.of(a);
      b = Tuple.of(b);
      if (i % 900 == 0) {
        items.add(a);
        items.add(b);
      }
    }
    assertThat(V3_11.ofSet(items)).isSameAs(items);
  }

  /** A file needs but five bytes to refer to a string again. */
  @Test
  void longStringsThatAreMetOftenComeToAnEnd() {
    Constant a = Str.of("x".repeat(1 << 20));
    Constant b = Str.of("x".repeat(1 << 20));
    Constant c = new Int(BigInteger.ONE.shiftLeft(1 << 23));
    List<Constant> items = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      items.add(a);
      items.add(c);
    }
    assertThat(V3_11.ofSet(items)).containsExactlyInAnyOrder(a, c);
    for (int i = 0; i < 100_000; i++) {
      items.add(b);
    }
    assertThat(V3_11.ofSet(items)).isSameAs(items);
  }
}
