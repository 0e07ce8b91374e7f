package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
  private static final PythonVersion PYTHON_2 = PythonVersion.CPYTHON_2_7;
  private static final PythonVersion PLAIN = PythonVersion.CPYTHON_3_3;
  private static final PythonVersion SHARED = PythonVersion.CPYTHON_3_8;

  /** The canonical form of what these bytes hold, as Latin-1. */
  private static String canonical(PythonVersion python, String latin1) throws MarshalException {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return write(python, MarshalReader.readData(python, bytes, 0).root());
  }

  private static String write(PythonVersion python, Constant value) {
    return new String(CanonicalForm.write(python, value), StandardCharsets.ISO_8859_1);
  }

  @Test
  void flagsAreOnWhatIsReferredTo() throws MarshalException {
    String first = ")\3\351\5\0\0\0\351\6\0\0\0r\1\0\0\0";
    String second = "\251\3i\5\0\0\0\351\6\0\0\0r\1\0\0\0";
    assertThat(canonical(SHARED, first))
        .isEqualTo(canonical(SHARED, second))
        .isEqualTo(")\3i\5\0\0\0\351\6\0\0\0r\0\0\0\0");
    // Equal, but not one object: stays so.
    assertThat(canonical(SHARED, ")\2\351\6\0\0\0\351\6\0\0\0")).isEqualTo(")\2i\6\0\0\0i\6\0\0\0");
  }

  @Test
  void numbersFollowTheOrderOfTheBytes() throws MarshalException {
    assertThat(canonical(SHARED, "\251\5\347AAAAAAAA\372\2ab\372\2cdr\3\0\0\0r\2\0\0\0"))
        .isEqualTo(")\5gAAAAAAAA\372\2ab\372\2cdr\1\0\0\0r\0\0\0\0");
  }

  @Test
  void elementsOfSetsAreInOrder() throws MarshalException {
    String sorted = ">\3\0\0\0Ni\1\0\0\0z\2ab";
    assertThat(canonical(SHARED, ">\3\0\0\0z\2abi\1\0\0\0N")).isEqualTo(sorted);
    assertThat(canonical(SHARED, ">\3\0\0\0\351\1\0\0\0N\372\2ab")).isEqualTo(sorted);
    assertThat(canonical(SHARED, "<\2\0\0\0i\2\0\0\0i\1\0\0\0"))
        .isEqualTo("<\2\0\0\0i\1\0\0\0i\2\0\0\0");
    // Order by what a reference stands for, not by the reference.
    assertThat(canonical(SHARED, ")\2\372\2xy>\2\0\0\0r\0\0\0\0z\2ab"))
        .isEqualTo(")\2\372\2xy>\2\0\0\0z\2abr\0\0\0\0");
  }

  @Test
  void frozenSetsAreWrittenAgain() throws MarshalException {
    assertThat(canonical(SHARED, ")\2\276\1\0\0\0z\2abr\0\0\0\0"))
        .isEqualTo(canonical(SHARED, ")\2>\1\0\0\0\372\2ab>\1\0\0\0r\0\0\0\0"))
        .isEqualTo(")\2>\1\0\0\0\372\2ab>\1\0\0\0r\0\0\0\0");
  }

  @Test
  void stringsThatEveryProcessHasOnce() throws MarshalException {
    assertThat(canonical(SHARED, ")\3z\1{Z\0u\2\0\0\0\303\251"))
        .isEqualTo(")\3Z\1{Z\0t\2\0\0\0\303\251");
    // Strings of one text are one object even if the file has them twice, interned if one is.
    assertThat(canonical(SHARED, ")\2Z\2abZ\2ab")).isEqualTo(")\2\332\2abr\0\0\0\0");
    assertThat(canonical(SHARED, ")\2z\2abZ\2ab")).isEqualTo(")\2\332\2abr\0\0\0\0");
    assertThat(canonical(SHARED, ")\2z\2abz\2ab")).isEqualTo(")\2\372\2abr\0\0\0\0");
  }

  @Test
  void shortestForms() throws MarshalException {
    assertThat(canonical(SHARED, "(\1\0\0\0I\7\0\0\0\0\0\0\0")).isEqualTo(")\1i\7\0\0\0");
    assertThat(canonical(SHARED, "l\1\0\0\0\7\0")).isEqualTo("i\7\0\0\0");
    assertThat(canonical(SHARED, "u\2\0\0\0ab")).isEqualTo("z\2ab");
    assertThat(canonical(SHARED, "f\0031.5")).isEqualTo("g\0\0\0\0\0\0\370?");
    assertThat(canonical(PLAIN, "l\3\0\0\0\0\0\0\0\4\0")).isEqualTo("I\0\0\0\0\1\0\0\0");
    assertThat(write(PLAIN, Str.of("ab"))).isEqualTo("u\2\0\0\0ab");
  }

  @Test
  void stringReferencesOfPython2() throws MarshalException {
    String once = "(\3\0\0\0t\2\0\0\0abs\2\0\0\0abR\0\0\0\0";
    assertThat(canonical(PYTHON_2, once)).isEqualTo(once);
    assertThat(canonical(PYTHON_2, "(\3\0\0\0t\2\0\0\0abs\2\0\0\0abt\2\0\0\0ab")).isEqualTo(once);
  }

  @Test
  void cyclesThroughReferences() throws MarshalException {
    assertThat(canonical(SHARED, "\333\2\0\0\0\351\5\0\0\0r\0\0\0\0"))
        .isEqualTo("\333\2\0\0\0i\5\0\0\0r\0\0\0\0");
    List<Constant> items = new ArrayList<>();
    var list = new ListObject(items);
    items.add(list);
    assertThatThrownBy(() -> CanonicalForm.write(PLAIN, list))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** 40 frozen sets, each of which holds the one before in two places: 2**40 when written out. */
  @Test
  void whatReferencesMadeSmallIsBounded() {
    Constant inner = Tuple.of(Int.of(1), Int.of(2));
    for (int i = 0; i < 40; i++) {
      inner = new FrozenSet(List.of(inner, Tuple.of(inner)));
    }
    Constant root = inner;
    assertThatThrownBy(() -> CanonicalForm.write(SHARED, root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  /** Elements that are tuples of tuples: small with references, large without. */
  @Test
  void elementsThatAreLargeWithoutReferencesAreBounded() {
    Constant inner = Tuple.of(Int.of(1), Int.of(2));
    for (int i = 0; i < 40; i++) {
      inner = Tuple.of(inner, inner);
    }
    Constant deep = inner;
    assertThat(CanonicalForm.write(SHARED, deep)).hasSizeLessThan(1000);
    Constant set = new FrozenSet(List.of(deep, Int.of(1)));
    assertThatThrownBy(() -> CanonicalForm.write(SHARED, set))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large");
  }

  @Test
  void valuesOfOtherVersions() {
    assertNoForm(SHARED, new LongInt(BigInteger.ONE));
    assertNoForm(SHARED, new Slice(Singleton.NONE, Singleton.NONE, Singleton.NONE));
    assertNoForm(PLAIN, Bytes.interned(new byte[1]));
    assertNoForm(PYTHON_2, new Int(BigInteger.TWO.pow(64)));
    assertNoForm(PYTHON_2, code(new Variables.Merged(Tuple.EMPTY, Bytes.EMPTY), List.of()));
  }

  private static void assertNoForm(PythonVersion python, Constant value) {
    assertThatThrownBy(() -> CanonicalForm.write(python, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Layouts that only alphas of 3.11 had are read as they are written, field by field. */
  @Test
  void everyLayout() throws MarshalException {
    Tuple locals = Tuple.of(Str.of("a"), Str.of("b c"));
    Variables separate = new Variables.Separate(2, locals, Tuple.EMPTY, Tuple.of(Str.of("cell")));
    Variables merged = new Variables.Merged(locals, new Bytes(new byte[] {0x20, 0x60}));
    List<Constant> tables = List.of(new Bytes(new byte[] {1, 2, 3}), Singleton.NONE);
    for (CodeLayout layout : CodeLayout.values()) {
      boolean columns = layout.fields().contains(CodeField.COLUMN_TABLE);
      CodeObject code =
          code(layout.hasMergedVariables() ? merged : separate, columns ? tables : List.of());
      byte[] bytes = CanonicalForm.write(SHARED, layout, code);
      MarshalData data = MarshalReader.readData(SHARED, layout, bytes, 0);
      assertThat(data.end()).isEqualTo(bytes.length);
      for (CodeField field : layout.fields()) {
        CodeObject read = (CodeObject) data.root();
        if (field.form() == CodeField.Form.NUMBER) {
          assertThat(field.number(read)).isEqualTo(field.number(code));
        } else {
          assertThat(field.object(read)).as(layout + " " + field).isEqualTo(field.object(code));
        }
      }
      assertThat(MarshalReplay.write(data)).isEqualTo(bytes);
    }
  }

  private static CodeObject code(Variables variables, List<Constant> tables) {
    return new CodeObject(
        5,
        4,
        3,
        2,
        0x43,
        new Bytes(new byte[] {100, 0, 83, 0}),
        Tuple.of(Int.of(7), Singleton.NONE),
        Tuple.of(Str.of("name")),
        variables,
        Str.of("file.py"),
        Str.of("f"),
        Str.of("C.f"),
        17,
        new Bytes(new byte[] {4, 1}),
        new Bytes(new byte[] {(byte) 0x81, 2, 3, 4}),
        tables);
  }
}
