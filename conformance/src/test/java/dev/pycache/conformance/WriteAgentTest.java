package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.path.CacheLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the store does under a umask, without rights and without room, in processes of their own:
 * what {@code FilePermissionTests} and {@code PycacheTests} of CPython's {@code test_import}
 * assert. The same and much more is compared with interpreters by {@code ./conformance-run cache}.
 */
class WriteAgentTest {
  @TempDir Path folder;

  private Path source(String mode) throws IOException {
    Path source = folder.resolve("s/m.py");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "x = 1\n");
    return chmod(source, mode);
  }

  private static Path chmod(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private Path caches() {
    return folder.resolve("s/__pycache__");
  }

  private Path cache() {
    return caches().resolve("m.cpython-311.pyc");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** What the agent says, run with a shell's setting before it. */
  private String act(String setting, boolean hasRights, String action) throws Exception {
    List<String> words = new ArrayList<>(List.of("sh", "-c", setting + "; exec \"$@\"", "sh"));
    if (!hasRights) {
      words.addAll(WriteCases.withoutRights().orElse(List.of()));
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:-UsePerfData", "-cp", classPath(), WriteAgent.class.getName()));
    words.addAll(List.of("3.11", "cpython-311", folder.toString()));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().remove("SOURCE_DATE_EPOCH");
    Process process = builder.start();
    try (var out = process.outputWriter()) {
      out.write("s " + action + "\n");
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String classPath() {
    return String.join(
        ":",
        Stream.of(WriteAgent.class, CacheLayout.class, PythonVersion.class)
            .map(c -> c.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toList());
  }

  @Test
  void creationMode() throws Exception {
    source("rwxrwxrwx");
    assertThat(act("umask 022", true, "import")).isEqualTo("ok");
    assertThat(mode(cache())).isEqualTo("rw-r--r--");
    assertThat(mode(caches())).isEqualTo("rwxr-xr-x");
  }

  @Test
  void cachedModeIsThatOfTheSource() throws Exception {
    source("rw-------");
    assertThat(act("umask 022", true, "import")).isEqualTo("ok");
    assertThat(mode(cache())).isEqualTo("rw-------");
  }

  @Test
  void cachedReadonlyIsWritable() throws Exception {
    source("r--------");
    assertThat(act("umask 022", true, "compile")).isEqualTo("ok");
    assertThat(mode(cache())).isEqualTo("rw-------");
  }

  @Test
  void unwritableDirectory() throws Exception {
    assumeTrue(WriteCases.withoutRights().isPresent(), "root's rights cannot be laid down");
    source("rw-r--r--");
    assertThat(act("umask 222", false, "import")).isEqualTo("ok");
    assertThat(caches()).isEmptyDirectory();
    assertThat(act("umask 022", false, "compile")).isEqualTo("failed");
  }

  @Test
  void anUnwritableFolderKeepsItsOldCache() throws Exception {
    assumeTrue(WriteCases.withoutRights().isPresent(), "root's rights cannot be laid down");
    source("rw-r--r--");
    Files.createDirectory(caches());
    Files.write(cache(), new byte[] {1});
    chmod(caches(), "r-xr-xr-x");
    assertThat(act("umask 022", false, "compile")).isEqualTo("failed");
    assertThat(act("umask 022", false, "import")).isEqualTo("ok");
    assertThat(cache()).hasBinaryContent(new byte[] {1});
    chmod(caches(), "rwxr-xr-x");
  }

  @Test
  void withoutRoomTheOldCacheStaysAndNothingElse() throws Exception {
    source("rw-r--r--");
    Files.createDirectory(caches());
    Files.write(cache(), new byte[] {1});
    assertThat(act("ulimit -f 0", true, "compile")).isEqualTo("failed");
    assertThat(act("ulimit -f 0", true, "import")).isEqualTo("ok");
    assertThat(cache()).hasBinaryContent(new byte[] {1});
    try (Stream<Path> files = Files.list(caches())) {
      assertThat(files).containsExactly(cache());
    }
  }
}
