package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "3.11, CPYTHON_3_11",
    "3.11.1, CPYTHON_3_11_2",
    "3.11.2, CPYTHON_3_11_2",
    "3.11.3, CPYTHON_3_11_2",
    "3.11.4, CPYTHON_3_11",
    "3.11.7, CPYTHON_3_11",
    "3.12.1, CPYTHON_3_12_1",
    "3.12, CPYTHON_3_12",
    "3.12.7, CPYTHON_3_12",
    "3.13.0, CPYTHON_3_13_0",
    "3.13.2, CPYTHON_3_13_2",
    "3.13.3, CPYTHON_3_13_5",
    "3.13.5, CPYTHON_3_13_5",
    "3.13.16, CPYTHON_3_13",
    "3.13.18, CPYTHON_3_13",
    "3.13, CPYTHON_3_13",
    "3.14.1, CPYTHON_3_14_2",
    "3.14, CPYTHON_3_14",
    "3.14.10, CPYTHON_3_14"
  })
  void releasesThatEmitTheSameAreOneTarget(String name, Target target) {
    assertThat(Target.parse(name)).contains(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.11.0", "3.11.9", "3.12.3", "3.13.1", "3.13.4", "3.13.6", "3.13.15", "3.14.0", "3.1",
        "3.10", "3.15", "3.11.", ""
      })
  void ofOthersNothingIsClaimed(String name) {
    assertThat(Target.parse(name)).isEmpty();
  }

  @Test
  void theNewestOfAVersionComesFirst() {
    assertThat(Target.releasesOf(PythonVersion.CPYTHON_3_11))
        .containsExactly(Target.CPYTHON_3_11, Target.CPYTHON_3_11_2);
    assertThat(Target.releasesOf(PythonVersion.PYPY_3_11)).isEmpty();
  }

  @Test
  void everyTargetIsFoundByItsNames() {
    for (Target target : Target.values()) {
      assertThat(Target.parse(target.toString())).contains(target);
      assertThat(Target.parse(target.release())).contains(target);
      assertThat(Target.releasesOf(target.python())).contains(target);
    }
  }
}
