package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cli.config.Configuration;
import dev.pycache.cli.config.ConfigurationException;
import dev.pycache.cli.config.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

class ConfigurationTest {
  private static final Path CASES = Path.of("src/test/resources/config");

  @TempDir Path folder;

  /**
   * A case of the files beside this test.
   *
   * @param parts the text below each of the headings, the command line below an empty one
   */
  private record Case(String name, Map<String, String> parts) {
    static List<Case> in(Path file) {
      try {
        List<Case> cases = new ArrayList<>();
        String[] texts = Files.readString(file).split("(?m)^=== ", -1);
        for (String text : Arrays.copyOfRange(texts, 1, texts.length)) {
          String[] lines = text.split("\n");
          Map<String, String> parts = new HashMap<>();
          String part = "";
          for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
            if (line.startsWith("--- ") || line.equals(">>>")) {
              part = line;
            } else {
              parts.merge(part, line + "\n", String::concat);
            }
          }
          cases.add(new Case(file.getFileName() + ": " + lines[0], parts));
        }
        return cases;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String part(String heading) {
      return parts.getOrDefault(heading, "").stripTrailing();
    }

    List<String> words() {
      return List.of(part("").split(" "));
    }

    Surroundings surroundings(Path folder) throws IOException {
      Map<String, String> variables = new HashMap<>();
      part("--- environment")
          .lines()
          .forEach(
              line -> variables.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", "")));
      String toml = part("--- pyproject.toml");
      Path file = folder.resolve("pyproject.toml");
      Files.deleteIfExists(file);
      if (!toml.isEmpty()) {
        Files.writeString(file, toml + "\n");
      }
      return new Surroundings(variables, folder);
    }
  }

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(CASES)) {
      files = listed.sorted().toList();
    }
    return files.stream()
        .flatMap(file -> Case.in(file).stream())
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private void check(Case each) throws IOException {
    String understood;
    try {
      understood = String.join(" ", understood(each.words(), each.surroundings(folder)));
    } catch (ConfigurationException | ParameterException e) {
      understood = "error: " + e.getMessage();
    }
    assertThat(understood.replace(folder.toString(), "FOLDER")).isEqualTo(each.part(">>>"));
  }

  /** The words that are parsed in the end; as {@link Main} does it, but for running the command. */
  private static List<String> understood(List<String> words, Surroundings surroundings) {
    Commands commands = Commands.in(words);
    ParseResult parsed = commands.parse(words);
    var configuration = Configuration.of(parsed, surroundings, Commands.settings());
    try {
      return commands.parse(words, configuration).originalArgs();
    } catch (ParameterException e) {
      throw configuration.explain(e);
    }
  }

  private Result run(Map<String, String> variables, String... words) {
    return Result.run(new Surroundings(variables, folder), words);
  }

  @Test
  void whatIsSetIsDone() throws IOException {
    String source = Files.writeString(folder.resolve("a.py"), "x = 1\n").toString();
    Files.writeString(
        folder.resolve("pyproject.toml"),
        "[tool.pycache]\nprefix = 'caches'\npython = ['3.11', '3.12']\n");
    assertThat(run(Map.of("PYCACHE_COMPILE_QUIET", "1"), "compile", source))
        .isEqualTo(new Result(0, "", ""));
    assertThat(folder.resolve("caches" + source.replaceFirst("py$", "cpython-311.pyc"))).exists();
    assertThat(folder.resolve("caches" + source.replaceFirst("py$", "cpython-312.pyc"))).exists();
    assertThat(folder.resolve("__pycache__")).doesNotExist();
  }

  @Test
  void whatIsWrongEndsWith2() {
    Result result = run(Map.of("PYCACHE_FROCE", "1"), "compile", folder.toString());
    assertThat(result)
        .isEqualTo(
            new Result(
                2,
                "",
                "pycache: PYCACHE_FROCE: there is no such setting; did you mean 'PYCACHE_FORCE'?\n"));
    assertThat(run(Map.of("PYCACHE_FROCE", "1"), "--version").status()).isZero();
    assertThat(run(Map.of("PYCACHE_FROCE", "1"), "compile", "--help").status()).isZero();
  }

  /** Where a command finds options that exclude each other, it is said who has given them. */
  @Test
  void aCommandsComplaintNamesTheOrigin() throws IOException {
    Files.writeString(folder.resolve("pyproject.toml"), "[tool.pycache]\nstripdir = 'x'\n");
    assertThat(run(Map.of(), "compile", "-d", "y", folder.toString()).err())
        .isEqualTo(
            "pycache: -d cannot be used in combination with -s or -p (--stripdir is from "
                + folder
                + "/pyproject.toml:2:1)\n");
  }

  @Test
  void theNearestFileWithATableCounts() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b/c"));
    Files.writeString(folder.resolve("pyproject.toml"), "[tool.pycache]\nworkers = 1\n");
    Files.writeString(folder.resolve("a/pyproject.toml"), "[tool.pycache]\nworkers = 2\n");
    Files.writeString(folder.resolve("a/b/pyproject.toml"), "[tool.other]\nworkers = 3\n");
    Files.createDirectory(inner.resolve("pyproject.toml"));
    assertThat(understood(List.of("compile", "x"), new Surroundings(Map.of(), inner)))
        .containsExactly("compile", "--workers=2", "x");
  }

  @Test
  void theDocumentedExampleIsUnderstood() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    int start = page.indexOf("```toml\n") + "```toml\n".length();
    Files.writeString(
        folder.resolve("pyproject.toml"), page.substring(start, page.indexOf("```", start)));
    assertThat(understood(List.of("compile", "x"), new Surroundings(Map.of(), folder)))
        .containsExactly(
            "compile",
            "--exclude=build/",
            "--exclude=*_pb2.py",
            "--optimize=0",
            "--optimize=2",
            "--invalidation-mode=unchecked-hash",
            "--python=3.11",
            "--python=3.13",
            "--quiet",
            "x");
  }

  @Test
  void strangeFilesAreNoDanger() throws IOException {
    Path file = folder.resolve("pyproject.toml");
    Files.writeString(file, "[tool.pycache]\nforce = " + "[".repeat(100_000));
    assertThat(run(Map.of(), "compile", "x").err())
        .isEqualTo("pycache: " + file + ": is nested too deeply\n");
    Files.writeString(file, "[tool.pycache]\n" + "#".repeat(2_000_000));
    assertThat(run(Map.of(), "compile", "x").err()).contains("too large");
    Files.write(file, "[tool.pycache]\nprefix = 'ü'\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run(Map.of(), "compile", "x").err())
        .isEqualTo("pycache: " + file + ": is not UTF-8\n");
  }

  /** What has no long name cannot be set, and what has two settings of one name is not clear. */
  @Test
  void everyOptionIsASetting() {
    for (String name :
        List.of(
            "compile",
            "status",
            "why",
            "verify",
            "clean",
            "doctor",
            "dis",
            "diff",
            "show",
            "canonicalise")) {
      List<OptionSpec> options =
          Commands.in(List.of(name))
              .parse(List.of(name, "--help"))
              .subcommand()
              .commandSpec()
              .options();
      for (OptionSpec option : options) {
        assertThat(option.longestName()).as("an option of " + name).matches("--[a-z]+(-[a-z]+)*");
      }
    }
  }
}
