package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.Compiler;
import dev.pycache.conformance.GoldenFile.GoldenCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of every golden file: what pycache makes of it for each target is what that
 * interpreter made of it.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @TestFactory
  List<DynamicNode> goldenFiles() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (Path path : GoldenUpdate.files(FOLDER)) {
      List<DynamicTest> tests = new ArrayList<>();
      for (GoldenCase golden : GoldenFile.read(path).cases()) {
        for (Target target : Target.values()) {
          String name = golden.name() + " (" + target.release() + ")";
          tests.add(DynamicTest.dynamicTest(name, () -> check(golden, target)));
        }
      }
      assertThat(tests).as("cases of " + path).isNotEmpty();
      nodes.add(DynamicContainer.dynamicContainer(FOLDER.relativize(path).toString(), tests));
    }
    assertThat(nodes).as("golden files").isNotEmpty();
    return nodes;
  }

  private static void check(GoldenCase golden, Target target) {
    byte[] source = golden.source().getBytes(StandardCharsets.UTF_8);
    var result = Compiler.compile(source, GoldenUpdate.FILENAME, target, golden.level());
    assertThat(golden.expected()).as("expectation of " + golden.name()).isNotEmpty();
    assertThat(GoldenText.of(target, result)).isEqualTo(golden.expected(target));
  }
}
