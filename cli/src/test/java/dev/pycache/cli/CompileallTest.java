package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What CPython's {@code test_compileall} asserts through the command line or the resulting files;
 * {@code docs/cpython-tests.md} says which test went where.
 */
class CompileallTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_600_000_000L));

  @TempDir Path folder;

  private Path foo;

  @BeforeEach
  void makeThePackage() throws IOException {
    foo = Files.createDirectory(folder.resolve("foo"));
    source("foo/__init__.py", "");
    source("foo/bar.py", "");
  }

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Path cache(Path source, String optimization) {
    String name = source.getFileName().toString();
    String module = name.substring(0, name.length() - 3);
    return source.resolveSibling("__pycache__/" + module + ".cpython-311" + optimization + ".pyc");
  }

  private Path cache(String name) {
    return cache(folder.resolve(name), "");
  }

  private static void ok(String... options) {
    String[] words = Stream.concat(Stream.of("compile"), Stream.of(options)).toArray(String[]::new);
    assertThat(run(words)).extracting(Result::status).as(String.join(" ", words)).isEqualTo(0);
  }

  private static Text name(Path cache) throws IOException {
    byte[] file = Files.readAllBytes(cache);
    return MarshalReader.readCode(Target.CPYTHON_3_11, file, PycHeader.SIZE).filename();
  }

  private static void assertNamed(Path cache, String name) throws IOException {
    assertThat(name(cache)).hasToString(dev.pycache.bytecode.Str.of(name).toString());
  }

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void cachesAreInPycache() throws IOException {
    ok("-q", foo.toString());
    ok("-q", "-o1", "-o2", foo.toString());
    assertThat(names(foo.resolve("__pycache__")))
        .containsExactly(
            "__init__.cpython-311.opt-1.pyc",
            "__init__.cpython-311.opt-2.pyc",
            "__init__.cpython-311.pyc",
            "bar.cpython-311.opt-1.pyc",
            "bar.cpython-311.opt-2.pyc",
            "bar.cpython-311.pyc");
    assertThat(names(foo)).containsExactly("__init__.py", "__pycache__", "bar.py");
  }

  @Test
  void legacyCachesAreBesideTheirSources() throws IOException {
    ok("-b", "-q", foo.toString());
    assertThat(names(foo)).containsExactly("__init__.py", "__init__.pyc", "bar.py", "bar.pyc");
    ok("--legacy", "-q", foo.toString());
    assertThat(run("compile", "-b", foo.toString()).err())
        .startsWith("pycache: 0 written, 2 fresh");
    assertThat(run("compile", "-b", "--prefix", folder + "/caches", foo.toString()).err())
        .startsWith("pycache: 0 written, 2 fresh");
  }

  @Test
  void severalRunsMakeNoCachesOfCaches() {
    ok("-q", foo.toString());
    assertThat(foo.resolve("__pycache__/__pycache__")).doesNotExist();
    ok("-q", foo.toString());
    assertThat(foo.resolve("__pycache__/__pycache__")).doesNotExist();
  }

  @Test
  void aFreshCacheIsOnlyWrittenByForce() throws IOException {
    ok("-q", foo.toString());
    Path cache = cache("foo/bar.py");
    Files.setLastModifiedTime(cache, LONG_AGO);
    ok("-q", foo.toString());
    assertThat(Files.getLastModifiedTime(cache)).isEqualTo(LONG_AGO);
    ok("-q", "-f", foo.toString());
    assertThat(Files.getLastModifiedTime(cache)).isNotEqualTo(LONG_AGO);
  }

  @Test
  void aCacheWithAnotherTimeOrMagicIsWritten() throws IOException {
    Path source = source("a.py", "x = 123\n");
    Path cache = cache("a.py");
    ok("-q", source.toString());
    byte[] right = Files.readAllBytes(cache);
    for (int at : new int[] {0, 4, 8, 12}) {
      byte[] wrong = right.clone();
      wrong[at]++;
      Files.write(cache, wrong);
      ok("-q", source.toString());
      assertThat(cache).hasBinaryContent(right);
    }
  }

  @Test
  void timesBeyond32BitsAreTaken() throws IOException {
    Path source = source("a.py", "x = 123\n");
    for (long time : new long[] {(1L << 32) - 1, 1L << 33, 0, -1}) {
      Files.setLastModifiedTime(source, FileTime.from(Instant.ofEpochSecond(time)));
      long kept = Files.getLastModifiedTime(source).toInstant().getEpochSecond();
      ok("-q", source.toString());
      assertThat(PycHeader.read(Files.readAllBytes(cache("a.py"))).mtime())
          .isEqualTo(kept & 0xFFFFFFFFL);
      assertThat(run("compile", source.toString()).err()).startsWith("pycache: 0 written, 1 fresh");
    }
  }

  @Test
  void foldersAreEnteredAsDeepAsWanted() throws IOException {
    source("foo/spam/__init__.py", "");
    source("foo/spam/ham/spam.py", "");
    source("foo/spam/ham/eggs/egg.py", "");
    ok("-q", "-l", foo.toString());
    ok("-q", "-r 0", foo.toString());
    assertThat(cache("foo/bar.py")).exists();
    assertThat(foo.resolve("spam/__pycache__")).doesNotExist();
    ok("-q", "-l", "-r 1", foo.toString());
    assertThat(cache("foo/spam/__init__.py")).exists();
    assertThat(cache("foo/spam/ham/spam.py")).doesNotExist();
    ok("-q", "--max-depth", "2", foo.toString());
    assertThat(cache("foo/spam/ham/spam.py")).exists();
    assertThat(cache("foo/spam/ham/eggs/egg.py")).doesNotExist();
    ok("-q", "-r 5", foo.toString());
    assertThat(cache("foo/spam/ham/eggs/egg.py")).exists();
  }

  @Test
  void linksToFoldersAreNotFollowed() throws IOException {
    source("foo/spam/__init__.py", "");
    Files.createSymbolicLink(foo.resolve("spam/evil"), Path.of("."));
    Files.createSymbolicLink(foo.resolve("spam/evil2"), Path.of("."));
    ok("-q", foo.toString());
    assertThat(cache("foo/spam/evil/evil2/__init__.py")).exists();
  }

  @Test
  void quietAndSilent() throws IOException {
    assertThat(run("compile", foo.toString()).err()).isNotEmpty();
    assertThat(run("compile", "-q", foo.toString())).isEqualTo(new Result(0, "", ""));
    source("foo/crunchyfrog.py", "bad(syntax");
    assertThat(run("compile", "-q", foo.toString()).err()).contains("SyntaxError");
    assertThat(run("compile", "-qq", foo.toString())).isEqualTo(new Result(1, "", ""));
  }

  @Test
  void pathsWithAnExpressionInThemArePassedOver() throws IOException {
    ok("-q", "-x", "ba[^\\\\/]*$", foo.toString());
    assertThat(cache("foo/bar.py")).doesNotExist();
    assertThat(cache("foo/__init__.py")).exists();
    Result wrong = run("compile", "-x", "a**", foo.toString());
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("'a**': multiple repeat at position 2");
  }

  @Test
  void severalFoldersAreCompiled() throws IOException {
    source("foo2/bar2.py", "");
    ok("-q", foo.toString(), folder + "/foo2");
    assertThat(cache("foo/bar.py")).exists();
    assertThat(cache("foo2/bar2.py")).exists();
  }

  @Test
  void theDestinationIsInErrorsAndInTracebacks() throws IOException {
    source("foo/crunchyfrog.py", "bad(syntax");
    Result result = run("compile", "-q", "-d", "dinsdale", foo.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("pycache: " + foo + "/crunchyfrog.py: does not compile\n  File \"dinsdale/cru");
    assertNamed(cache("foo/bar.py"), "dinsdale/bar.py");
    for (String jobs : List.of("-j1", "-j2")) {
      for (String destination : List.of("<a prefix>", "")) {
        Path deep = source("foo/one/two/x.py", "");
        ok("-q", jobs, "-x", "crunchy", "-d", destination, foo.toString());
        assertNamed(
            cache(deep, ""),
            destination.isEmpty() ? "one/two/x.py" : destination + "/one/two/x.py");
      }
    }
  }

  @Test
  void foldersAreStrippedAndPutBefore() throws IOException {
    Path script = source("test/build/real/path/test.py", "1 / 0");
    String path = folder + "/test/build/real/path";
    ok("-q", "-s", folder + "/test/build", path);
    assertNamed(cache(script, ""), "real/path/test.py");
    ok("-q", "-p", "/foo", path);
    assertNamed(cache(script, ""), script.toString());
    ok("-q", "-s", folder + "/test/build", "-p", "/foo", path);
    assertNamed(cache(script, ""), "/foo/real/path/test.py");
    assertThat(run("compile", "-d", "/bar", "-s", "/foo", path).err())
        .contains("-d cannot be used in combination with -s or -p");
    Result other = run("compile", "-q", "-s", "/foo", path);
    assertNamed(cache(script, ""), script.toString());
    assertThat(other.err()).contains("not below the folder of -s");
  }

  @Test
  void pathsComeFromAFile() throws IOException {
    for (String name : List.of("f1", "f2", "f3", "f4")) {
      source("foo/" + name + ".py", "");
    }
    Path list = source("l1", foo + "/f1.py\n\n  " + foo + "/f2.py \r\n");
    ok("-i", list.toString(), foo + "/f4.py");
    assertThat(cache("foo/f1.py")).exists();
    assertThat(cache("foo/f2.py")).exists();
    assertThat(cache("foo/f3.py")).doesNotExist();
    assertThat(cache("foo/f4.py")).exists();
    InputStream before = System.in;
    try {
      byte[] input = (foo + "/f3.py\n").getBytes(StandardCharsets.UTF_8);
      System.setIn(new ByteArrayInputStream(input));
      ok("-i", "-");
    } finally {
      System.setIn(before);
    }
    assertThat(cache("foo/f3.py")).exists();
    Result missing = run("compile", "-i", folder + "/nosuchfile", foo.toString());
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("pycache: " + folder + "/nosuchfile: No such file or directory\n");
    assertThat(cache("foo/bar.py")).doesNotExist();
  }

  @Test
  void asMuchAsPossibleIsCompiled() throws IOException {
    Path bing = source("foo/bing.py", "syntax(error");
    Result result =
        run("compile", "nosuchfile", foo + "/__init__.py", bing.toString(), foo + "/bar.py");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("nosuchfile: No such file or directory", "SyntaxError");
    assertThat(cache("foo/bing.py")).doesNotExist();
    assertThat(cache("foo/__init__.py")).exists();
    assertThat(cache("foo/bar.py")).exists();
  }

  @Test
  void theModeIsThatOfTheOption() throws IOException {
    Path cache = cache("foo/bar.py");
    for (String[] mode :
        new String[][] {
          {"checked-hash", "3"}, {"UNCHECKED_HASH", "1"}, {"Checked_Hash", "3"}, {"timestamp", "0"}
        }) {
      ok("-q", "--invalidation-mode=" + mode[0], foo.toString());
      assertThat(PycHeader.read(Files.readAllBytes(cache)).flags())
          .isEqualTo(Integer.parseInt(mode[1]));
    }
    assertThat(run("compile", "--invalidation-mode", "x", foo.toString()).status()).isEqualTo(2);
  }

  @Test
  void workersCompileAll() throws IOException {
    for (int i = 0; i < 5; i++) {
      source("foo" + i + "/bar2.py", "");
    }
    ok("-q", folder.toString(), "-j", "0");
    for (int i = 0; i < 5; i++) {
      assertThat(cache("foo" + i + "/bar2.py")).exists();
    }
    assertThat(run("compile", "-j", "-1", foo.toString()).status()).isEqualTo(2);
  }

  @Test
  void levelsMayBeCombined() throws IOException {
    Path script = source("o/test_optimization.py", "a = 0");
    for (List<String> levels : List.of(List.of("", "1"), List.of("1", "2"), List.of("", "2"))) {
      ok(
          "-q",
          script.toString(),
          "-o" + (levels.get(0).isEmpty() ? "0" : levels.get(0)),
          "-o " + levels.get(1));
      for (String level : levels) {
        Files.delete(cache(script, level.isEmpty() ? "" : ".opt-" + level));
      }
      assertThat(names(script.resolveSibling("__pycache__"))).isEmpty();
    }
  }

  @Test
  void linksOutOfAFolderArePassedOver() throws IOException {
    Path allowed = source("allowed/test_allowed.py", "a = 0");
    Path prohibited = source("prohibited/test_prohibited.py", "a = 0");
    Path links = Files.createDirectory(folder.resolve("symlinks"));
    Files.createSymbolicLink(links.resolve("test_allowed.py"), allowed);
    Files.createSymbolicLink(links.resolve("test_prohibited.py"), prohibited);
    ok("-q", links.toString(), "-e", folder + "/allowed");
    assertThat(cache("symlinks/test_allowed.py")).exists();
    assertThat(cache("symlinks/test_prohibited.py")).doesNotExist();
  }

  private boolean areLinked(Path source, String first, String second) throws IOException {
    return Files.isSameFile(cache(source, first), cache(source, second));
  }

  @Test
  void equalCachesAreLinkedIfWanted() throws IOException {
    String[] all = {"-q", "-o 0", "-o 1", "-o 2", "", ""};
    for (boolean documented : new boolean[] {false, true}) {
      for (boolean asserting : new boolean[] {false, true}) {
        for (boolean linked : new boolean[] {false, true}) {
          String name = "s" + documented + asserting + linked + ".py";
          String text = (documented ? "'doc'\n" : "") + "x = 1\n" + (asserting ? "assert x\n" : "");
          Path script = source(name, text);
          all[4] = script.toString();
          all[5] = linked ? "--hardlink-dupes" : "-q";
          ok(all);
          assertThat(areLinked(script, "", ".opt-1")).isEqualTo(linked && !asserting);
          assertThat(areLinked(script, ".opt-1", ".opt-2")).isEqualTo(linked && !documented);
          assertThat(areLinked(script, "", ".opt-2"))
              .isEqualTo(linked && !asserting && !documented);
        }
      }
    }
    for (String[] bad : new String[][] {{"-o 1"}, {"-o1", "-o1"}, {"-q"}}) {
      List<String> words = new java.util.ArrayList<>(List.of("compile", "--hardlink-dupes"));
      words.addAll(List.of(bad));
      words.add(foo.toString());
      Result result = run(words.toArray(String[]::new));
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("Hardlinking of duplicated bytecode makes sense only");
    }
  }

  @Test
  void aLinkedCacheThatIsWrittenLeavesTheOthersAlone() throws IOException {
    Path script = source("script.py", "a = 0");
    ok("-q", "--hardlink-dupes", "-o2", "-o1", "-o0", "-o1", script.toString());
    Object inode = Files.getAttribute(cache(script, ""), "unix:ino");
    source("script.py", "print(0)");
    ok("-q", "-f", "--hardlink-dupes", "-o0", "-o2", script.toString());
    assertThat(Files.getAttribute(cache(script, ".opt-1"), "unix:ino")).isEqualTo(inode);
    assertThat(areLinked(script, "", ".opt-2")).isTrue();
    assertThat(areLinked(script, "", ".opt-1")).isFalse();
    assertThat(Files.mismatch(cache(script, ""), cache(script, ".opt-1"))).isNotNegative();
  }

  @Test
  void aSourceInNoEncodingIsReported() throws IOException {
    source("foo/bad.py", "# coding: none_such\nx = 1\n");
    Result result = run("compile", "-q", foo.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("unknown encoding: none_such");
    assertThat(cache("foo/bad.py")).doesNotExist();
    assertThat(cache("foo/bar.py")).exists();
  }

  @Test
  void nothingIsWrittenByACheck() throws IOException {
    source("foo/bad.py", "x = = 1\n");
    String path = foo.toString();
    Result check = run("compile", "--check", "--exclude", "bad.py", path);
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out())
        .isEqualTo(
            "would write "
                + cache("foo/__init__.py")
                + "\nwould write "
                + cache("foo/bar.py")
                + "\n");
    assertThat(check.err()).startsWith("pycache: 2 would be written, 0 fresh");
    assertThat(foo.resolve("__pycache__")).doesNotExist();
    assertThat(run("compile", "-n", "-x", "bad", path).status()).isZero();
    assertThat(run("compile", "--dry-run", "-q", path).status()).isEqualTo(1);
    assertThat(foo.resolve("__pycache__")).doesNotExist();
    ok("-q", "--exclude=bad.*", path);
    assertThat(run("compile", "-q", "--check", "--exclude=bad.*", path))
        .isEqualTo(new Result(0, "", ""));
    Result json =
        run(
            "compile",
            "-n",
            "--format=json",
            "--invalidation-mode=unchecked-hash",
            foo + "/bar.py");
    assertThat(json.out()).contains("\"status\": \"would-");
    assertThat(PycHeader.read(Files.readAllBytes(cache("foo/bar.py"))).flags()).isZero();
  }

  @Test
  void patternsThatAreNoneAreRefused() {
    Result result = run("compile", "--exclude", "[", foo.toString());
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--exclude: '[' is not a pattern");
  }

  @Test
  void leftoversOfKilledWritersAreRemoved() throws IOException {
    ok("-q", foo.toString());
    Path dead = foo.resolve("__pycache__/.pycache-00000000-1-1-1.tmp");
    Files.writeString(dead, "torn");
    Files.setLastModifiedTime(dead, LONG_AGO);
    Path python = Path.of(cache("foo/bar.py") + ".140234123456");
    Files.writeString(python, "");
    Files.setLastModifiedTime(python, LONG_AGO);
    assertThat(run("compile", "-n", foo.toString()).err()).doesNotContain("leftovers");
    assertThat(run("compile", foo.toString()).err())
        .startsWith("pycache: 2 leftovers of killed writers removed\n");
    assertThat(dead).doesNotExist();
    assertThat(python).doesNotExist();
  }
}
