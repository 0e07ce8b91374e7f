package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.CacheStore;
import dev.pycache.cache.file.CacheStore.Replacing;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.freshness.HeaderCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.freshness.SourceFile;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Writes caches as pycache's own store does, in a process that has the rights and the umask to be
 * tried. The counterpart of {@code cache_rules.py FOLDER}, with the same lines of input; it prints
 * {@code ok}, {@code refused} or {@code failed} for each. The code in its caches is None: what
 * stands behind headers is compared elsewhere.
 */
final class WriteAgent {
  private static final byte[] BODY = {'N'};

  private final PythonVersion version;
  private final CacheLayout layout;

  private WriteAgent(PythonVersion version, CacheLayout layout) {
    this.version = version;
    this.layout = layout;
  }

  /** Takes a version, its tag and a folder. */
  public static void main(String[] args) throws IOException {
    PythonVersion version = PythonVersion.parse(args[0]).orElseThrow();
    var agent = new WriteAgent(version, new CacheLayout(args[1], Optional.empty(), version));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      out.println(agent.act(args[2] + "/" + words[0] + "/m.py", words));
    }
    out.flush();
  }

  private String act(String source, String[] words) {
    try {
      if (words[1].equals("import")) {
        importSource(source);
        return "ok";
      }
      InvalidationMode mode =
          words.length > 2 ? InvalidationMode.parse(words[2]).orElseThrow() : defaultMode();
      return compile(source, mode);
    } catch (IOException e) {
      return "failed";
    }
  }

  /** Hashes are not known to all that heed {@code SOURCE_DATE_EPOCH} now. */
  private InvalidationMode defaultMode() {
    return version.hasHashBasedCaches()
        ? InvalidationMode.byDefault(System.getenv())
        : InvalidationMode.TIMESTAMP;
  }

  /** As {@code SourceLoader.get_code} does: a cache that cannot be written is not missed. */
  private void importSource(String source) throws IOException {
    String cache = layout.cacheFromSource(source, "");
    SourceFile facts = SourceFile.of(source).orElseThrow(() -> new NoSuchFileException(source));
    InvalidationMode mode = InvalidationMode.TIMESTAMP;
    Optional<byte[]> old = read(cache);
    if (old.isPresent()) {
      var check = new HeaderCheck(version, HashCheck.DEFAULT);
      HeaderVerdict verdict = check.judge(old.get(), old.get().length, facts);
      if (verdict.isUsed()) {
        return;
      }
      mode = InvalidationMode.ofImport(verdict);
    }
    facts.bytes();
    byte[] content = content(mode, facts);
    try {
      new CacheStore(Replacing.ANYTHING).write(cache, content, facts.attributes().permissions());
    } catch (IOException e) {
      // nor by an import
    }
  }

  private static Optional<byte[]> read(String cache) {
    try (var in = Files.newInputStream(FileNames.toPath(cache))) {
      return Optional.of(in.readNBytes(PycHeader.SIZE));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As {@code py_compile.compile} does. */
  private String compile(String source, InvalidationMode mode) throws IOException {
    String cache = layout.cacheFromSource(source, "");
    try {
      CacheStore.checkReplaceable(cache);
    } catch (FileSystemException e) {
      return "refused";
    }
    SourceFile facts = SourceFile.of(source).orElseThrow(() -> new NoSuchFileException(source));
    facts.bytes();
    new CacheStore().write(cache, content(mode, facts), facts.attributes().permissions());
    return "ok";
  }

  private byte[] content(InvalidationMode mode, SourceFile facts) throws IOException {
    byte[] header = mode.header(Magic.of(version), facts).toByteArray();
    byte[] content = java.util.Arrays.copyOf(header, header.length + BODY.length);
    System.arraycopy(BODY, 0, content, header.length, BODY.length);
    return content;
  }
}
