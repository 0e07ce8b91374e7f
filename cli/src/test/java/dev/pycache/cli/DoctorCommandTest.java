package dev.pycache.cli;

import static dev.pycache.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.pycache.cache.doctor.Rule;
import dev.pycache.cli.sarif.SarifSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final Path DOCUMENTATION = Path.of("../docs/doctor.md");

  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void resolve() throws IOException {
    folder = temporary.toRealPath();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void zero(String name) throws IOException {
    Files.setLastModifiedTime(write(name, ""), FileTime.fromMillis(0));
  }

  @Test
  void findsNothingInAHealthyTree() throws Exception {
    write("a.py", "x = 1\n");
    assertThat(run("doctor", folder.toString()))
        .isEqualTo(new Result(0, "", "pycache: no findings\n"));
    assertThat(run("doctor", "-q", folder.toString())).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void saysWhatWhereWhatItCostsAndWhatToDo() throws Exception {
    zero("a.py");
    Result result = run("doctor", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith(
            "PYC122 "
                + folder
                + ": 1 source has a time that stands for none [zeroed-mtime]\n    "
                + folder
                + "/a.py  1970-01-01 00:00:00 UTC\n    costs: A cache knows its source")
        .contains("\n    do: Use caches by hash there:")
        .doesNotContain("mends:");
    assertThat(result.out().lines().mapToInt(String::length).skip(2).max().orElse(0))
        .isLessThanOrEqualTo(100);
    assertThat(result.err()).isEqualTo("pycache: 1 finding\n");
  }

  @Test
  void showsThreeExamplesOrAll() throws Exception {
    for (int i = 0; i < 6; i++) {
      zero("m" + i + ".py");
    }
    assertThat(run("doctor", folder.toString()).out())
        .contains("/m2.py", "    and 3 more; -v shows them\n")
        .doesNotContain("/m3.py");
    assertThat(run("doctor", "-v", folder.toString()).out())
        .contains("/m5.py")
        .doesNotContain("more; -v");
    Files.delete(folder.resolve("m4.py"));
    Files.delete(folder.resolve("m5.py"));
    assertThat(run("doctor", folder.toString()).out()).contains("/m3.py").doesNotContain("more;");
  }

  @Test
  void selectsAndIgnoresRules() throws Exception {
    zero("a.py");
    Files.setLastModifiedTime(
        write("b.py", ""), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    String path = folder.toString();
    assertThat(codes("doctor", path)).containsExactly("PYC121", "PYC122");
    assertThat(codes("doctor", "--select", "PYC122,PYC131", path)).containsExactly("PYC122");
    assertThat(codes("doctor", "--select=PYC12", "--ignore", "zeroed-mtime", path))
        .containsExactly("PYC121");
    assertThat(run("doctor", "--ignore", "PYC12", path).status()).isZero();
    Result wrong = run("doctor", "--select", "PYC7", path);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("'PYC7' is no rule, nor the beginning of one");
  }

  private static List<String> codes(String... words) {
    return Pattern.compile("(?m)^PYC\\d+")
        .matcher(run(words).out())
        .results()
        .map(code -> code.group())
        .toList();
  }

  /** Something of each kind that can be mended. */
  private void hurt() throws Exception {
    write("a.py", "x = 1\n");
    write("b.py", "x = 1\n");
    write(".gitignore", "*.log\r\n");
    write(".dockerignore", "*.log");
    write("Dockerfile", "FROM python\nCOPY . /app\n");
    assertThat(run("compile", "-q", folder.toString()).status()).isZero();
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
    }
    Path broken = cache("a");
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 30));
    Files.setPosixFilePermissions(cache("b"), PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  private Path cache(String module) {
    return folder.resolve("__pycache__/" + module + ".cpython-311.pyc");
  }

  @Test
  void showsWhatItWouldDoAndWritesNothing() throws Exception {
    hurt();
    Result shown = run("doctor", "--diff", folder.toString());
    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.out())
        .isEqualTo(
            """
            git -C F rm --cached -- __pycache__/a.cpython-311.pyc
            git -C F rm --cached -- __pycache__/b.cpython-311.pyc
            --- F/.gitignore
            +++ F/.gitignore
            @@ -1 +1,4 @@
             *.logR
            +__pycache__/R
            +*.py[cod]R
            +*$py.classR
            --- F/.dockerignore
            +++ F/.dockerignore
            @@ -1 +1,3 @@
            -*.log
            \\ No newline at end of file
            +*.log
            +**/__pycache__
            +**/*.py[co]
            rm -- F/__pycache__/a.cpython-311.pyc
            chmod go-w -- F/__pycache__/b.cpython-311.pyc
            """
                .replace("F/", folder + "/")
                .replace("-C F", "-C " + folder)
                .replace("R\n", "\r\n"));
    assertThat(run("doctor", "--diff", folder.toString())).isEqualTo(shown);
    assertThat(folder.resolve(".gitignore")).hasContent("*.log\r\n");
  }

  @Test
  void mendsAndSaysSo() throws Exception {
    hurt();
    Result mended = run("doctor", "--fix", folder.toString());
    assertThat(mended.status()).isZero();
    assertThat(mended.err())
        .isEqualTo(
            """
            pycache: F: removed 2 files from the index; commit that
            pycache: F/.gitignore: added __pycache__/  *.py[cod]  *$py.class
            pycache: F/.dockerignore: added **/__pycache__  **/*.py[co]
            pycache: F/__pycache__/a.cpython-311.pyc: deleted
            pycache: F/__pycache__/b.cpython-311.pyc: only the owner may write now
            pycache: 5 findings, 5 mended
            """
                .replace("F/", folder + "/")
                .replace(" F:", " " + folder + ":"));
    assertThat(cache("b")).exists();
    assertThat(run("doctor", folder.toString()).err()).isEqualTo("pycache: no findings\n");
  }

  @Test
  void mendsTreesOfCaches() throws Exception {
    Path source = write("tree/a.py", "x = 1\n");
    String prefix = folder + "/caches";
    run("compile", "-q", "--prefix", prefix, source.toString());
    Path cache = Path.of(prefix + folder + "/tree/a.cpython-311.pyc");
    Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 30));
    String[] words = {"doctor", "--prefix", prefix, folder + "/tree", "--fix"};
    assertThat(run(words).err())
        .isEqualTo("pycache: " + cache + ": deleted\npycache: 1 finding, 1 mended\n");
    assertThat(cache).doesNotExist();
  }

  @Test
  void saysWhatItCannotMend() throws Exception {
    write("a.py", "x = 1\n");
    write("Dockerfile", "FROM python\nCOPY . /app\n");
    Path target = write("target", "");
    Files.createSymbolicLink(folder.resolve(".dockerignore"), target);
    Result result = run("doctor", "--fix", folder.toString());
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "pycache: "
                + folder
                + "/.dockerignore: is a symbolic link and will not be replaced\n"
                + "pycache: 1 finding, 0 mended\n");
    assertThat(target).isEmptyFile();
  }

  @Test
  void jsonHasALineForEachFinding() throws Exception {
    hurt();
    Result result = run("doctor", "--format", "json", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(5);
    for (String line : lines) {
      try (JsonParser json = new JsonFactory().createParser(line)) {
        while (json.nextToken() != null) {
          assertThat(json.currentToken()).isNotNull();
        }
      }
    }
    assertThat(lines.get(3))
        .startsWith("{\"rule\": \"PYC131\", \"name\": \"broken-cache\", \"severity\": \"error\"")
        .contains(
            "\"places\": [{\"path\": \"" + cache("a") + "\", \"line\": null, \"detail\": \"EOFE")
        .endsWith(
            "\"fix\": [{\"kind\": \"delete-cache\", \"path\": \""
                + cache("a")
                + "\"}], \"mendable\": true, \"mended\": false}");
    assertThat(run("doctor", "--fix", "--format", "json", folder.toString()).out().lines())
        .allMatch(line -> line.endsWith("\"mended\": true}"));
  }

  @Test
  void sarifIsValid() throws Exception {
    hurt();
    write("Dockerfile", "FROM python\nENV PYTHONDONTWRITEBYTECODE=1\nCOPY . /app\n");
    Result result = run("doctor", "--format", "sarif", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    SarifSchema.assertValid(result.out());
    assertThat(result.out()).contains("\"ruleId\": \"PYC112\"", "\"startLine\": 2");
    Result failed = run("doctor", "--format", "sarif", folder + "/none");
    assertThat(failed.status()).isEqualTo(2);
    SarifSchema.assertValid(failed.out());
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThat(run("doctor", "--fix", "--diff").err())
        .contains("--fix and --diff exclude each other");
    assertThat(run("doctor", "--diff", "--format=json").err())
        .contains("--diff and --format exclude each other");
    assertThat(run("doctor", "a", "b").status()).isEqualTo(2);
  }

  @Test
  void reportsAPathThatIsNotThere() {
    Result result = run("doctor", folder + "/none");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "pycache: " + folder + "/none: No such file or directory\npycache: no findings\n");
  }

  @Test
  void helpAndDocumentationTellOfEachRule() throws Exception {
    String help = run("help", "doctor").out();
    String page = Files.readString(DOCUMENTATION);
    String words = page.replaceAll("\\s+", " ");
    for (Rule rule : Rule.values()) {
      assertThat(help.replaceAll("\\s+", " "))
          .contains(rule.code() + " " + rule.ruleName() + ": " + rule.summary());
      assertThat(page)
          .contains("| " + rule.code() + " | `" + rule.ruleName() + "` | " + rule.severity().word())
          .contains("\n### " + rule.code() + " `" + rule.ruleName() + "`\n");
      assertThat(words)
          .contains("**What it costs.** " + rule.cost())
          .contains("**What to do.** " + rule.advice());
    }
  }
}
