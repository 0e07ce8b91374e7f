package dev.pycache.cache.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.marshal.CanonicalForm;
import dev.pycache.bytecode.marshal.CodeLayout;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.TreeCompiler;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.git.TestRepository;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final Target TARGET = Target.CPYTHON_3_11;
  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);
  private static final String SOURCE =
      """
      '''Of a module.'''
      import os

      def f(x, y=3):
          '''Of a function.'''
          assert x
          try:
              return x < y + 1
          except ValueError:
              return [i for i in range(x)]
      """;

  @TempDir Path folder;
  @TempDir Path other;

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, TIME);
    return file;
  }

  private static Path cacheOf(Path source) {
    String name = source.getFileName().toString().replace(".py", ".cpython-311.pyc");
    return source.resolveSibling("__pycache__").resolve(name);
  }

  private void compile() throws InterruptedException {
    new TreeCompiler(CompileOptions.of(TARGET).withLevels(List.of(0, 1, 2)))
        .compile(List.of(folder.toString()), outcome -> {});
  }

  private static CodeObject code(String text, String name, Target target, int level) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    return ((CompileResult.Compiled) Compiler.compile(source, name, target, level)).code();
  }

  private static byte[] bytes(Path source, CodeObject code) throws IOException {
    long seconds = Files.getLastModifiedTime(source).toMillis() / 1000;
    PycHeader header = PycHeader.timestamp(TARGET, seconds, Files.size(source));
    return new MarshalWriter(TARGET).write(header.toByteArray(), code);
  }

  /** Writes a cache with a right header. */
  private static Path plant(Path source, CodeObject code) throws IOException {
    return plant(source, bytes(source, code));
  }

  private static Path plant(Path source, byte[] bytes) throws IOException {
    Path cache = cacheOf(source);
    Files.createDirectories(cache.getParent());
    return Files.write(cache, bytes);
  }

  private Map<String, Verification> verify(VerifyOptions options) throws InterruptedException {
    Map<String, Verification> found = new TreeMap<>();
    new Verifier(options)
        .verify(
            List.of(folder.toString()),
            new VerifyListener() {
              @Override
              public void finished(Verification each) {
                found.put(each.cache().substring(folder.toString().length() + 1), each);
              }

              @Override
              public void unreadable(String path, IOException cause) {
                throw new AssertionError(path, cause);
              }
            });
    return found;
  }

  private static Verification at(Map<String, Verification> found, String cache) {
    return Objects.requireNonNull(found.get(cache));
  }

  private Judgement only() throws InterruptedException {
    Map<String, Verification> found = verify(VerifyOptions.DEFAULT);
    assertThat(found).hasSize(1);
    return found.values().iterator().next().judgement();
  }

  private Body.Cause foreign() throws InterruptedException {
    return ((Judgement.Foreign) only()).body().cause();
  }

  private Judgement.Cause cannotCheck() throws InterruptedException {
    return ((Judgement.CannotCheck) only()).cause();
  }

  @Test
  void matchesWhatIsOfItsSource() throws Exception {
    source("pkg/__init__.py", "");
    source("pkg/a.py", SOURCE);
    compile();
    Map<String, Verification> found = verify(VerifyOptions.DEFAULT);
    assertThat(found).hasSize(6);
    found.forEach(
        (cache, each) -> {
          assertThat(each.judgement()).as(cache).isInstanceOf(Judgement.Match.class);
          Origin origin = ((Judgement.Match) each.judgement()).origin();
          assertThat(origin.sameBytes()).isTrue();
          assertThat(origin.target()).isEqualTo(TARGET);
          assertThat(each.namesOtherPlace()).isFalse();
        });
    assertThat(at(found, "pkg/__pycache__/a.cpython-311.opt-2.pyc").optimization()).isEqualTo("2");
  }

  @Test
  void matchesWhateverWayItIsWritten() throws Exception {
    Path source = source("a.py", SOURCE);
    CodeObject code = code(SOURCE, "/build/a.py", TARGET, 0);
    byte[] canonical = CanonicalForm.write(PythonVersion.CPYTHON_3_11, layout(), code);
    byte[] whole = Arrays.copyOf(bytes(source, code), PycHeader.SIZE + canonical.length);
    System.arraycopy(canonical, 0, whole, PycHeader.SIZE, canonical.length);
    plant(source, whole);
    Verification found = verify(VerifyOptions.DEFAULT).values().iterator().next();
    assertThat(found.judgement()).isInstanceOf(Judgement.Match.class);
    assertThat(((Judgement.Match) found.judgement()).origin().sameBytes()).isFalse();
    assertThat(found.fileName()).contains("/build/a.py");
    assertThat(found.namesOtherPlace()).isTrue();
  }

  private static CodeLayout layout() {
    return CodeLayout.of(PythonVersion.CPYTHON_3_11);
  }

  @Test
  void matchesWhatAnyReleaseWrites() throws Exception {
    String text = "match x:\n    case 1:\n        y: int = 2\n    case _:\n        pass\n";
    Path source = source("a.py", text);
    CodeObject old = code(text, "a.py", Target.CPYTHON_3_11_2, 0);
    plant(source, old);
    Origin origin = ((Judgement.Match) only()).origin();
    assertThat(origin.target()).isEqualTo(Target.CPYTHON_3_11_2);
  }

  @Test
  void callsEveryKindOfPoisonForeign() throws Exception {
    Path source = source("a.py", SOURCE);
    CodeObject code = code(SOURCE, "a.py", TARGET, 0);
    Map<String, CodeObject> poisoned = new TreeMap<>();
    poisoned.put("constant", code(SOURCE.replace("+ 1", "+ 2"), "a.py", TARGET, 0));
    poisoned.put("operator", code(SOURCE.replace("x <", "x >"), "a.py", TARGET, 0));
    poisoned.put("import", code(SOURCE + "import this\n", "a.py", TARGET, 0));
    poisoned.put("docstring", code(SOURCE.replace("Of a f", "Of the f"), "a.py", TARGET, 0));
    poisoned.put("default", code(SOURCE.replace("y=3", "y=4"), "a.py", TARGET, 0));
    poisoned.put("module", code("print('else')", "a.py", TARGET, 0));
    poisoned.put("names", code(SOURCE.replace("ValueError", "OSError"), "a.py", TARGET, 0));
    poisoned.put("equal constant", code(SOURCE.replace("+ 1", "+ True"), "a.py", TARGET, 0));
    poisoned.put("lines", nested(code, c -> with(c, 0, 0, "", c.lineTable(), 1)));
    poisoned.put("stack size", nested(code, c -> with(c, 1, 0, "", null, 0)));
    poisoned.put("flags", nested(code, c -> with(c, 0, 0x20000000, "", null, 0)));
    poisoned.put("name", nested(code, c -> with(c, 0, 0, "_", null, 0)));
    poisoned.put("exceptions", nested(code, c -> withoutHandlers(c)));
    for (Map.Entry<String, CodeObject> each : poisoned.entrySet()) {
      plant(source, each.getValue());
      Judgement judgement = only();
      assertThat(judgement).as(each.getKey()).isInstanceOf(Judgement.Foreign.class);
      Body.Unexplained body = ((Judgement.Foreign) judgement).body();
      assertThat(body.cause()).as(each.getKey()).isEqualTo(Body.Cause.OTHER_CODE);
      assertThat(body.difference().orElseThrow().codes()).as(each.getKey()).isNotEmpty();
    }
  }

  /** The module with another function in the place of its first. */
  private static CodeObject nested(CodeObject module, UnaryOperator<CodeObject> change) {
    List<Constant> consts = new ArrayList<>();
    for (int i = 0; i < module.consts().size(); i++) {
      Constant each = module.consts().get(i);
      consts.add(each instanceof CodeObject code ? change.apply(code) : each);
    }
    return withConsts(module, consts);
  }

  private static CodeObject withConsts(CodeObject c, List<Constant> consts) {
    return new CodeObject(
        c.argCount(),
        c.posOnlyArgCount(),
        c.kwOnlyArgCount(),
        c.stackSize(),
        c.flags(),
        c.code(),
        Tuple.of(consts.toArray(Constant[]::new)),
        c.names(),
        c.variables(),
        c.filename(),
        c.name(),
        c.qualname(),
        c.firstLine(),
        c.lineTable(),
        c.exceptionTable(),
        c.alphaTables());
  }

  private static CodeObject with(
      CodeObject c, int stack, int flags, String name, @Nullable Bytes lineTable, int lines) {
    return new CodeObject(
        c.argCount(),
        c.posOnlyArgCount(),
        c.kwOnlyArgCount(),
        c.stackSize() + stack,
        c.flags() ^ flags,
        c.code(),
        c.consts(),
        c.names(),
        c.variables(),
        c.filename(),
        name.isEmpty() ? c.name() : Str.of(c.name().text() + name),
        c.qualname(),
        c.firstLine() + lines,
        lineTable == null ? c.lineTable() : lineTable,
        c.exceptionTable(),
        c.alphaTables());
  }

  private static CodeObject withoutHandlers(CodeObject c) {
    return new CodeObject(
        c.argCount(),
        c.posOnlyArgCount(),
        c.kwOnlyArgCount(),
        c.stackSize(),
        c.flags(),
        c.code(),
        c.consts(),
        c.names(),
        c.variables(),
        c.filename(),
        c.name(),
        c.qualname(),
        c.firstLine(),
        c.lineTable(),
        Bytes.EMPTY,
        c.alphaTables());
  }

  private static CodeObject withFileName(CodeObject c, Text fileName) {
    return new CodeObject(
        c.argCount(),
        c.posOnlyArgCount(),
        c.kwOnlyArgCount(),
        c.stackSize(),
        c.flags(),
        c.code(),
        c.consts(),
        c.names(),
        c.variables(),
        fileName,
        c.name(),
        c.qualname(),
        c.firstLine(),
        c.lineTable(),
        c.exceptionTable(),
        c.alphaTables());
  }

  @Test
  void allCodeObjectsHaveToNameTheSameFile() throws Exception {
    Path source = source("a.py", SOURCE);
    CodeObject code = code(SOURCE, "a.py", TARGET, 0);
    plant(source, nested(code, c -> withFileName(c, Str.of("b.py"))));
    assertThat(foreign()).isEqualTo(Body.Cause.FILE_NAMES);
    plant(source, withFileName(code, Str.of("b.py")));
    assertThat(foreign()).isEqualTo(Body.Cause.FILE_NAMES);
  }

  @Test
  void tellsTheCodeOfAnotherLevel() throws Exception {
    Path source = source("a.py", SOURCE);
    plant(source, code(SOURCE, "a.py", TARGET, 2));
    assertThat(foreign()).isEqualTo(Body.Cause.OTHER_LEVEL);
    assertThat(((Judgement.Foreign) only()).body().detail()).contains("level 2");
  }

  @Test
  void besideASourceEveryLevelHasOneName() throws Exception {
    Path source = source("a.py", SOURCE);
    Files.write(folder.resolve("a.pyc"), bytes(source, code(SOURCE, "a.py", TARGET, 2)));
    assertThat(((Judgement.Match) only()).origin().level()).isEqualTo(2);
  }

  @Test
  void bytesBehindTheCodeAreForeign() throws Exception {
    Path source = source("a.py", SOURCE);
    byte[] right = bytes(source, code(SOURCE, "a.py", TARGET, 0));
    plant(source, Arrays.copyOf(right, right.length + 3));
    assertThat(foreign()).isEqualTo(Body.Cause.TRAILING_BYTES);
  }

  @Test
  void aSourceThatDoesNotCompileHasNoCache() throws Exception {
    Path source = source("a.py", "x = = 1\n");
    plant(source, code("x = 1\n", "a.py", TARGET, 0));
    assertThat(foreign()).isEqualTo(Body.Cause.NO_CODE);
  }

  @Test
  void aStaleHeaderIsStaleWhateverIsBehindIt() throws Exception {
    Path source = source("a.py", SOURCE);
    compile();
    Files.delete(cacheOf(source).resolveSibling("a.cpython-311.opt-1.pyc"));
    Files.delete(cacheOf(source).resolveSibling("a.cpython-311.opt-2.pyc"));
    Files.setLastModifiedTime(source, FileTime.fromMillis(TIME.toMillis() + 5000));
    Judgement.Stale touched = (Judgement.Stale) only();
    assertThat(touched.header().isUsed()).isFalse();
    assertThat(touched.body()).isInstanceOf(Body.Present.class);
    source("a.py", "x = 1\n");
    assertThat(((Judgement.Stale) only()).body()).isInstanceOf(Body.Unexplained.class);
  }

  @Test
  void explainsBySourcesInGit() throws IOException, GitAPIException, InterruptedException {
    String commit;
    Path source;
    try (var test = new TestRepository(folder)) {
      test.write(".gitignore", "__pycache__/\n");
      source = source("a.py", "x = 1\n");
      commit = test.commit("one");
      plant(source, code("x = 1\n", "a.py", TARGET, 0));
      source("a.py", "x = 2\n");
      test.commit("two");
    }
    Judgement.Stale outdated = (Judgement.Stale) only();
    assertThat(outdated.header().isUsed()).isTrue();
    Body.Earlier earlier = (Body.Earlier) outdated.body();
    assertThat(earlier.commit().orElseThrow().id()).isEqualTo(commit);
    assertThat(earlier.path()).isEqualTo("a.py");
    assertThat(verify(VerifyOptions.DEFAULT.withRevisions(0)).values())
        .extracting(Verification::judgement)
        .hasOnlyElementsOfType(Judgement.Foreign.class);
    plant(source, code("x = 3\n", "a.py", TARGET, 0));
    assertThat(foreign()).isEqualTo(Body.Cause.OTHER_CODE);
    source("a.py", "x = 22\n");
    plant(source, withSize(bytes(source, code("x = 1\n", "a.py", TARGET, 0)), 6));
    Judgement.Stale stale = (Judgement.Stale) only();
    assertThat(stale.header().isUsed()).isFalse();
    assertThat(stale.body()).isInstanceOf(Body.Earlier.class);
  }

  private static byte[] withSize(byte[] file, int size) {
    file[12] = (byte) size;
    return file;
  }

  @Test
  void aBrokenRepositoryDoesNotHideWhatIsForeign() throws Exception {
    Files.writeString(folder.resolve(".git"), "gitdir: nowhere\n");
    Path source = source("a.py", "x = 1\n");
    plant(source, code("x = 2\n", "a.py", TARGET, 0));
    assertThat(((Judgement.Foreign) only()).body().detail()).contains("which is no git repository");
  }

  @Test
  void anUncheckedHashIsUsedWhateverTheSourceIs() throws Exception {
    Path source = source("a.py", "x = 1\n");
    byte[] old = "x = 2\n".getBytes(StandardCharsets.UTF_8);
    byte[] header = PycHeader.hashed(TARGET, SourceHash.of(TARGET, old), false).toByteArray();
    plant(source, new MarshalWriter(TARGET).write(header, code("x = 2\n", "a.py", TARGET, 0)));
    assertThat(only()).isInstanceOf(Judgement.Foreign.class);
    assertThat(verify(VerifyOptions.DEFAULT.withHashes(HashCheck.ALWAYS)).values())
        .extracting(Verification::judgement)
        .hasOnlyElementsOfType(Judgement.Stale.class);
  }

  @Test
  void whatIsNotComparedIsNoMatch() throws Exception {
    Path source = source("a.py", SOURCE);
    byte[] right = bytes(source, code(SOURCE, "a.py", TARGET, 0));
    plant(source, Arrays.copyOf(right, right.length - 10));
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.DAMAGED);
    plant(source, Arrays.copyOf(right, PycHeader.SIZE));
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.DAMAGED);
    plant(source, Arrays.copyOf(right, 7));
    assertThat(only()).isInstanceOf(Judgement.Stale.class);
    rename(source, "a.cpython-311.opt-fast.pyc", right);
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.UNKNOWN_OPTIMIZATION);
    rename(source, "a.cpython-311-pytest-8.4.1.pyc", right);
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.OTHER_WRITER);
    rename(source, "a.jolly-1.pyc", right);
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.UNKNOWN_VERSION);
    byte[] newer = right.clone();
    newer[0] = (byte) PythonVersion.CPYTHON_3_15.magic();
    newer[1] = (byte) (PythonVersion.CPYTHON_3_15.magic() >> 8);
    rename(source, "a.cpython-315.pyc", newer);
    assertThat(cannotCheck()).isEqualTo(Judgement.Cause.NO_COMPILER);
    rename(source, "a.cpython-315.pyc", right);
    assertThat(only()).isInstanceOf(Judgement.Stale.class);
  }

  private void rename(Path source, String name, byte[] bytes) throws IOException {
    try (var files = Files.list(cacheOf(source).getParent())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.write(cacheOf(source).resolveSibling(name), bytes);
  }

  @Test
  void withoutASourceNothingIsCompared() throws Exception {
    Path source = source("a.py", SOURCE);
    plant(source, code(SOURCE, "a.py", TARGET, 0));
    Files.copy(cacheOf(source), folder.resolve("b.pyc"));
    Files.delete(source);
    Map<String, Verification> found = verify(VerifyOptions.DEFAULT);
    assertThat(at(found, "__pycache__/a.cpython-311.pyc").judgement())
        .isEqualTo(new Judgement.NoSource(false));
    assertThat(at(found, "b.pyc").judgement()).isEqualTo(new Judgement.NoSource(true));
  }

  @Test
  void looksIntoTreesOfCaches() throws Exception {
    source("src/a.py", SOURCE);
    Optional<String> prefix = Optional.of(other.toString());
    new TreeCompiler(CompileOptions.of(TARGET).withPrefix(prefix))
        .compile(List.of(folder.toString()), outcome -> {});
    assertThat(folder.resolve("src/__pycache__")).doesNotExist();
    assertThat(verify(VerifyOptions.DEFAULT)).isEmpty();
    assertThat(verify(VerifyOptions.DEFAULT.withPrefix(prefix)).values())
        .hasSize(1)
        .extracting(Verification::judgement)
        .hasOnlyElementsOfType(Judgement.Match.class);
  }

  @Test
  void countsAndPassesOver() throws Exception {
    source("a.py", SOURCE);
    compile();
    Files.copy(cacheOf(folder.resolve("a.py")), folder.resolve("__pycache__/a.cpython-312.pyc"));
    var summary =
        new Verifier(VerifyOptions.DEFAULT.withPythons(Set.of(PythonVersion.CPYTHON_3_11)))
            .verify(
                List.of(folder.toString(), folder + "/missing", folder + "/a.py"),
                new VerifyListener() {
                  @Override
                  public void finished(Verification each) {}

                  @Override
                  public void unreadable(String path, IOException cause) {
                    assertThat(path).endsWith("missing");
                  }
                });
    assertThat(summary.matching()).isEqualTo(6);
    assertThat(summary.caches()).isEqualTo(6);
    assertThat(summary.unreadable()).isEqualTo(1);
    assertThat(summary.passedOver()).isEqualTo(2);
  }

  @Test
  void findsTheFirstFileName() throws PycFormatException, MarshalException, IOException {
    Path source = source("a.py", SOURCE);
    byte[] file = bytes(source, code(SOURCE, "some/name.py", TARGET, 0));
    Str found = FileNameScan.first(layout(), file, PycHeader.SIZE);
    assertThat(found).isEqualTo(PycFile.read(file).code().filename());
    for (int length = PycHeader.SIZE; length < file.length; length++) {
      Str early = FileNameScan.first(layout(), Arrays.copyOf(file, length), PycHeader.SIZE);
      assertThat(early == null || found != null && early.equals(found)).isTrue();
    }
  }
}
