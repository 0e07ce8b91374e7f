package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each line of the README's table "If you used to": our command does what the other did to the same
 * tree. Python stands for the interpreter that {@code CONFORMANCE_PYTHON_3_11} names.
 */
class UsedToTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir Path folder;

  /** A row: commands of others, one after the other, and ours that does the same. */
  record Row(List<String> others, String ours) {}

  static Stream<Row> rows() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("\n## If you used to");
    String table = readme.substring(start, readme.indexOf("\n## ", start + 1));
    List<Row> rows = new ArrayList<>();
    for (String line : table.lines().filter(l -> l.startsWith("| `")).toList()) {
      String[] cells = line.replace("\\|", "\0").split("\\|");
      List<String> others = codes(cells[1]);
      rows.add(new Row(others, codes(cells[2]).getFirst()));
    }
    assertThat(rows).hasSizeGreaterThan(8);
    return rows.stream();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(m -> m.group(1).replace('\0', '|')).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ourCommandRuns(Row row) throws Exception {
    Path ours = project("ours");
    Result result = run(row, ours);
    assertThat(result.status()).as(result.err() + result.out()).isLessThan(2);
    assertThat(result.out() + result.err()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatItLeavesIsTheSame(Row row) throws Exception {
    String python = System.getenv("CONFORMANCE_PYTHON_3_11");
    Path ours = project("ours");
    run(row, ours);
    Path theirs = project("theirs");
    for (String other : row.others()) {
      boolean isPython = other.startsWith("python3 ");
      assumeTrue(!isPython || python != null, "CONFORMANCE_PYTHON_3_11 names no interpreter");
      assumeTrue(isPython || isThere(other), other + " is not there");
      String command = isPython ? python + other.substring("python3".length()) : other;
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .directory(theirs.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      assertThat(said).doesNotContain("Traceback");
    }
    assertThat(files(ours)).isEqualTo(files(theirs));
  }

  private static boolean isThere(String command) throws IOException, InterruptedException {
    String program = command.substring(0, command.indexOf(' '));
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private Result run(Row row, Path project) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\\S+").matcher(row.ours());
    while (word.find()) {
      boolean isPath = List.of(".", "__pycache__", "script.py").contains(word.group());
      words.add(isPath ? project.resolve(word.group()).normalize().toString() : word.group());
    }
    assertThat(words.removeFirst()).isEqualTo("pycache");
    return Result.run(words.toArray(String[]::new));
  }

  /** A repository with sources, and caches that git does not know. */
  private Path project(String name) throws Exception {
    Path project = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(project.resolve("pkg"));
    Files.writeString(project.resolve("script.py"), "import pkg.mod\n");
    Files.writeString(project.resolve("pkg/mod.py"), "def hello():\n    print('hello')\n");
    for (String[] git :
        new String[][] {
          {"init", "-q"},
          {"add", "."},
          {"-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "t"}
        }) {
      List<String> command = new ArrayList<>(List.of("git"));
      command.addAll(List.of(git));
      assumeTrue(
          new ProcessBuilder(command).directory(project.toFile()).start().waitFor() == 0,
          "git is not there");
    }
    assertThat(Result.run("compile", "-q", project.toString()).status()).isZero();
    return project;
  }

  private static TreeSet<String> files(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      TreeSet<String> names = new TreeSet<>();
      files
          .map(file -> project.relativize(file).toString())
          .filter(file -> !file.startsWith(".git/"))
          .forEach(names::add);
      return names;
    }
  }
}
