package dev.pycache.cache.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.cache.git.IgnoreRule.Origin;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
  @TempDir Path folder;

  private GitRepository open() throws GitException {
    return GitRepository.open(WorkTree.of(folder.toString()).orElseThrow());
  }

  private static List<String> contents(GitRepository repository, String path) throws IOException {
    List<String> found = new ArrayList<>();
    try (SourceHistory history = repository.history(path)) {
      for (Optional<SourceRevision> next = history.next();
          next.isPresent();
          next = history.next()) {
        SourceRevision revision = next.get();
        String text = new String(revision.content(), StandardCharsets.UTF_8).strip();
        String where = revision.commit().map(GitCommit::summary).orElse("staged");
        found.add(where + " " + revision.path() + " " + text);
      }
    }
    return found;
  }

  @Test
  void whereNothingIsTheAnswerIsEmpty() throws IOException {
    assertThat(WorkTree.of(folder.toString())).isEmpty();
    Files.createDirectories(folder.resolve("a/.git")); // not a repository, as git sees it
    assertThat(WorkTree.of(folder.resolve("a/b/missing.py").toString())).isEmpty();
    try (var repositories = new GitRepositories()) {
      assertThat(repositories.of(folder.toString())).isEmpty();
    }
  }

  @Test
  void pointersThatLeadNowhereAreErrors() throws IOException {
    Files.writeString(folder.resolve(".git"), "gitdir: ../no-such-folder\n");
    assertThatThrownBy(() -> WorkTree.of(folder.toString()))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("which is no git repository");
    Files.writeString(folder.resolve(".git"), "something else");
    assertThatThrownBy(() -> WorkTree.of(folder.toString()))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("points to none");
  }

  @Test
  void brokenRepositoriesAreErrors() throws IOException, GitAPIException {
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.commit("one");
    }
    Files.writeString(folder.resolve(".git/index"), "no index at all, and too short for one");
    try (GitRepository repository = open()) {
      assertThatThrownBy(() -> repository.isTracked("a.py"))
          .isInstanceOf(GitException.class)
          .hasMessageContaining(folder.toRealPath().toString());
    }
  }

  @Test
  void namesFilesAsGitDoes() throws IOException, GitAPIException {
    new TestRepository(folder).close();
    Files.createDirectories(folder.resolve("pkg"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("pkg"));
    WorkTree tree = WorkTree.of(folder.resolve("link/a.py").toString()).orElseThrow();
    assertThat(tree.root()).isEqualTo(folder.toRealPath());
    assertThat(tree.relative(folder + "/link/new/../a.py")).contains("pkg/a.py");
    assertThat(tree.relative(folder + "/gone/x/a.py")).contains("gone/x/a.py");
    assertThat(tree.relative(folder.toString())).isEmpty();
    assertThat(tree.relative("/elsewhere/a.py")).isEmpty();
  }

  @Test
  void knowsWhatIsTracked() throws IOException, GitAPIException {
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.write("__pycache__/a.cpython-311.pyc", "x");
      test.commit("one");
      test.write("b.py", "2\n");
    }
    try (GitRepository repository = open()) {
      assertThat(repository.isTracked("a.py")).isTrue();
      assertThat(repository.isTracked("b.py")).isFalse();
      assertThat(repository.tracked(name -> name.endsWith(".pyc")))
          .containsExactly("__pycache__/a.cpython-311.pyc");
    }
  }

  @Test
  void knowsNamesThatAreNoUtf8() throws IOException, GitAPIException {
    String odd = FileNames.ofBytes(new byte[] {'o', (byte) 0xFF, '.', 'p', 'y'});
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.commit("one");
    }
    // JGit cannot add such a file: its name is put in the place of an ASCII one of that length
    Path index = folder.resolve(".git/index");
    byte[] bytes = Files.readAllBytes(index);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("a.py")] = (byte) 0xFF;
    byte[] content = Arrays.copyOf(bytes, bytes.length - 20);
    System.arraycopy(sha1(content), 0, bytes, content.length, 20);
    Files.write(index, bytes);
    String renamed = odd.substring(1);
    try (GitRepository repository = open()) {
      assertThat(repository.tracked(name -> true)).containsExactly(renamed);
      assertThat(repository.isTracked(renamed)).isTrue();
      assertThat(repository.isTracked(odd)).isFalse();
      assertThat(contents(repository, renamed)).containsExactly("staged " + renamed + " 1");
    }
  }

  private static byte[] sha1(byte[] content) {
    return Constants.newMessageDigest().digest(content);
  }

  @Test
  void tellsWhichCommitAddedAFile() throws IOException, GitAPIException {
    String second;
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.commit("one");
      test.write("__pycache__/a.pyc", "x");
      second = test.commit("two");
      test.write("__pycache__/a.pyc", "y");
      test.commit("three");
      test.write("__pycache__/staged.pyc", "z");
      test.stage();
    }
    try (GitRepository repository = open()) {
      Map<String, GitCommit> added =
          repository.addedBy(List.of("__pycache__/a.pyc", "__pycache__/staged.pyc"));
      assertThat(added).containsOnlyKeys("__pycache__/a.pyc");
      assertThat(added.values()).extracting(GitCommit::id).containsExactly(second);
      assertThat(added.values()).extracting(GitCommit::summary).containsExactly("two");
    }
  }

  @Test
  void goesBackInHistoryThroughRenames() throws IOException, GitAPIException {
    String body = "def f():\n    return 'a text that is long enough to be recognised'\n";
    try (var test = new TestRepository(folder)) {
      test.write("old.py", body + "# 1\n");
      test.commit("first");
      test.write("old.py", body + "# 2\n");
      test.commit("second");
      Files.move(folder.resolve("old.py"), folder.resolve("new.py"));
      test.commit("renamed");
      test.write("new.py", body + "# 3\n");
      test.commit("third");
      test.write("new.py", body + "# 4\n");
      test.stage();
    }
    try (GitRepository repository = open()) {
      assertThat(contents(repository, "new.py").stream().map(s -> s.replace("\n", " ")))
          .extracting(s -> s.replaceAll("(?s)def f.*# ", "# "))
          .containsExactly(
              "staged new.py # 4", "third new.py # 3", "renamed new.py # 2", "first old.py # 1");
    }
  }

  @Test
  void goesToOtherBranchesAndToWhereHeadHasBeen() throws IOException, GitAPIException {
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.commit("one");
      String main = test.git().getRepository().getBranch();
      test.git().checkout().setCreateBranch(true).setName("other").call();
      test.write("a.py", "2\n");
      test.commit("two");
      test.git().checkout().setName(main).call();
      test.write("a.py", "3\n");
      test.commit("three");
      test.write("a.py", "4\n");
      test.stage();
      test.git().commit().setAmend(true).setMessage("four").setSign(false).call();
    }
    try (GitRepository repository = open()) {
      assertThat(contents(repository, "a.py"))
          .startsWith("staged a.py 4", "one a.py 1")
          .containsExactlyInAnyOrder("staged a.py 4", "one a.py 1", "two a.py 2", "three a.py 3");
      assertThat(contents(repository, "never.py")).isEmpty();
    }
  }

  @Test
  void anEmptyRepositoryHasNoHistory() throws IOException, GitAPIException {
    new TestRepository(folder).close();
    try (GitRepository repository = open()) {
      assertThat(contents(repository, "a.py")).isEmpty();
      assertThat(repository.addedBy(List.of("a.py"))).isEmpty();
    }
  }

  @Test
  void opensLinkedWorkTrees() throws IOException, GitAPIException {
    Path main = folder.resolve("main");
    Files.createDirectories(main);
    try (var test = new TestRepository(main)) {
      test.write("a.py", "1\n");
      test.commit("one");
    }
    // as 'git worktree add' leaves it
    Path linked = Files.createDirectories(folder.resolve("linked"));
    Path admin = Files.createDirectories(main.resolve(".git/worktrees/linked"));
    Files.writeString(linked.resolve(".git"), "gitdir: " + admin + "\n");
    Files.writeString(admin.resolve("gitdir"), linked.resolve(".git") + "\n");
    Files.writeString(admin.resolve("commondir"), "../..\n");
    Files.copy(main.resolve(".git/HEAD"), admin.resolve("HEAD"));
    Files.copy(main.resolve(".git/index"), admin.resolve("index"));
    WorkTree tree = WorkTree.of(linked.resolve("a.py").toString()).orElseThrow();
    assertThat(tree.root()).isEqualTo(linked.toRealPath());
    try (GitRepository repository = GitRepository.open(tree)) {
      assertThat(repository.isTracked("a.py")).isTrue();
      assertThat(contents(repository, "a.py")).containsExactly("staged a.py 1");
    }
  }

  @Test
  void ignoresAsGitDoes() throws IOException, GitAPIException {
    new TestRepository(folder).close();
    Files.writeString(folder.resolve(".gitignore"), "# caches\n\n*.py[cod]\nbuild/\n!keep.pyc\n");
    Files.createDirectories(folder.resolve("pkg"));
    Files.writeString(folder.resolve("pkg/.gitignore"), "!own.pyc\r\n/only-here\r\n");
    Files.createDirectories(folder.resolve(".git/info"));
    Files.writeString(folder.resolve(".git/info/exclude"), "mine.txt\n");
    Files.writeString(folder.resolve("global"), "theirs.txt\n*.pyc\n");
    Files.writeString(
        folder.resolve(".git/config"),
        "[core]\n\trepositoryformatversion = 0\n\texcludesFile = " + folder + "/global\n");
    try (GitRepository repository = open()) {
      assertRule(repository, "pkg/a.pyc", "3 *.py[cod] WORK_TREE true");
      assertRule(repository, "keep.pyc", "5 !keep.pyc WORK_TREE false");
      assertRule(repository, "pkg/own.pyc", "1 !own.pyc WORK_TREE false");
      assertRule(repository, "pkg/only-here", "2 /only-here WORK_TREE true");
      assertRule(repository, "only-here", "");
      assertRule(repository, "build/keep.pyc", "4 build/ WORK_TREE true");
      assertRule(repository, "mine.txt", "1 mine.txt CLONE true");
      assertRule(repository, "theirs.txt", "1 theirs.txt USER true");
      assertThat(repository.ignoreRule("x/build", true)).isPresent();
      assertThat(repository.ignoreRule("x/build", false)).isEmpty();
      assertThat(repository.ignoreRule("mine.txt", false).orElseThrow().origin())
          .isEqualTo(Origin.CLONE);
    }
  }

  private static void assertRule(GitRepository repository, String path, String expected)
      throws GitException {
    String found =
        repository
            .ignoreRule(path, false)
            .map(r -> r.line() + " " + r.pattern() + " " + r.origin() + " " + r.ignores())
            .orElse("");
    assertThat(found).as(path).isEqualTo(expected);
  }

  @Test
  void takesFilesOutOfTheIndexOnly() throws IOException, GitAPIException {
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.write("__pycache__/a.pyc", "x");
      test.commit("one");
    }
    try (GitRepository repository = open()) {
      repository.removeFromIndex(List.of("__pycache__/a.pyc", "no-such-file"));
      assertThat(repository.tracked(name -> true)).containsExactly("a.py");
      assertThat(folder.resolve("__pycache__/a.pyc")).exists();
    }
    Files.writeString(folder.resolve(".git/index.lock"), "");
    try (GitRepository repository = open()) {
      assertThatThrownBy(() -> repository.removeFromIndex(List.of("a.py")))
          .isInstanceOf(GitException.class);
      assertThat(repository.tracked(name -> true)).containsExactly("a.py");
    }
  }

  @Test
  void writesNothingIntoARepositoryByReading() throws IOException, GitAPIException {
    try (var test = new TestRepository(folder)) {
      test.write("a.py", "1\n");
      test.commit("one");
    }
    List<String> before = names();
    try (GitRepository repository = open()) {
      assertThat(contents(repository, "a.py")).hasSize(1);
      assertThat(repository.addedBy(List.of("a.py"))).hasSize(1);
    }
    assertThat(names()).isEqualTo(before);
  }

  private List<String> names() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
