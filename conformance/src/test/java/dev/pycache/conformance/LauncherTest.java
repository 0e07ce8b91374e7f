package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./pycache} itself. It needs the image that the package phase of the command's module
 * makes.
 */
class LauncherTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String LAUNCHER = ROOT + "/pycache";

  @TempDir Path folder;

  private record Result(int status, String out, String err) {}

  @BeforeAll
  static void imageIsThere() {
    assumeTrue(
        Files.exists(ROOT.resolve("target/image/made")),
        "no image: run by ./build, not by mvn test");
  }

  private Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    int status = process.waitFor();
    return new Result(status, Files.readString(out), Files.readString(err));
  }

  private Result pycache(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(words));
    return run(Map.of(), command.toArray(String[]::new));
  }

  @Test
  void passesStatusAndOutputThrough() throws Exception {
    assertThat(pycache("--version").out()).matches("pycache \\S+\n");
    assertThat(pycache("--version").status()).isZero();
    assertThat(pycache("frobnicate").status()).isEqualTo(2);
    Files.writeString(folder.resolve("bad.py"), "x = = 1\n");
    Result bad = pycache("compile", "-q", "bad.py");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.err())
        .isEqualTo(
            "  File \"bad.py\", line 1\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n");
  }

  @Test
  void passesArgumentsThroughUntouched() throws Exception {
    for (String name :
        List.of("a b.py", "*.py", "@file.py", "$HOME.py", "'q\".py", "é中.py", "-x.py")) {
      Path source = Files.writeString(folder.resolve(name), "x = 1\n");
      Result result = pycache("compile", "--format=json", "--", name);
      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).contains("\"status\": \"written\"");
      Files.delete(source);
    }
    assertThat(pycache("compile", "").err()).startsWith("pycache: : No such file or directory");
  }

  @Test
  void worksThroughLinksAndFromAnywhere() throws Exception {
    Files.createSymbolicLink(folder.resolve("one"), ROOT);
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one/pycache"));
    assertThat(run(Map.of(), "./two", "--version").status()).isZero();
    assertThat(run(Map.of(), "one/pycache", "--version").status()).isZero();
    String path = ROOT + ":" + System.getenv("PATH");
    assertThat(run(Map.of("PATH", path), "sh", "-c", "pycache --version").status()).isZero();
  }

  @Test
  void readsNamesOfFilesInAnyLocale() throws Exception {
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/é.py"), "x = 1\n");
    Result result = run(Map.of("LC_ALL", "C"), LAUNCHER, "compile", "--python=3.11", "d");
    assertThat(result.status()).as(result.err()).isZero();
    byte[] cache = Files.readAllBytes(folder.resolve("d/__pycache__/é.cpython-311.pyc"));
    assertThat(new String(cache, StandardCharsets.UTF_8)).contains("d/é.py");
  }

  @Test
  void passesByAJavaThatIsTooOld() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, "--version").status())
        .isZero();
  }
}
