package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for programs are compiled and run, by a Java that knows our floors and JGit. */
class LibraryDocumentationTest {
  @TempDir Path folder;

  @Test
  void theExampleOfTheReadmeRuns() throws Exception {
    Path source = Files.writeString(folder.resolve("a.py"), "x = 1\n");
    assertThat(run("../README.md", source))
        .containsExactly("'(' was never closed", source.toString(), "1 written");
    assertThat(folder.resolve("__pycache__/a.cpython-311.pyc")).exists();
  }

  @Test
  void theExampleOfTheDocumentationRuns() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("a.py"), "x = 1\n");
    assertThat(run("../docs/library.md", tree))
        .containsExactly(
            "1 written",
            "cpython-311 FRESH",
            "1 of 1",
            "an import uses the cache",
            "true",
            "Removed",
            "RemovedFolder",
            "1 removed");
    assertThat(tree.resolve("__pycache__")).doesNotExist();
  }

  private List<String> run(String page, Path argument) throws IOException, InterruptedException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of(page)));
    assertThat(block.find()).isTrue();
    Path example = Files.writeString(folder.resolve("Example.java"), block.group(1));
    String floors =
        Stream.concat(
                Stream.of("bytecode", "compiler", "cache")
                    .map(floor -> Path.of("..", floor, "target/classes").toAbsolutePath())
                    .map(Path::toString),
                libraries().filter(jar -> jar.contains("jgit") || jar.contains("slf4j")))
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", floors, example.toString(), argument.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  /** The jars of this test, wherever its runner has put them. */
  private static Stream<String> libraries() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(System::getProperty)
        .filter(path -> path != null)
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(path -> path.endsWith(".jar"));
  }
}
