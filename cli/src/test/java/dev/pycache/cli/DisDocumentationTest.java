package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/dis.md} shows is so. */
class DisDocumentationTest {
  private static final Path PAGE = Path.of("../docs/dis.md");

  @TempDir Path folder;

  /** Each example gives the very text that stands below it. */
  @Test
  void theExamplesRun() throws IOException {
    String page = Files.readString(PAGE);
    Matcher file = Pattern.compile("```python (\\S+)\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (file.find()) {
      compile(file.group(1), file.group(2));
    }
    int examples = 0;
    for (String block : page.split("(?<=\n)(?=    \\$ pycache )")) {
      if (block.startsWith("    $ ")) {
        examples++;
        List<String> lines =
            block.lines().takeWhile(line -> line.isEmpty() || line.startsWith("    ")).toList();
        String shown =
            lines.stream()
                .skip(1)
                .map(line -> line.replaceFirst("^    ", ""))
                .collect(Collectors.joining("\n"))
                .strip();
        String command = lines.getFirst().replace("    $ pycache ", "");
        assertThat(titles(run(command))).as(command).isEqualTo(titles(shown));
      }
    }
    assertThat(examples).isEqualTo(3);
  }

  /** Compiles a file as if its name had no folder, and puts the cache beside it. */
  private void compile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    assertThat(run("compile -q " + name)).isEmpty();
    String module = name.replace(".py", "");
    Files.copy(
        folder.resolve("__pycache__/" + module + ".cpython-311.pyc"),
        folder.resolve(module + ".pyc"));
  }

  @Test
  void theExampleOfTheReadmeIsSo() throws IOException {
    for (String name : List.of("old", "new")) {
      Path source = Files.writeString(folder.resolve("m.py"), "x = 1\n");
      long seconds = name.equals("old") ? 1_700_000_000 : 1_700_000_060;
      Files.setLastModifiedTime(source, FileTime.fromMillis(1000 * seconds));
      run("compile -qf m.py");
      Files.move(folder.resolve("__pycache__/m.cpython-311.pyc"), folder.resolve(name + ".pyc"));
    }
    String shown = run("diff old.pyc new.pyc").indent(4).replace("    \n", "\n");
    assertThat(Path.of("../README.md"))
        .content()
        .contains("$ pycache diff old.pyc new.pyc\n" + shown);
  }

  /** Titles are cut and padded by the length of the path, and bytes stand behind it. */
  private static String titles(String text) {
    int end = text.indexOf('\n');
    return text.substring(0, end).replaceAll("\\S*/| +", " ").replaceAll(" +", " ").strip()
        + text.substring(end).replaceAll("byte \\d+ \\| \\d+", "byte");
  }

  private String run(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(word.matches(".*\\.pyc?") ? folder.resolve(word).toString() : word);
    }
    Result result = Result.run(words.toArray(String[]::new));
    return Arrays.stream(result.out().split("\n"))
        .map(line -> line.replace(folder + "/", "").stripTrailing())
        .collect(Collectors.joining("\n"))
        .strip();
  }

  @Test
  void thePageListsTheOptionsThatHelpLists() throws IOException {
    Set<String> inPage = new TreeSet<>(Set.of("-h", "--help"));
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `-")) {
        Matcher option = Pattern.compile("`(--?[A-Za-z-]+)").matcher(line);
        while (option.find()) {
          inPage.add(option.group(1));
        }
      }
    }
    Set<String> inHelp = new TreeSet<>();
    Matcher option = Pattern.compile("(?m)^ +(--?[A-Za-z-]+)(?:, (--?[a-z-]+))?").matcher(help());
    while (option.find()) {
      inHelp.add(option.group(1));
      if (option.group(2) != null) {
        inHelp.add(option.group(2));
      }
    }
    assertThat(inPage).isEqualTo(inHelp);
  }

  private static String help() {
    var out = new ByteArrayOutputStream();
    Main.run(List.of("help", "dis"), new Output(out), new Output(new ByteArrayOutputStream()));
    return out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*\n +PATH", "");
  }
}
