package dev.pycache.bytecode.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static CodeObject code(int args, int posOnly, int kwOnly, int flags, Constant... names) {
    var variables =
        new Variables.Merged(Tuple.of(List.of(names)), Bytes.of(new byte[names.length]));
    Str name = Str.of("f");
    return new CodeObject(
        args,
        posOnly,
        kwOnly,
        1,
        flags,
        Bytes.EMPTY,
        Tuple.EMPTY,
        Tuple.EMPTY,
        variables,
        name,
        name,
        name,
        1,
        Bytes.EMPTY,
        Bytes.EMPTY,
        List.of());
  }

  private static Constant[] names(String... names) {
    return Stream.of(names).map(Str::of).toArray(Constant[]::new);
  }

  @Test
  void isWrittenAsDefHasIt() {
    Constant[] abcde = names("a", "b", "c", "d", "e", "local");
    assertThat(Signature.of(code(0, 0, 0, 0x0, abcde), 99)).isEmpty();
    assertThat(Signature.of(code(0, 0, 0, 0x3, abcde), 99)).isEqualTo("()");
    assertThat(Signature.of(code(2, 0, 0, 0x3, abcde), 99)).isEqualTo("(a, b)");
    assertThat(Signature.of(code(2, 1, 0, 0x3, abcde), 99)).isEqualTo("(a, /, b)");
    assertThat(Signature.of(code(1, 0, 1, 0x3, abcde), 99)).isEqualTo("(a, *, b)");
    assertThat(Signature.of(code(2, 1, 1, 0xF, abcde), 99)).isEqualTo("(a, /, b, *d, c, **e)");
    assertThat(Signature.of(code(0, 0, 0, 0xB, abcde), 99)).isEqualTo("(**a)");
  }

  @Test
  void endsWhateverIsCounted() {
    assertThat(Signature.of(code(3, 0, 0, 0xF, names("a")), 99)).isEqualTo("(a, …, *?, **?)");
    assertThat(Signature.of(code(1 << 30, 1 << 30, 1 << 30, 0x3, names("a")), 99))
        .isEqualTo("(a, …, /, *, …)");
    assertThat(Signature.of(code(1, 0, 0, 0x3, Singleton.NONE), 99)).isEqualTo("(?)");
    assertThat(Signature.of(code(3, 0, 0, 0x3, names("long", "longer", "longest")), 5))
        .isEqualTo("(long, …)");
    assertThat(Signature.of(code(1, 0, 0, 0x3, names("longest")), 5)).isEqualTo("(longe…)");
  }
}
