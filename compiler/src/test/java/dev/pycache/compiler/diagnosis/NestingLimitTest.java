package dev.pycache.compiler.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.DeepThread;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How deep a source may be nested; the numbers are those of CPython 3.11.7, 3.12.1, 3.13.0, 3.13.18
 * and 3.14.10, which refuse deeper ones with a MemoryError.
 */
class NestingLimitTest {
  @ParameterizedTest
  @CsvSource({
    "CPYTHON_3_11, -, 5967",
    "CPYTHON_3_11, 'not ', 5967",
    "CPYTHON_3_11, lambda:, 2983",
    "CPYTHON_3_11, '1 if 2 else ', 5967",
    "CPYTHON_3_11, 2**, 2983",
    "CPYTHON_3_12_1, -, 5966",
    "CPYTHON_3_12_1, lambda:, 2983",
    "CPYTHON_3_13_0, -, 5966",
    "CPYTHON_3_13, 'not ', 5966",
    "CPYTHON_3_14, -, 5966",
    "CPYTHON_3_14, lambda:, 2983",
    "CPYTHON_3_14, '1 if 2 else ', 5966",
    "CPYTHON_3_14, 2**, 2983"
  })
  void expression(Target target, String part, int deepest) throws InterruptedException {
    assertThat(outcome("x=" + part.repeat(deepest) + "1", target)).isEqualTo("accepted");
    assertThat(outcome("x=" + part.repeat(deepest + 1) + "1", target)).isEqualTo(tooDeep(target));
  }

  @ParameterizedTest
  @CsvSource({
    "CPYTHON_3_11, 5963",
    "CPYTHON_3_12_1, 5962",
    "CPYTHON_3_13_0, 5962",
    "CPYTHON_3_14, 5962"
  })
  void elif(Target target, int deepest) throws InterruptedException {
    String first = "if x:\n pass\n";
    String next = "elif x:\n pass\n";
    assertThat(outcome(first + next.repeat(deepest), target)).isEqualTo("accepted");
    assertThat(outcome(first + next.repeat(deepest + 1), target)).isEqualTo(tooDeep(target));
  }

  private static String tooDeep(Target target) {
    return "MemoryError None,None-None,None: "
        + (target == Target.CPYTHON_3_11
            ? ""
            : "Parser stack overflowed - Python source too complex to parse");
  }

  private static String outcome(String source, Target target) throws InterruptedException {
    var outcome = new AtomicReference<String>();
    DeepThread.run(() -> outcome.set(DiagnosisCasesTest.outcome(source, target)));
    return Objects.requireNonNull(outcome.get());
  }
}
