package dev.pycache.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.conformance.fuzz.Examination.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A short part of what {@code conformance/bin/fuzz} does. */
class FuzzTest {
  private static final int CASES = 2000;

  @Test
  void everyCaseEndsInAValueOrAClearError() throws Exception {
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    var run = new FuzzRun(new Cases(Specimens.bundled(), 20), 0, CASES, 0, out, 10);
    long failed = run.run(2);
    run.summarise();
    assertThat(failed).as(text.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(text.toString(StandardCharsets.UTF_8)).contains(CASES + " passed, 0 failed");
  }

  @Test
  void unharmedSpecimensOfEveryVersionAreValues() throws Exception {
    Set<PythonVersion> seen = EnumSet.noneOf(PythonVersion.class);
    try (var examination = new Examination()) {
      for (Specimen specimen : Specimens.bundled().all()) {
        assertThat(examination.examine(specimen.bytes(), specimen.bytes()))
            .as(specimen.name())
            .isEqualTo(Result.VALUE);
        seen.add(specimen.data().python());
      }
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(PythonVersion.class));
  }

  @Test
  void harmLeadsToValuesAndToErrors() throws Exception {
    Map<Result, Integer> results = new EnumMap<>(Result.class);
    var cases = new Cases(Specimens.bundled(), 21);
    try (var examination = new Examination()) {
      for (int i = 0; i < 300; i++) {
        Optional<Cases.Case> harmed = cases.at(i);
        if (harmed.isPresent()) {
          byte[] original = harmed.get().specimen().bytes();
          results.merge(examination.examine(harmed.get().bytes(), original), 1, Integer::sum);
        }
      }
    }
    assertThat(results.get(Result.VALUE)).isGreaterThan(60);
    assertThat(results.get(Result.ERROR)).isGreaterThan(60);
  }

  @Test
  void aCaseIsTheSameInEveryRun() throws Exception {
    var cases = new Cases(Specimens.bundled(), 5);
    var again = new Cases(Specimens.bundled(), 5);
    for (int i = 100; i > 0; i--) {
      Optional<byte[]> bytes = cases.at(i).map(Cases.Case::bytes);
      assertThat(again.at(i).map(Cases.Case::bytes)).usingRecursiveComparison().isEqualTo(bytes);
    }
  }

  @Test
  void editsApplyToTheBytesAsTheyWere() {
    byte[] bytes = {0, 1, 2, 3, 4};
    var edits =
        List.of(
            new Edit(3, 5, (byte) 9), // at the end
            new Edit(1, 1, (byte) 7, (byte) 8), // between
            new Edit(0, 1)); // away
    assertThat(Edit.apply(bytes, edits)).containsExactly(7, 8, 1, 2, 9);
    assertThat(Edit.apply(bytes, List.of(new Edit(0, 4), new Edit(2, 5, (byte) 6))))
        .containsExactly(4);
  }
}
