package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.Compiler;
import dev.pycache.conformance.GoldenCases.GoldenCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden case: what pycache makes of it for each target is what that interpreter made of it.
 */
class GoldenTest {
  private final GoldenCases golden = new GoldenCases(Path.of("src/test/resources/golden"));

  @TestFactory
  List<DynamicNode> goldenFiles() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Target target : Target.values()) {
      List<DynamicNode> files = new ArrayList<>();
      for (String file : golden.files()) {
        List<DynamicTest> tests = new ArrayList<>();
        for (GoldenCase c : golden.cases(file)) {
          String expected = golden.expected(c, target);
          tests.add(DynamicTest.dynamicTest(c.name(), () -> check(c, target, expected)));
        }
        assertThat(tests).as("cases of " + file).isNotEmpty();
        files.add(DynamicContainer.dynamicContainer(file, tests));
      }
      assertThat(files).as("golden files").isNotEmpty();
      nodes.add(DynamicContainer.dynamicContainer(target.release(), files));
    }
    return nodes;
  }

  private static void check(GoldenCase golden, Target target, @Nullable String expected) {
    byte[] source = golden.source().getBytes(StandardCharsets.UTF_8);
    var result = Compiler.compile(source, GoldenUpdate.FILENAME, target, golden.level());
    assertThat(GoldenText.of(target, result)).isEqualTo(expected);
  }

  @Test
  void everyExpectationBelongsToACase() throws IOException {
    assertThat(golden.orphans()).isEmpty();
  }
}
