package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
  private static final long TIME = 1_700_000_000;

  @TempDir Path folder;
  private Path source;
  private Path cache;

  @BeforeEach
  void compileOne() throws IOException {
    source = folder.resolve("pkg/mod.py");
    Files.createDirectories(source.getParent());
    Files.writeString(source.resolveSibling("__init__.py"), "");
    Files.writeString(source, "x = 1\n");
    touch(TIME);
    cache = folder.resolve("pkg/__pycache__/mod.cpython-311.pyc");
    assertThat(Result.run("compile", "-q", folder.toString()).status()).isZero();
  }

  private void touch(long seconds) throws IOException {
    Files.setLastModifiedTime(source, FileTime.fromMillis(seconds * 1000));
  }

  private String next(String... words) {
    Result result = why("--format=json", words);
    return result.out().replaceFirst("(?s).*\"next\": \"([^\"]*)\".*", "$1");
  }

  private Result why(String option, String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "why";
    all[1] = option;
    System.arraycopy(words, 0, all, 2, words.length);
    all[all.length - 1] = source.toString();
    return Result.run(all);
  }

  @Test
  void tellsEachStep() throws IOException {
    touch(TIME + 90_000);
    Result result = why("--python=3.11");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            source
                + ", imported by CPython 3.11\n\n"
                + "  source   2023-11-15T23:13:20Z, 6 bytes\n"
                + "  cache    "
                + cache
                + "\n"
                + "           there, "
                + Files.size(cache)
                + " bytes\n"
                + "  header   by time and size: 2023-11-14T22:13:20Z, 6 bytes\n"
                + "  rule     the source is 1 day newer than the header says\n"
                + "  python   # bytecode is stale for 'mod'\n"
                + "  so       the import compiles the source and writes the cache, known by time"
                + " and size\n");
  }

  @Test
  void theExampleOfThePageIsSo() throws IOException {
    // Names in the code without the folder, the name of which is not always of the same length.
    assertThat(Result.run("compile", "-qf", "-s", folder.toString(), folder.toString()).status())
        .isZero();
    Files.writeString(source, "x = 1\ny = 2\n");
    touch(TIME + 86_400);
    String shown =
        why("--python=3.11").out().replace(folder + "/", "").indent(4).replace("    \n", "\n");
    assertThat(Path.of("../docs/why.md"))
        .content()
        .contains("    $ pycache why pkg/mod.py\n" + shown);
  }

  @Test
  void usesWhatIsFresh() {
    assertThat(next()).isEqualTo("use");
    assertThat(why("--python=3.11").out()).contains("time and size are those of the source");
  }

  @Test
  void aSizeIsComparedAfterTheTime() throws IOException {
    Files.writeString(source, "x = 10\n");
    touch(TIME);
    assertThat(why("--python=3.11").out()).contains("1 byte larger than the header says");
  }

  @Test
  void settingsDecideWhatIsWrittenAndWhichCacheIsLookedAt() {
    assertThat(why("-B", "--python=3.12").out())
        .contains("mod.cpython-312.pyc")
        .contains("not there")
        .contains("writes no cache (-B");
    assertThat(why("-o1").out()).contains("mod.cpython-311.opt-1.pyc");
    assertThat(why("--prefix=" + folder.resolve("caches")).out())
        .contains(folder.resolve("caches") + folder.resolve("pkg").toString())
        .contains("below the prefix");
  }

  @Test
  void aDamagedBodyBehindARightHeaderMakesTheImportFail() throws IOException {
    byte[] bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, bytes.length - 5));
    Result result = why("--format=json");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("\"next\": \"fail-cache\"").contains("EOFError");
  }

  @Test
  void headersThatAreNoneLeadToTheSource() throws IOException {
    byte[] bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, 9));
    assertThat(why("--format=json").out())
        .contains("\"verdict\": \"truncated\"")
        .contains("compile");
    bytes[0] ^= 1;
    Files.write(cache, bytes);
    assertThat(why("--format=json").out()).contains("\"verdict\": \"other-magic\"");
    bytes[0] ^= 1;
    bytes[4] = 4;
    Files.write(cache, bytes);
    assertThat(why("--format=json").out()).contains("\"verdict\": \"unknown-flags\"");
  }

  @Test
  void hashesAreComparedAsTheOptionSays() throws IOException {
    byte[] bytes = Files.readAllBytes(cache);
    bytes[4] = 1;
    Files.write(cache, bytes);
    assertThat(next()).isEqualTo("use");
    assertThat(why("--check-hash-based-pycs=always", "--format=json").out())
        .contains("\"verdict\": \"stale-hash\"")
        .contains("\"write\": \"unchecked-hash\"");
    bytes[4] = 3;
    Files.write(cache, bytes);
    assertThat(why("--format=json").out()).contains("\"write\": \"checked-hash\"");
    assertThat(next("--check-hash-based-pycs=never")).isEqualTo("use");
  }

  @Test
  void aSourceThatDoesNotCompileIsTold() throws IOException {
    Files.writeString(source, "x = (\n");
    Result result = why("--python=3.11");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("SyntaxError: '(' was never closed (line 1)");
  }

  @Test
  void whatIsInTheWayOfTheCacheIsTold() throws IOException {
    Files.delete(cache);
    Files.createDirectory(cache);
    assertThat(why("--format=json").out()).contains("\"write\": \"is-a-folder\"");
    Files.delete(cache);
    try (var left = Files.list(cache.getParent())) {
      for (Path each : left.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(cache.getParent());
    Files.writeString(cache.getParent(), "");
    assertThat(why("--format=json").out()).contains("\"write\": \"not-a-folder\"");
  }

  @Test
  void aCacheStandsForItsSource() {
    Result result = Result.run("why", cache.toString());
    assertThat(result.out()).startsWith(source + ", imported by CPython 3.11");
  }

  @Test
  void aModuleIsLookedForFirst() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Result result = Result.run("why", "--path", empty.toString(), "--path=" + folder, "pkg.mod");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("pkg: not in " + empty)
        .contains("pkg: " + folder.resolve("pkg/__init__.py"))
        .contains("pkg.mod: " + source)
        .contains("the import uses the cache");
  }

  @Test
  void modulesWithoutACache() throws IOException {
    Files.createDirectory(folder.resolve("spread"));
    Files.writeString(folder.resolve("fast.cpython-311-x86_64-linux-gnu.so"), "");
    Files.writeString(folder.resolve("fast.py"), "");
    String path = "--path=" + folder;
    assertThat(Result.run("why", path, "sys").out()).contains("built into the interpreter");
    assertThat(Result.run("why", path, "os.path").out()).contains("frozen");
    assertThat(Result.run("why", path, "spread").out()).contains("namespace package");
    assertThat(Result.run("why", path, "fast").out()).contains("machine code");
    assertThat(Result.run("why", path, "--python=3.12", "fast").out()).contains("fast.py");
    Result missing = Result.run("why", path, "pkg.nothing");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.out()).contains("no module named 'pkg.nothing'");
  }

  @Test
  void aModuleCanBeACacheWithoutASource() throws IOException {
    Files.copy(cache, folder.resolve("bare.pyc"));
    Result result = Result.run("why", "--path=" + folder, "bare");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("a .pyc in its place is taken as it is").contains("uses");
    Files.write(folder.resolve("bare.pyc"), new byte[3]);
    assertThat(Result.run("why", "--path=" + folder, "bare").status()).isEqualTo(1);
  }

  @Test
  void wrongUsage() {
    assertThat(Result.run("why", "a..b").status()).isEqualTo(2);
    assertThat(Result.run("why", "--python=2.7", source.toString()).status()).isEqualTo(2);
    assertThat(Result.run("why").status()).isEqualTo(2);
  }
}
