package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code why} says is what an interpreter then does, as {@code python -v} tells. The
 * interpreter is the one that {@code CONFORMANCE_PYTHON_3_11} names; without it this is skipped.
 */
class WhyOracleTest {
  @TempDir Path folder;

  /** States of a cache, and flags, that lead to each rule. */
  enum State {
    FRESH,
    OTHER_TIME,
    OTHER_SIZE,
    MISSING,
    EMPTY,
    SHORT_HEADER,
    SHORT_BODY,
    NO_CODE,
    OTHER_MAGIC,
    UNKNOWN_FLAGS,
    UNCHECKED_OTHER_HASH,
    CHECKED_OTHER_HASH,
    ALWAYS_OTHER_HASH("--check-hash-based-pycs=always"),
    NEVER_OTHER_HASH("--check-hash-based-pycs=never"),
    NOT_WRITTEN("-B"),
    OPTIMISED("-O"),
    IN_A_FILE,
    A_FOLDER,
    BROKEN_SOURCE;

    private final List<String> flags;

    State(String... flags) {
      this.flags = List.of(flags);
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void theInterpreterDoesIt(State state) throws Exception {
    String python = System.getenv("CONFORMANCE_PYTHON_3_11");
    assumeTrue(python != null, "CONFORMANCE_PYTHON_3_11 names no interpreter");
    Path source = Files.writeString(folder.resolve("mod.py"), "x = 1\n");
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_700_000_000_000L));
    Path cache = folder.resolve("__pycache__/mod.cpython-311.pyc");
    assertThat(Result.run("compile", "-q", source.toString()).status()).isZero();
    prepare(state, source, cache);

    String said = ask(state, source);
    List<String> command = new ArrayList<>(List.of(python, "-v"));
    for (String flag : state.flags) {
      command.addAll(List.of(flag.split("=", 2)));
    }
    command.addAll(List.of("-S", "-c", "import sys; sys.path.insert(0, sys.argv[1]); import mod"));
    command.add(folder.toString());
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().remove("PYTHONDONTWRITEBYTECODE");
    process.environment().remove("PYTHONPYCACHEPREFIX");
    Process started = process.start();
    String told = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean succeeded = started.waitFor() == 0;
    assertThat(said).as(told).isEqualTo(done(succeeded, told, source));
  }

  private static String ask(State state, Path source) {
    List<String> words = new ArrayList<>(List.of("why", "--format=json"));
    for (String flag : state.flags) {
      words.add(flag.equals("-O") ? "-o1" : flag);
    }
    words.add(source.toString());
    String line = Result.run(words.toArray(String[]::new)).out();
    String next = line.replaceFirst("(?s).*\"next\": \"([^\"]*)\".*", "$1");
    String write = line.replaceFirst("(?s).*\"write\": \"?([^\",}]*).*", "$1");
    return next.startsWith("fail")
        ? "fails"
        : next + (write.endsWith("hash") || write.equals("timestamp") ? ", writes" : "");
  }

  private static String done(boolean succeeded, String told, Path source) {
    if (!succeeded) {
      return "fails";
    }
    String used = told.contains("# code object from " + source) ? "compile" : "use";
    return used
        + (told.contains("# created '" + source.getParent() + "/__pycache__/mod.")
            ? ", writes"
            : "");
  }

  private static void prepare(State state, Path source, Path cache) throws IOException {
    byte[] bytes = Files.readAllBytes(cache);
    switch (state) {
      case FRESH, NOT_WRITTEN, OPTIMISED -> {}
      case OTHER_TIME -> Files.setLastModifiedTime(source, FileTime.fromMillis(1_700_000_001_000L));
      case OTHER_SIZE -> bytes[12] ^= 1;
      case MISSING -> Files.delete(cache);
      case EMPTY -> bytes = new byte[0];
      case SHORT_HEADER -> bytes = Arrays.copyOf(bytes, 15);
      case SHORT_BODY -> bytes = Arrays.copyOf(bytes, bytes.length - 1);
      case NO_CODE -> {
        bytes = Arrays.copyOf(bytes, 17);
        bytes[16] = 'N';
      }
      case OTHER_MAGIC -> bytes[0]++;
      case UNKNOWN_FLAGS -> bytes[4] = 8;
      case UNCHECKED_OTHER_HASH, ALWAYS_OTHER_HASH -> bytes[4] = 1;
      case CHECKED_OTHER_HASH, NEVER_OTHER_HASH -> bytes[4] = 3;
      case IN_A_FILE -> {
        Files.delete(cache);
        Files.delete(cache.getParent());
        Files.writeString(cache.getParent(), "");
        return;
      }
      case A_FOLDER -> {
        Files.delete(cache);
        Files.createDirectory(cache);
        return;
      }
      case BROKEN_SOURCE -> {
        Files.delete(cache);
        Files.writeString(source, "x = (\n");
        return;
      }
    }
    if (Files.exists(cache)) {
      Files.write(cache, bytes);
    }
    if (state == State.NOT_WRITTEN) {
      Files.delete(cache);
    }
  }
}
