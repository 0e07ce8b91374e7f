package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.conformance.compileall.KillTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small form of {@code ./conformance-run kill}. */
class KillTestTest {
  @TempDir Path folder;

  @Test
  void cachesAreWholeAndRightWhoeverIsKilled() throws Exception {
    List<String> problems = new ArrayList<>();
    KillTest.Result result = new KillTest(folder, 60, 2, 3, problems::add).run(2);
    assertThat(problems).isEmpty();
    assertThat(result.caches()).isGreaterThanOrEqualTo(3 * 60);
  }
}
