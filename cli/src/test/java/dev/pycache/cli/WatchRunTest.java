package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.pycache.bytecode.Target;
import dev.pycache.cache.compile.TreeCompiler;
import dev.pycache.compiler.Compiler;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A process that watches, seen from outside. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class WatchRunTest {
  @TempDir Path folder;

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(List.of("compile", "--watch"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  /** Where the classes are that the command needs, however this test is run. */
  private static String classPath() {
    return Stream.of(
            Main.class,
            TreeCompiler.class,
            Compiler.class,
            Target.class,
            CommandLine.class,
            JsonFactory.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsItWell(String signal) throws Exception {
    assumeThat(isIgnored(signal)).as("SIG%s is ignored here", signal).isFalse();
    Path source = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    Process process = start("--python", "3.11", ".");
    try (BufferedReader err = reader(process.getErrorStream())) {
      assertThat(err.readLine()).startsWith("pycache: 1 written, 0 fresh");
      assertThat(err.readLine()).isEqualTo("pycache: watching 1 folder");
      Files.move(Files.writeString(folder.resolve("b"), "x = 2\n"), folder.resolve("b.py"));
      assertThat(err.readLine()).isEqualTo("pycache: ./b.py: written");
      assertThat(folder.resolve("__pycache__/b.cpython-311.pyc")).exists();
      Files.delete(source);
      assertThat(err.readLine()).isEqualTo("pycache: ./a.py: gone, its caches stay");
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(err.readLine()).isNull();
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Whether this process, and so what it starts, has a signal ignored: shells have SIGINT ignored
   * by what they start in the background, and Java leaves it so.
   */
  private static boolean isIgnored(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    int number = signal.equals("INT") ? 2 : 15;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(
            line ->
                (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> number - 1 & 1) != 0);
  }

  @Test
  void jsonComesALineAtATime() throws Exception {
    Process process = start("-q", "--format", "json", ".");
    try (BufferedReader out = reader(process.getInputStream())) {
      Files.writeString(folder.resolve("a.py"), "x = 1\n"); // before it watches, or after
      assertThat(out.readLine()).contains("\"path\": \"./a.py\"", "\"status\": \"written\"");
      process.toHandle().destroy();
      assertThat(process.waitFor()).isZero();
      assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void nothingToWatchIsAnError() {
    Result result = Result.run("compile", "--watch", folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("pycache: " + folder + "/none: No such file or directory\n");
  }

  @Test
  void writesOrDoesNotWrite() {
    for (String option : new String[] {"--check", "--dry-run"}) {
      Result result = Result.run("compile", "--watch", option, folder.toString());
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).startsWith("pycache: --watch writes; it excludes");
    }
  }
}
