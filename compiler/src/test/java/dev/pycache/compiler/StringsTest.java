package dev.pycache.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.source.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringsTest {
  private final Strings strings = new Strings(Target.CPYTHON_3_11);

  @Test
  void namesAreOneObject() {
    Str name = strings.intern("name");
    assertThat(constant("name")).isSameAs(name);
    assertThat(name.interned()).isTrue();
    assertThat(strings.intern(Str.of("name"))).isSameAs(name);
  }

  @Test
  void otherTextsAreNotShared() {
    assertThat(constant("two words"))
        .isEqualTo(constant("two words"))
        .isNotSameAs(constant("two words"));
    assertThat(constant("two words").interned()).isFalse();
    assertThat(constant("über").interned()).isFalse();
  }

  @Test
  void theEmptyTextIsInterned() {
    assertThat(constant("").interned()).isTrue();
    assertThat(constant("")).isSameAs(constant(""));
  }

  @Test
  void whatAProcessHasInternedIsAMatterOfTheInstallation() {
    assertThat(starOf("*").interned()).isTrue();
    assertThat(starOf("").interned()).isFalse();
  }

  @Test
  void fromAReleaseOnAllCharactersAreInterned() {
    var later = new Strings(Target.CPYTHON_3_12);
    for (int c = 0; c < 0x100; c++) {
      byte[] utf8 = String.valueOf((char) c).getBytes(StandardCharsets.UTF_8);
      assertThat(later.constant(utf8).interned()).isTrue();
    }
  }

  @Test
  void internedInPlace() {
    Str first = Str.of("A.b");
    assertThat(strings.internInPlace(first)).isSameAs(first);
    assertThat(first.interned()).isTrue();
    Str second = Str.of("A.b");
    assertThat(strings.internInPlace(second)).isSameAs(first);
    assertThat(second.interned()).isFalse();
    assertThat(strings.intern(Str.of("A.b"))).isSameAs(first);
    assertThat(strings.internInPlace(Str.of("x"))).isSameAs(strings.intern("x"));
  }

  @Test
  void literalsAreNotYetInterned() {
    Str constant = constant("abc");
    Str literal = strings.literal(constant);
    assertThat(literal).isEqualTo(constant).isNotSameAs(constant);
    assertThat(literal.interned()).isFalse();
    assertThat(strings.literal(constant("a"))).isSameAs(constant("a"));
    assertThat(strings.literal(constant(""))).isSameAs(constant(""));
    Str words = constant("two words");
    assertThat(strings.literal(words)).isSameAs(words);
  }

  private static Str starOf(String internedCharacters) {
    var result =
        Compiler.compile(
            "x = '*'".getBytes(StandardCharsets.UTF_8),
            Str.of("x.py"),
            Target.CPYTHON_3_11,
            0,
            internedCharacters);
    return (Str) ((CompileResult.Compiled) result).code().consts().get(0);
  }

  @Test
  void latin1CharactersAreOneObjectEach() {
    for (int c = 0; c < 0x100; c++) {
      String text = String.valueOf((char) c);
      Str first = constant(text);
      assertThat(first.toString()).isEqualTo(text);
      assertThat(constant(text)).isSameAs(first);
      boolean expected = c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '*');
      assertThat(first.interned()).as(text).isEqualTo(expected);
    }
    assertThat(constant("Ā")).isNotSameAs(constant("Ā"));
  }

  @Test
  void aCharacterThatIsUsedAsNameIsInternedWhereverItStands() {
    Str first = constant("é");
    assertThat(first.interned()).isFalse();
    assertThat(strings.intern("é".getBytes(StandardCharsets.UTF_8))).isSameAs(first);
    assertThat(first.interned()).isTrue();
  }

  @Test
  void manyNamesAreKept() {
    Str[] names = new Str[5000];
    for (int i = 0; i < names.length; i++) {
      names[i] = strings.intern("name_" + i);
    }
    for (int i = 0; i < names.length; i++) {
      assertThat(constant("name_" + i)).isSameAs(names[i]);
    }
  }

  /**
   * Strings of up to eight bytes are found by their bytes as one number, longer ones by a look at
   * them; neither may be taken for the other, nor for the empty one or one that begins with a NUL.
   */
  @Test
  void eachOfManyStringsOfAllLengthsIsFound() {
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      texts.add(ascii("n" + i));
      texts.add(ascii("\0n" + i));
      texts.add(ascii("\0\0\0\0" + i));
      texts.add(ascii("a_name_of_more_than_eight_" + i));
      texts.add(ascii("n".repeat(7) + i));
    }
    List<Str> interned = new ArrayList<>();
    for (byte[] text : texts) {
      interned.add(strings.intern(text));
      assertThat(constant("").isEmpty()).isTrue();
    }
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i);
      Str first = interned.get(i);
      assertThat(first.utf8()).isEqualTo(text);
      assertThat(strings.intern(text)).isSameAs(first);
      if (first.isNameLike()) {
        assertThat(name(text)).isSameAs(first);
        assertThat(strings.constant(text)).isSameAs(first);
      }
    }
  }

  @Test
  void identifiersAreToldFromConstants() {
    constant("constant");
    name(ascii("identifier"));
    assertThat(strings.isIdentifier("constant")).isFalse();
    assertThat(strings.isIdentifier("identifier")).isTrue();
    assertThat(strings.isIdentifier("nowhere")).isFalse();
  }

  /** The name as the tokenizer interns it. */
  private Str name(byte[] text) {
    return text.length > Long.BYTES
        ? strings.intern(text, 0, text.length)
        : strings.intern(text, 0, text.length, Words.at(text, 0));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Str constant(String text) {
    return strings.constant(text.getBytes(StandardCharsets.UTF_8));
  }
}
