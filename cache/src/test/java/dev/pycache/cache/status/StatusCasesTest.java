package dev.pycache.cache.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.status.Finding.Change;
import dev.pycache.cache.status.StatusOptions.Depth;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The cases of {@code states.txt}, which says what they look like. */
class StatusCasesTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> states() throws IOException {
    try (InputStream in = StatusCasesTest.class.getResourceAsStream("states.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String[] cases = text.split("(?m)^=== ");
      assertThat(cases.length).isGreaterThan(20);
      return Arrays.stream(cases)
          .skip(1)
          .map(
              each -> {
                String[] lines = each.lines().filter(l -> !l.isBlank()).toArray(String[]::new);
                return DynamicTest.dynamicTest(lines[0], () -> check(lines));
              });
    }
  }

  private void check(String[] lines) throws Exception {
    Path root = Files.createDirectory(folder.resolve(Integer.toHexString(lines[0].hashCode())));
    StatusOptions options = StatusOptions.of(Target.CPYTHON_3_11);
    int middle = Arrays.asList(lines).indexOf("---");
    for (String line : Arrays.copyOfRange(lines, 1, middle)) {
      if (line.startsWith("with ")) {
        options = options(options, line.substring(5));
      } else {
        make(root, line.split(" "));
      }
    }
    List<String> expected = List.of(Arrays.copyOfRange(lines, middle + 1, lines.length));
    assertThat(look(root, options)).containsExactlyElementsOf(expected);
  }

  private static List<String> look(Path root, StatusOptions options) throws InterruptedException {
    List<String> found = new ArrayList<>();
    new CacheStatus(options)
        .look(
            List.of(root.toString()),
            new StatusListener() {
              @Override
              public void entry(StatusEntry entry) {
                found.add(text(entry, root));
              }

              @Override
              public void unreadable(String path, IOException cause) {
                found.add("unreadable " + path);
              }
            });
    return found;
  }

  private static StatusOptions options(StatusOptions options, String words) {
    StatusOptions changed = options;
    for (String word : words.split(" ")) {
      String[] pair = word.split("=", 2);
      String name = pair[1].toUpperCase(Locale.ROOT);
      List<String> values = List.of(pair[1].split(",", -1));
      changed =
          new StatusOptions(
              changed.prefix(),
              pair[0].equals("pythons")
                  ? values.stream().map(v -> PythonVersion.parse(v).orElseThrow()).toList()
                  : changed.pythons(),
              pair[0].equals("optimizations") ? values : changed.optimizations(),
              pair[0].equals("hashes") ? HashCheck.valueOf(name) : changed.hashes(),
              pair[0].equals("depth") ? Depth.valueOf(name) : changed.depth(),
              changed.jobs());
    }
    return changed;
  }

  private static void make(Path root, String[] words) throws IOException {
    Path file = root.resolve(words[0]);
    Files.createDirectories(file.getParent());
    switch (words[1]) {
      case "source" -> {
        Files.write(file, source(Integer.parseInt(words[2])));
        Instant time = Instant.ofEpochSecond(Long.parseLong(words[3]));
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
      case "pyc" -> Files.write(file, cache(words));
      case "bytes" ->
          Files.write(
              file,
              HexFormat.of().parseHex(String.join("", Arrays.copyOfRange(words, 2, words.length))));
      case "link" -> Files.createSymbolicLink(file, Path.of(words[2]));
      case "folder" -> Files.createDirectory(file);
      default -> throw new IllegalArgumentException(words[1]);
    }
  }

  private static byte[] source(int size) {
    return "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] cache(String[] words) {
    PythonVersion python = PythonVersion.parse(words[2]).orElseThrow();
    PycHeader header =
        switch (words[3]) {
          case "checked", "unchecked" -> {
            long hash = SourceHash.of(python, source(Integer.parseInt(words[4])));
            yield PycHeader.hashed(Magic.of(python), hash, words[3].equals("checked"));
          }
          default ->
              PycHeader.timestamp(
                  Magic.of(python), Long.parseLong(words[3]), Long.parseLong(words[4]));
        };
    var result = (CompileResult.Compiled) Compiler.compile(source(1), "x", Target.CPYTHON_3_11, 0);
    byte[] file = new MarshalWriter(Target.CPYTHON_3_11).write(header.toByteArray(), result.code());
    boolean isCut = words.length > 5 && words[5].equals("cut");
    return isCut ? Arrays.copyOf(file, Integer.parseInt(words[6])) : file;
  }

  private static String text(StatusEntry entry, Path root) {
    String path = entry.state() == State.MISSING ? entry.source() : entry.cache();
    String evidence =
        switch (entry.finding()) {
          case Finding.Stale(Change.Stamp s) ->
              String.format(" %+ds %+db", s.secondsNewer(), s.bytesLarger());
          case Finding.Stale(Change.Hash h) -> " hash";
          case Finding.Stale(Change.Release r) -> " release " + r.release();
          case Finding.Invalid i ->
              " " + i.defect().getClass().getSimpleName() + (i.failsImport() ? " fails" : "");
          case Finding.Foreign f -> " " + f.origin().getClass().getSimpleName();
          case Finding other -> "";
        };
    return entry.state().word() + " " + root.relativize(Path.of(path)) + evidence;
  }
}
