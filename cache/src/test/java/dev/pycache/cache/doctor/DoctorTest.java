package dev.pycache.cache.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.FileNaming;
import dev.pycache.cache.compile.TreeCompiler;
import dev.pycache.cache.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path temporary;

  private Path folder;

  /** Names in messages are real ones. */
  @BeforeEach
  void resolve() throws IOException {
    folder = temporary.toRealPath();
  }

  private record Heard(List<Finding> findings, List<String> failures) implements DoctorListener {
    @Override
    public void found(Finding finding) {
      findings.add(finding);
    }

    @Override
    public void failed(String path, IOException cause) {
      failures.add(path + ": " + cause.getMessage());
    }
  }

  private List<Finding> examine(String path) throws InterruptedException {
    var heard = new Heard(new ArrayList<>(), new ArrayList<>());
    DoctorSummary summary = new Doctor(DoctorOptions.all()).examine(path, heard);
    assertThat(heard.failures).isEmpty();
    assertThat(summary).isEqualTo(new DoctorSummary(heard.findings.size(), 0));
    return heard.findings;
  }

  private List<Finding> examine() throws InterruptedException {
    return examine(folder.toString());
  }

  private List<String> rules() throws InterruptedException {
    return examine().stream().map(finding -> finding.rule().ruleName()).toList();
  }

  /** What is found of one rule; there must be no other findings. */
  private Finding only(Rule rule) throws InterruptedException {
    List<Finding> findings = examine();
    assertThat(findings).singleElement().extracting(Finding::rule).isEqualTo(rule);
    return findings.getFirst();
  }

  private List<String> paths(Finding finding) {
    return finding.places().stream().map(place -> place.path().replace(folder + "/", "")).toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void compile(FileNaming naming) throws InterruptedException {
    new TreeCompiler(CompileOptions.of(Target.CPYTHON_3_11).withNaming(naming).withForce(true))
        .compile(List.of(folder.toString()), outcome -> {});
  }

  private void compile() throws InterruptedException {
    compile(FileNaming.asFound());
  }

  /** Does all edits; what was mendable must be gone. */
  private void mend() throws Exception {
    var mender = new Mender();
    Set<Rule> gone = EnumSet.noneOf(Rule.class);
    for (Finding finding : examine()) {
      for (Edit edit : finding.fix()) {
        mender.apply(edit);
      }
      if (finding.isMendable()) {
        gone.add(finding.rule());
      }
    }
    assertThat(examine()).extracting(Finding::rule).doesNotContainAnyElementsOf(gone);
  }

  private Path cache(String module) {
    return folder.resolve("__pycache__/" + module + ".cpython-311.pyc");
  }

  @Test
  void aHealthyTreeHasNoFindings() throws Exception {
    write("a.py", "x = 1\n");
    write("b/c.py", "def f(): return 1\n");
    compile();
    assertThat(examine()).isEmpty();
  }

  @Test
  void findsTrackedCaches() throws Exception {
    try (var repository = new TestRepository(folder)) {
      repository.write(".gitignore", "");
      repository.write("a.py", "x = 1\n");
      repository.write("sub/b.py", "x = 1\n");
      repository.write("lost.pyc", "a module, not a cache");
      repository.write("a.pyc", "beside its source");
      compile();
      String first = repository.commit("all of it").substring(0, 10);
      repository.write("__pycache__/notes.txt", "no cache");
      repository.write("__pycache__/c.cpython-311.pyc", "");
      repository.stage();
      Finding.TrackedCaches found = (Finding.TrackedCaches) first(Rule.TRACKED_CACHE);
      assertThat(found.tracked())
          .containsExactly(
              "__pycache__/a.cpython-311.pyc",
              "__pycache__/c.cpython-311.pyc",
              "a.pyc",
              "sub/__pycache__/b.cpython-311.pyc");
      assertThat(found.message()).isEqualTo("4 caches are tracked by git");
      assertThat(found.places().getFirst().detail())
          .isEqualTo("added by " + first + ", 2023-11-14, A: all of it");
      assertThat(found.places().get(1).detail()).isEqualTo("staged, not committed yet");
      assertThat(examine(folder + "/sub"))
          .filteredOn(finding -> finding.rule() == Rule.TRACKED_CACHE)
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(paths(finding)).containsExactly("sub/__pycache__/b.cpython-311.pyc"));
      mend();
      assertThat(cache("a")).exists();
      assertThat(repository.git().status().call().getRemoved())
          .contains("__pycache__/a.cpython-311.pyc")
          .doesNotContain("lost.pyc");
    }
  }

  private Finding first(Rule rule) throws InterruptedException {
    return examine().stream().filter(finding -> finding.rule() == rule).findFirst().orElseThrow();
  }

  @Test
  void findsGapsInGitignore() throws Exception {
    try (var repository = new TestRepository(folder)) {
      repository.write("a.py", "x = 1\n");
      repository.write(".gitignore", "__pycache__/");
      Finding.IgnoreGap gap = (Finding.IgnoreGap) only(Rule.IGNORE_GAP);
      assertThat(gap.path()).isEqualTo(folder + "/.gitignore");
      assertThat(gap.missing()).containsExactly("*.py[cod]", "*$py.class");
      assertThat(gap.severity()).isEqualTo(Severity.NOTE);
      mend();
      assertThat(folder.resolve(".gitignore")).hasContent("__pycache__/\n*.py[cod]\n*$py.class\n");
      repository.write(".gitignore", "*.py[cod]\r\n*$py.class\r\n");
      assertThat(examine()).as("caches in folders have such names too").isEmpty();
      repository.write(".gitignore", "*$py.class\r\n");
      assertThat(only(Rule.IGNORE_GAP).severity()).isEqualTo(Severity.WARNING);
      mend();
      assertThat(Files.readString(folder.resolve(".gitignore")))
          .isEqualTo("*$py.class\r\n__pycache__/\r\n*.py[cod]\r\n");
    }
  }

  @Test
  void respectsNestedRulesAndNegations() throws Exception {
    try (var repository = new TestRepository(folder)) {
      repository.write("a/a.py", "x = 1\n");
      repository.write("b/c/b.py", "x = 1\n");
      repository.write(".gitignore", "/b\n");
      repository.write("a/.gitignore", "__pycache__\n*.py[cod]\n*$py.class\n");
      assertThat(examine()).isEmpty();
      repository.write("a/.gitignore", "*.pyc\n*.py[od]\n*$py.class\n!module.pyc\n");
      Finding.IgnoreGap gap = (Finding.IgnoreGap) only(Rule.IGNORE_GAP);
      assertThat(gap.missing()).containsExactly("*.py[cod]");
      assertThat(gap.mendable()).isEmpty();
      assertThat(gap.fix()).isEmpty();
      assertThat(gap.isMendable()).isFalse();
      assertThat(gap.places().getFirst().detail())
          .isEqualTo("taken back by " + folder + "/a/.gitignore:4: !module.pyc");
    }
  }

  @Test
  void saysThatOwnExcludesProtectNobodyElse() throws Exception {
    try (var repository = new TestRepository(folder)) {
      repository.write("a.py", "x = 1\n");
      repository.write(".git/info/exclude", "__pycache__/\n*.py[cod]\n");
      Finding.IgnoreGap gap = (Finding.IgnoreGap) only(Rule.IGNORE_GAP);
      assertThat(gap.ownExcludes()).containsExactly("__pycache__/", "*.py[cod]");
      assertThat(gap.message())
          .isEqualTo(
              "the repository does not ignore __pycache__/ *.py[cod] *$py.class; your own excludes"
                  + " cover __pycache__/ *.py[cod], but for nobody else");
      mend();
    }
  }

  /** Each repository has rules of its own; one without sources needs none. */
  @Test
  void looksIntoNestedRepositories() throws Exception {
    try (var outer = new TestRepository(folder);
        var inner = new TestRepository(folder.resolve("inner"))) {
      outer.write("README", "");
      inner.write("a.py", "x = 1\n");
      assertThat(only(Rule.IGNORE_GAP).path()).isEqualTo(folder + "/inner/.gitignore");
    }
  }

  @Test
  void findsGapsInDockerignore() throws Exception {
    write("Dockerfile", "FROM python\nCOPY src /src\n");
    write("src/pkg/a.py", "x = 1\n");
    write("tests/t.py", "x = 1\n");
    write(".dockerignore", "# caches\n__pycache__\n*.pyc");
    Finding.ContextGap gap = (Finding.ContextGap) only(Rule.CONTEXT_GAP);
    assertThat(gap.path()).isEqualTo(folder + "/.dockerignore");
    assertThat(gap.missing()).containsExactly("**/__pycache__", "**/*.py[co]");
    assertThat(gap.onlyRoot()).containsExactly("__pycache__", "*.pyc");
    assertThat(paths(gap)).first().isEqualTo("src/pkg/__pycache__/module.cpython-311.pyc");
    assertThat(paths(gap)).noneMatch(path -> path.startsWith("tests"));
    mend();
    assertThat(folder.resolve(".dockerignore"))
        .hasContent("# caches\n__pycache__\n*.pyc\n**/__pycache__\n**/*.py[co]\n");
    Files.writeString(folder.resolve(".dockerignore"), "**/__pycache__\n");
    assertThat(only(Rule.CONTEXT_GAP).severity()).isEqualTo(Severity.NOTE);
    Files.writeString(folder.resolve(".dockerignore"), "*\n!src/*.py\n");
    assertThat(examine()).isEmpty();
  }

  @Test
  void makesADockerignoreWhereThereIsNone() throws Exception {
    write("Dockerfile", "FROM python\nCOPY . /src\n");
    write("a.py", "x = 1\n");
    mend();
    assertThat(folder.resolve(".dockerignore")).hasContent("**/__pycache__\n**/*.py[co]\n");
  }

  @Test
  void asksNothingOfAContextThatNobodyCopies() throws Exception {
    write("a.py", "x = 1\n");
    assertThat(examine()).isEmpty();
    write("Dockerfile", "FROM python\nCOPY requirements.txt /\nCOPY --from=x . /\n");
    assertThat(examine()).isEmpty();
  }

  @Test
  void knowsTheContextFromComposeFilesAndFromWhatIsCopied() throws Exception {
    write("docker/Dockerfile", "FROM python\nCOPY src /src\n");
    write("src/a.py", "x = 1\n");
    assertThat(only(Rule.CONTEXT_GAP).path()).isEqualTo(folder + "/.dockerignore");
    write("services/api/a.py", "x = 1\n");
    write("services/docker/api", "FROM python\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY . /\n");
    write("docker/Dockerfile.dockerignore", "**/__pycache__\n**/*.py[co]\n");
    write("compose.yaml", "build:\n  context: services/api\n  dockerfile: ../docker/api\n");
    assertThat(examine())
        .extracting(Finding::path)
        .containsExactly(
            folder + "/services/api/.dockerignore", folder + "/services/api/../docker/api");
  }

  @Test
  void findsDockerfilesOfTheProjectFromBelow() throws Exception {
    try (var repository = new TestRepository(folder)) {
      repository.write(".gitignore", "__pycache__/\n*.py[cod]\n*$py.class\n");
      repository.write("Dockerfile", "FROM python\nCOPY src /src\n");
      repository.write("src/pkg/a.py", "x = 1\n");
      assertThat(examine(folder + "/src/pkg"))
          .singleElement()
          .extracting(Finding::path)
          .isEqualTo(folder + "/.dockerignore");
    }
  }

  @Test
  void reportsADockerignoreThatDockerRefuses() throws Exception {
    write("Dockerfile", "FROM python\nCOPY . /src\n");
    write("a.py", "x = 1\n");
    write(".dockerignore", "[\n");
    var heard = new Heard(new ArrayList<>(), new ArrayList<>());
    new Doctor(DoctorOptions.all()).examine(folder.toString(), heard);
    assertThat(heard.findings).isEmpty();
    assertThat(heard.failures).singleElement().asString().contains("Docker refuses it: '['");
  }

  @Test
  void findsColdImagesWithTheirLines() throws Exception {
    write("Dockerfile", "FROM python\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY data app ./\n");
    write(".dockerignore", "**/__pycache__\n**/*.py[co]\n");
    write("app/a.py", "x = 1\n");
    write("data/x.csv", "");
    Finding found = only(Rule.NEVER_COMPILED);
    assertThat(found.path()).isEqualTo(folder + "/Dockerfile");
    assertThat(found.line()).isEqualTo(2);
    assertThat(found.places()).extracting(Place::line).containsExactly(2, 3);
    write(
        "Dockerfile",
        """
        FROM python
        COPY app /app
        RUN python -m compileall /app
        COPY data /data
        """);
    assertThat(examine()).as("no sources in there").isEmpty();
    write("data/b.py", "x = 1\n");
    assertThat(only(Rule.COPIED_AFTER_COMPILING).line()).isEqualTo(4);
    write("Dockerfile", "FROM python\nRUN pip install --no-compile x\n");
    assertThat(only(Rule.NO_COMPILE).line()).isEqualTo(2);
  }

  @Test
  void findsOddTimes() throws Exception {
    Instant year2100 = Instant.parse("2100-01-01T00:00:00Z");
    Files.setLastModifiedTime(write("future.py", ""), FileTime.from(year2100));
    Files.setLastModifiedTime(write("zero.py", ""), FileTime.fromMillis(0));
    Files.setLastModifiedTime(
        write("zip.py", ""), FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
    Files.setLastModifiedTime(
        write("old.py", ""), FileTime.from(Instant.parse("1999-01-01T00:00:00Z")));
    List<Finding> findings = examine();
    assertThat(findings)
        .extracting(Finding::rule)
        .containsExactly(Rule.FUTURE_TIME, Rule.ZEROED_TIME);
    assertThat(findings.getFirst().places())
        .containsExactly(new Place(folder + "/future.py", 0, "2100-01-01 00:00:00 UTC"));
    assertThat(paths(findings.get(1))).containsExactly("zero.py", "zip.py");
  }

  @Test
  void findsSourcesThatWereDatedBack() throws Exception {
    Path clamped = write("clamped.py", "x = 1\n");
    Path edited = write("edited.py", "x = 1\n");
    Path other = write("other.py", "x = 1\n");
    compile();
    FileTime back = FileTime.from(Instant.now().minusSeconds(100_000));
    Files.setLastModifiedTime(clamped, back);
    Files.setLastModifiedTime(edited, FileTime.from(Instant.now().plusSeconds(20)));
    Files.writeString(other, "x = 12\n");
    Files.setLastModifiedTime(other, back);
    assertThat(paths(only(Rule.CLAMPED_TIME)))
        .containsExactly("__pycache__/clamped.cpython-311.pyc");
  }

  @Test
  void findsCachesThatMakeImportsFail() throws Exception {
    write("a.py", "x = 1\n");
    write("b.py", "x = 1\n");
    compile();
    Files.write(cache("a"), Arrays.copyOf(Files.readAllBytes(cache("a")), 30));
    Files.write(cache("b"), Arrays.copyOf(Files.readAllBytes(cache("b")), 10));
    List<Finding> findings = examine();
    assertThat(findings)
        .extracting(Finding::rule)
        .containsExactly(Rule.BROKEN_CACHE, Rule.UNUSABLE_CACHE);
    assertThat(findings.getFirst().places().getFirst().detail())
        .isEqualTo("EOFError: marshal data too short (at byte 30)");
    assertThat(findings.get(1).places().getFirst().detail())
        .isEqualTo("ends within the header, after 10 bytes");
    mend();
    assertThat(cache("a")).doesNotExist();
    assertThat(cache("b")).doesNotExist();
  }

  /** Nothing could make it anew. */
  @Test
  void keepsADamagedModuleWithoutASource() throws Exception {
    Path source = write("a.py", "x = 1\n");
    compile();
    Files.delete(source);
    Path module = Files.move(cache("a"), folder.resolve("a.pyc"));
    Files.write(module, Arrays.copyOf(Files.readAllBytes(module), 30));
    Finding found = only(Rule.BROKEN_CACHE);
    assertThat(found.fix()).isEmpty();
    assertThat(found.isMendable()).isFalse();
  }

  @Test
  void findsPathsOfTheBuilder() throws Exception {
    write("pkg/a.py", "def f(): pass\n");
    write("pkg/sub/b.py", "class C: pass\n");
    compile(new FileNaming.Below("/build/x"));
    Finding.BuildPaths found = (Finding.BuildPaths) only(Rule.BUILD_PATH);
    assertThat(found.recorded()).isEqualTo("/build/x");
    assertThat(found.path()).isEqualTo(folder.toString());
    assertThat(found.places())
        .extracting(Place::detail)
        .containsExactly("names /build/x/pkg/a.py", "names /build/x/pkg/sub/b.py");
    compile(new FileNaming.Below("relative"));
    String name =
        PycFile.read(Files.readAllBytes(folder.resolve("pkg/__pycache__/a.cpython-311.pyc")))
            .code()
            .filename()
            .text();
    assertThat(name).isEqualTo("relative/pkg/a.py");
    assertThat(examine()).isEmpty();
    compile();
    assertThat(examine()).isEmpty();
  }

  /** The same file by another name is no other place. */
  @Test
  void followsLinksFromTheNamesInCaches() throws Exception {
    write("tree/a.py", "x = 1\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("tree"));
    new TreeCompiler(CompileOptions.of(Target.CPYTHON_3_11))
        .compile(List.of(link.toString()), outcome -> {});
    assertThat(examine(folder + "/tree")).isEmpty();
  }

  @Test
  void findsWhatEverybodyMayWrite() throws Exception {
    write("a.py", "x = 1\n");
    write("b.py", "x = 1\n");
    compile();
    Files.setPosixFilePermissions(cache("a"), PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(cache("b"), PosixFilePermissions.fromString("rw-rw-r--"));
    Files.setPosixFilePermissions(
        folder.resolve("__pycache__"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Finding found = only(Rule.WRITABLE_BY_OTHERS);
    assertThat(paths(found)).containsExactly("__pycache__", "__pycache__/a.cpython-311.pyc");
    mend();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache("a"))))
        .isEqualTo("rw-r--r--");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache("b"))))
        .isEqualTo("rw-rw-r--");
  }

  /** Files can only be given away by root. */
  @Test
  void findsCachesOfSomebodyElse() throws Exception {
    Path source = write("a.py", "x = 1\n");
    write("b.py", "x = 1\n");
    compile();
    UserPrincipal nobody =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65534");
    boolean isRoot = Files.getOwner(source).getName().equals("root");
    assumeTrue(isRoot, "only root can give files away");
    Files.setOwner(cache("a"), nobody);
    Finding found = only(Rule.FOREIGN_OWNER);
    assertThat(paths(found)).containsExactly("__pycache__/a.cpython-311.pyc");
    assertThat(found.places().getFirst().detail())
        .startsWith("owned by ")
        .endsWith(", the source by root");
    Files.setOwner(source, nobody);
    assertThat(examine()).as("who can change the source anyway").isEmpty();
  }

  @Test
  void looksForWhatIsSelectedAlone() throws Exception {
    Files.setLastModifiedTime(write("zero.py", ""), FileTime.fromMillis(0));
    Files.setLastModifiedTime(
        write("zero2.py", ""), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    assertThat(rules()).containsExactly("future-mtime", "zeroed-mtime");
    var heard = new Heard(new ArrayList<>(), new ArrayList<>());
    new Doctor(DoctorOptions.all().withRules(EnumSet.of(Rule.ZEROED_TIME)))
        .examine(folder.toString(), heard);
    assertThat(heard.findings).extracting(Finding::rule).containsExactly(Rule.ZEROED_TIME);
  }

  @Test
  void tellsOfWhatItCannotLookAt() throws Exception {
    var heard = new Heard(new ArrayList<>(), new ArrayList<>());
    DoctorSummary summary = new Doctor(DoctorOptions.all()).examine(folder + "/none", heard);
    assertThat(summary.failures()).isEqualTo(1);
    assertThat(heard.failures).singleElement().asString().contains(folder + "/none");
  }

  @Test
  void endsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> {
              write("a.py", "x = 1\n");
              examine();
            })
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
