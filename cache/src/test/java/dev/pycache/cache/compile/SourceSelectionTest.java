package dev.pycache.cache.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSelectionTest {
  @TempDir Path folder;

  @BeforeEach
  void makeATree() throws IOException {
    for (String name :
        List.of("a.py", "a_pb2.py", "build/b.py", "sub/build/c.py", "sub/d.py", "sub/build.py")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> found(SourceSelection selection, String... roots)
      throws InterruptedException {
    List<String> paths = new ArrayList<>();
    for (String root : roots) {
      paths.add(root.isEmpty() ? folder.toString() : folder + "/" + root);
    }
    var options = CompileOptions.of(Target.CPYTHON_3_11).withDryRun(true).withSelection(selection);
    List<String> found = new ArrayList<>();
    new TreeCompiler(options)
        .compile(
            paths, outcome -> found.add(outcome.path().substring(folder.toString().length() + 1)));
    return found;
  }

  private List<String> without(String... patterns) throws InterruptedException {
    return found(SourceSelection.ALL.withExcludes(List.of(patterns)), "");
  }

  @Test
  void patternsAreThoseOfGitignore() throws Exception {
    assertThat(without("*_pb2.py", "sub")).containsExactly("a.py", "build/b.py");
    assertThat(without("build/")).containsExactly("a.py", "a_pb2.py", "sub/build.py", "sub/d.py");
    assertThat(without("/build")).contains("sub/build/c.py").doesNotContain("build/b.py");
    assertThat(without("sub/*.py")).contains("sub/build/c.py").doesNotContain("sub/d.py");
    assertThat(without("sub/**")).containsExactly("a.py", "a_pb2.py", "build/b.py");
    assertThat(without("**/build/*.py")).doesNotContain("build/b.py", "sub/build/c.py");
    assertThat(without("*.py", "!a.py")).containsExactly("a.py");
    assertThat(without("build.p?")).doesNotContain("sub/build.py").hasSize(5);
  }

  @Test
  void patternsCountFromTheGivenFolder() throws Exception {
    var selection = SourceSelection.ALL.withExcludes(List.of("/build"));
    assertThat(found(selection, "sub/")).containsExactly("sub/build.py", "sub/d.py");
  }

  @Test
  void whatIsGivenItselfIsNotExcluded() throws Exception {
    var selection = SourceSelection.ALL.withExcludes(List.of("build", "a.py"));
    assertThat(found(selection, "build", "a.py", "build/b.py"))
        .containsExactly("build/b.py", "a.py", "build/b.py");
  }

  @Test
  void skipsLooksAtWholePaths() throws Exception {
    var selection = SourceSelection.ALL.withSkip(path -> path.endsWith("/a.py"));
    assertThat(found(selection, "a.py", "sub/d.py")).containsExactly("sub/d.py");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> SourceSelection.ALL.withExcludes(List.of("[z-")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'[z-'");
    assertThatThrownBy(() -> SourceSelection.ALL.withMaxDepth(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void touchedSourcesAreSelectedLikeFoundOnes() {
    var options =
        CompileOptions.of(Target.CPYTHON_3_11)
            .withDryRun(true)
            .withSelection(SourceSelection.ALL.withExcludes(List.of("build/")).withMaxDepth(1));
    var changed = new ChangedSources(options);
    String root = folder.toString();
    assertThat(changed.update(new SourceFile(root, root + "/a.py"))).hasSize(1);
    assertThat(changed.update(new SourceFile(root, root + "/sub/d.py"))).hasSize(1);
    assertThat(changed.update(new SourceFile(root, root + "/build/b.py"))).isEmpty();
    assertThat(changed.update(new SourceFile(root, root + "/sub/build/c.py"))).isEmpty();
    assertThat(changed.update(new SourceFile(root, root + "/gone.py"))).isEmpty();
  }
}
