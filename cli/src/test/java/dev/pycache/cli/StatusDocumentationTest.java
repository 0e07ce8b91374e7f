package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.status.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/status.md} and {@code docs/clean.md} show is so. */
class StatusDocumentationTest {
  private static final Path STATUS = Path.of("../docs/status.md");
  private static final Path README = Path.of("../README.md");
  private static final Path CLEAN = Path.of("../docs/clean.md");
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000L);

  @TempDir Path folder;

  @BeforeEach
  void makeTheExample() throws IOException {
    Files.createDirectory(folder.resolve("app"));
    for (String name : List.of("__init__", "ledger", "report", "tally")) {
      write(name, "def " + name + "(a, b):\n    return a + b\n", TIME);
    }
    // Names in the code without the folder, the name of which is not always of the same length.
    assertThat(Result.run("compile", "-q", "-s", path(), path()).status()).isZero();
    write("report", "def report(a, b, c):\n    return a + b + c\n", TIME.plusSeconds(3 * 86400));
    write("rates", "RATE = 7\n", TIME);
    PythonVersion newer = PythonVersion.CPYTHON_3_12;
    byte[] header = PycHeader.timestamp(Magic.of(newer), TIME.getEpochSecond(), 35).toByteArray();
    byte[] cache = Files.readAllBytes(folder.resolve("app/__pycache__/ledger.cpython-311.pyc"));
    System.arraycopy(header, 0, cache, 0, header.length);
    Files.write(folder.resolve("app/__pycache__/ledger.cpython-312.pyc"), cache);
    Files.write(folder.resolve("app/__pycache__/prices.cpython-312.pyc"), cache);
    byte[] half = Files.readAllBytes(folder.resolve("app/__pycache__/tally.cpython-311.pyc"));
    Files.write(folder.resolve("app/__pycache__/tally.cpython-311.pyc"), Arrays.copyOf(half, 9));
  }

  private void write(String name, String text, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve("app/" + name + ".py"), text);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Test
  void theExamplesOfStatusAreWhatStatusShows() throws IOException {
    String output = within(Result.run("status", path()).out());
    assertThat(shown(STATUS, "pycache status")).isEqualTo(output);
    assertThat(shown(README, "pycache status")).isEqualTo(output);
  }

  @Test
  void theExampleOfCleanIsWhatCleanShows() throws IOException {
    Result result = Result.run("clean", "-n", "--stale", "--invalid", path());
    String seconds = "in \\d+\\.\\d\\d s";
    assertThat(shown(CLEAN, "pycache clean -n --stale --invalid").replaceAll(seconds, ""))
        .isEqualTo((within(result.out()) + result.err()).replaceAll(seconds, ""));
  }

  @Test
  void theFieldsOfJsonAreListed() throws IOException {
    String text = Files.readString(STATUS);
    Matcher fields =
        Pattern.compile("\"([a-z_]+)\": ")
            .matcher(Result.run("status", "--format=json", path()).out());
    assertThat(fields.results().map(f -> "`" + f.group(1) + "`").distinct())
        .hasSizeGreaterThan(10)
        .allSatisfy(field -> assertThat(text).contains(field));
  }

  @Test
  void allStatesAndOptionsAreListed() throws IOException {
    String text = Files.readString(STATUS);
    for (State state : State.values()) {
      if (state != State.PRESENT) {
        assertThat(text).contains("| `" + state.word() + "` |");
      }
    }
    assertListed("status", text);
    assertListed("clean", Files.readString(CLEAN));
  }

  private static void assertListed(String command, String text) {
    Matcher options =
        Pattern.compile("(?m)^ +(?:-., )?(--[a-z-]+)").matcher(Result.run("help", command).out());
    assertThat(options.results().map(o -> o.group(1)).filter(o -> !o.equals("--help")))
        .hasSizeGreaterThan(5)
        .allSatisfy(option -> assertThat(text).contains(option));
  }

  private String path() {
    return folder.toString();
  }

  private String within(String output) {
    return output.replace(folder + "/", "");
  }

  /** What stands behind a command in an indented block. */
  private static String shown(Path page, String command) throws IOException {
    String text = Files.readString(page);
    String start = "    $ " + command + "\n";
    assertThat(text).contains(start);
    var block = new StringBuilder();
    for (String line : text.substring(text.indexOf(start) + start.length()).split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("    ")) {
        break;
      }
      block.append(line.isEmpty() ? line : line.substring(4)).append('\n');
    }
    return block.toString().stripTrailing() + "\n";
  }
}
