package dev.pycache.compiler.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.compiler.DeepThread;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How deep a source may be nested; the numbers are CPython 3.11.7's. */
class NestingLimitTest {
  @ParameterizedTest
  @CsvSource({"-, 5967", "'not ', 5967", "lambda:, 2983", "'1 if 2 else ', 5967", "2**, 2983"})
  void expression(String part, int deepest) throws InterruptedException {
    assertThat(outcome("x=" + part.repeat(deepest) + "1")).isEqualTo("accepted");
    assertThat(outcome("x=" + part.repeat(deepest + 1) + "1")).startsWith("MemoryError");
  }

  @ParameterizedTest
  @CsvSource("5963")
  void elif(int deepest) throws InterruptedException {
    String first = "if x:\n pass\n";
    assertThat(outcome(first + "elif x:\n pass\n".repeat(deepest))).isEqualTo("accepted");
    assertThat(outcome(first + "elif x:\n pass\n".repeat(deepest + 1))).startsWith("MemoryError");
  }

  private static String outcome(String source) throws InterruptedException {
    var outcome = new AtomicReference<String>();
    DeepThread.run(() -> outcome.set(DiagnosisCasesTest.outcome(source)));
    return Objects.requireNonNull(outcome.get());
  }
}
