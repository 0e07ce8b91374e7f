package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each opcode table is what {@code scripts/dump_opcodes.py} makes in an interpreter of that
 * version, if there is one: the command in {@code CONFORMANCE_PYTHON_3_14} or {@code
 * CONFORMANCE_PYTHON_PYPY3_9}, or {@code python3.14} or {@code pypy3.9} on the path. A version that
 * is not there is skipped.
 */
class OpcodesOfInterpretersTest {
  private static final Path SCRIPT = Path.of("../scripts/dump_opcodes.py");
  private static final long TIMEOUT_SECONDS = 60;

  /** What an interpreter calls itself, in the words of {@link PythonVersion#version}. */
  private static final String NAME =
      "import platform, sys; print(('pypy' if platform.python_implementation() == 'PyPy' else '')"
          + " + '%d.%d' % sys.version_info[:2])";

  private record Outcome(int status, String output) {}

  @ParameterizedTest
  @EnumSource
  void tableIsThatOfTheInterpreter(PythonVersion version) throws Exception {
    String standard = version.isPyPy() ? version.version() : "python" + version.version();
    String variable =
        "CONFORMANCE_PYTHON_" + version.version().toUpperCase(Locale.ROOT).replace('.', '_');
    String named = System.getenv(variable);
    String command = named != null ? named : standard;
    String what =
        run(command, "-c", NAME)
            .flatMap(outcome -> outcome.output().lines().findFirst())
            .orElse("not there");
    if (named == null) {
      assumeTrue(what.equals(version.version()), command + ": " + what);
    } else {
      assertThat(what).as("%s=%s", variable, named).isEqualTo(version.version());
    }
    assertThat(run(command, SCRIPT.toString(), "--check"))
        .hasValueSatisfying(
            outcome -> {
              assertThat(outcome.status()).as(outcome.output()).isZero();
              assertThat(outcome.output()).contains("/" + version.version() + ".txt: equal");
            });
  }

  /** Empty if there is no such command. */
  private static Optional<Outcome> run(String command, String... arguments)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(command, "-B", "-E", "-s"));
    words.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (var input = process.getInputStream()) {
      process.getOutputStream().close();
      String output = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as(words.toString()).isTrue();
      return Optional.of(new Outcome(process.exitValue(), output));
    } catch (IOException e) {
      throw new AssertionError(words.toString(), e);
    } finally {
      process.destroyForcibly();
    }
  }
}
