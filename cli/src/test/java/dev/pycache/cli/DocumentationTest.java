package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.cli.text.Releases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows is so. */
class DocumentationTest {
  private static final Path PAGE = Path.of("../docs/compile.md");

  @TempDir Path folder;

  @Test
  void thePageListsTheOptionsThatHelpLists() throws IOException {
    var onPage = new java.util.TreeSet<String>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `-")) {
        Matcher option = Pattern.compile("`(--?[a-z][a-z-]*)").matcher(line);
        while (option.find()) {
          onPage.add(option.group(1).replace("-qq", "-q"));
        }
      }
    }
    var inHelp = new java.util.TreeSet<String>();
    Matcher option =
        Pattern.compile("(?m)^ +(--?[a-z][a-z-]*)(?:, (--?[a-z][a-z-]*))?")
            .matcher(run("help", "compile"));
    while (option.find()) {
      inHelp.add(option.group(1));
      if (option.group(2) != null) {
        inHelp.add(option.group(2));
      }
    }
    inHelp.removeAll(List.of("-h", "--help"));
    assertThat(onPage).isEqualTo(inHelp);
  }

  @Test
  void thePageShowsTheFormOfJson() throws IOException {
    Matcher shown =
        Pattern.compile("(?s)    (\\{\"path\".*?\\}\\})").matcher(Files.readString(PAGE));
    assertThat(shown.find()).isTrue();
    Path source = Files.writeString(folder.resolve("a.py"), "a b\n");
    String line = run("compile", "--format", "json", source.toString());
    assertThat(keys(line)).isEqualTo(keys(shown.group(1)));
  }

  @Test
  void thePageListsTheReleases() throws IOException {
    var rows = new StringBuilder("| named after | releases with the same bytes |\n| --- | --- |\n");
    for (Target target : Target.values()) {
      rows.append("| ").append(target.release());
      rows.append(" | ").append(Releases.text(target.releases())).append(" |\n");
    }
    assertThat(PAGE).content().contains(rows);
  }

  private static List<String> keys(String json) {
    return Pattern.compile("\"([a-z_]+)\":")
        .matcher(json)
        .results()
        .map(key -> key.group(1))
        .toList();
  }

  private static String run(String... words) {
    var out = new ByteArrayOutputStream();
    Main.run(List.of(words), new Output(out), new Output(new ByteArrayOutputStream()));
    return out.toString(StandardCharsets.UTF_8);
  }
}
