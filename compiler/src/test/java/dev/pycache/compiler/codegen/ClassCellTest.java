package dev.pycache.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.ErrorType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sources of which CPython crashes, for it gives two variables of a class one number; the golden
 * cases have those of which it makes a SystemError.
 */
class ClassCellTest {
  private static final String IN_COMPREHENSION = "class C: x = [__class__ for y in __class__]\n";

  private static CompileResult compile(String source, Target target) {
    return Compiler.compile(source.getBytes(StandardCharsets.UTF_8), "a.py", target, 0);
  }

  @Test
  void isAnErrorWhereThereIsNoPlaceForIt() {
    assertThat(compile(IN_COMPREHENSION, Target.CPYTHON_3_12_1))
        .isInstanceOfSatisfying(
            CompileResult.Rejected.class,
            rejected -> {
              assertThat(rejected.diagnostic().type()).isEqualTo(ErrorType.SYSTEM_ERROR);
              assertThat(rejected.diagnostic().message())
                  .isEqualTo("no place for variable '__class__' in C");
            });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CPYTHON_3_12_1")
  void isAGlobalWhereItEndsAtTheClass(Target target) {
    assertThat(compile(IN_COMPREHENSION, target)).isInstanceOf(CompileResult.Compiled.class);
  }
}
