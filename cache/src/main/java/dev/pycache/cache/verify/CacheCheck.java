package dev.pycache.cache.verify;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.freshness.HeaderCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.git.GitException;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.verify.Judgement.CannotCheck;
import dev.pycache.cache.verify.Judgement.Cause;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges the caches of one source after another. For one thread: it keeps its buffers. */
final class CacheCheck {
  /** How often a cache is judged anew because it or its source has changed meanwhile. */
  private static final int ATTEMPTS = 5;

  private final VerifyOptions options;
  private final Revisions revisions;
  private final BodyCheck bodies;

  CacheCheck(VerifyOptions options, Revisions revisions) {
    this.bodies = new BodyCheck(options.everyRelease());
    this.options = options;
    this.revisions = revisions;
  }

  /** A judgement, and what was seen on the way to it. */
  private record Judged(
      Optional<PythonVersion> python, @Nullable Str fileName, Judgement judgement) {
    static Judged of(Optional<PythonVersion> python, Cause cause, String detail) {
      return new Judged(python, null, new CannotCheck(cause, detail));
    }
  }

  /** The results for the caches of a source; a cache that has gone meanwhile is left out. */
  List<Verification> check(CacheTask task) {
    List<Verification> results = new ArrayList<>(task.files().size());
    Snapshot source = null;
    IOException problem = null;
    try {
      source = Snapshot.of(task.source());
    } catch (IOException e) {
      problem = e;
    }
    for (CacheTask.File file : task.files()) {
      Judged judged = judged(task.source(), file, source, problem);
      if (judged != null) {
        results.add(verification(task.source(), file, judged));
      }
    }
    return results;
  }

  private static Verification verification(String source, CacheTask.File file, Judged judged) {
    Optional<String> name = Optional.ofNullable(judged.fileName).map(Str::text);
    boolean elsewhere = name.isPresent() && !SourceName.isOf(name.get(), source);
    return new Verification(
        file.path(),
        source,
        file.tag(),
        judged.python,
        file.optimization(),
        name,
        elsewhere,
        judged.judgement);
  }

  /** One bad file must not stop the others. */
  private @Nullable Judged judged(
      String source, CacheTask.File file, @Nullable Snapshot seen, @Nullable IOException problem) {
    try {
      if (problem != null) {
        throw problem;
      }
      return attempt(source, file, seen);
    } catch (Snapshot.ChangedException e) {
      return Judged.of(file.python(), Cause.CHANGING, reason(e));
    } catch (IOException e) {
      return Judged.of(file.python(), Cause.UNREADABLE, reason(e));
    } catch (OutOfMemoryError e) {
      return Judged.of(file.python(), Cause.LIMIT, "out of memory");
    } catch (RuntimeException | StackOverflowError e) {
      return Judged.of(file.python(), Cause.LIMIT, "a fault of pycache: " + e);
    }
  }

  private static String reason(IOException e) {
    String said =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    return switch (e) {
      case NoSuchFileException x -> "No such file or directory";
      case AccessDeniedException x -> "Permission denied";
      default -> said == null ? e.toString() : said;
    };
  }

  private @Nullable Judged attempt(String sourcePath, CacheTask.File file, @Nullable Snapshot seen)
      throws IOException {
    Snapshot source = seen;
    for (int i = 1; ; i++) {
      Snapshot cache = Snapshot.of(file.path());
      if (cache == null) {
        return null;
      }
      try {
        Judged judged = judge(sourcePath, file, cache, source);
        if (!(judged.judgement instanceof Judgement.Match)) {
          cache.checkUnchanged();
          checkUnchanged(sourcePath, source);
        }
        return judged;
      } catch (Snapshot.ChangedException e) {
        if (i == ATTEMPTS) {
          throw e;
        }
        source = Snapshot.of(sourcePath);
      }
    }
  }

  private static void checkUnchanged(String path, @Nullable Snapshot source) throws IOException {
    if (source != null) {
      source.checkUnchanged();
    } else if (Snapshot.of(path) != null) {
      throw new Snapshot.ChangedException(path);
    }
  }

  private Judged judge(
      String sourcePath, CacheTask.File file, Snapshot cache, @Nullable Snapshot source)
      throws IOException {
    Optional<PythonVersion> byName = file.python();
    if (source == null) {
      return new Judged(byName, null, new Judgement.NoSource(file.isBeside()));
    }
    if (file.name() instanceof CacheName name && !name.runner().isEmpty()) {
      return Judged.of(
          byName,
          Cause.OTHER_WRITER,
          name.runner() + " compiles something else than the source, and only it reads the cache");
    }
    byte[] bytes = cache.bytes();
    Optional<PythonVersion> known = file.python(bytes);
    if (known.isEmpty()) {
      return Judged.of(known, Cause.UNKNOWN_VERSION, unknown(file, bytes));
    }
    PythonVersion python = known.get();
    HeaderVerdict header =
        new HeaderCheck(python, options.hashes()).judge(bytes, bytes.length, source);
    if (!file.isBeside() && file.tag().isEmpty()) {
      return Judged.of(known, Cause.UNKNOWN_VERSION, unknown(file, bytes));
    }
    Body obstacle = obstacle(file, python, header);
    if (obstacle != null) {
      return new Judged(known, null, judgement(header, obstacle, file, python));
    }
    var body = new BodyCheck.Cache(bytes, Magic.of(python).headerSize(), python, file.levels());
    BodyCheck.Found found = bodies.check(body, source.bytes(), header.isUsed());
    Body explained = explain(sourcePath, body, found, header, source.bytes());
    return new Judged(known, found.fileName(), judgement(header, explained, file, python));
  }

  private static String unknown(CacheTask.File file, byte[] bytes) {
    if (!file.tag().isEmpty()) {
      return "nobody here knows whose tag '" + file.tag() + "' is";
    }
    int magic = PycHeader.magicOf(bytes, bytes.length);
    return !file.isBeside()
        ? "its name has no tag, so that no Python looks for it"
        : magic < 0 ? "it has no magic number" : "nobody here knows magic number " + magic;
  }

  /** What keeps the code from being compared; null if nothing does. */
  private static @Nullable Body obstacle(
      CacheTask.File file, PythonVersion python, HeaderVerdict header) {
    return switch (header) {
      case HeaderVerdict.OtherMagic x -> notOf(python);
      case HeaderVerdict.Truncated x -> notOf(python);
      case HeaderVerdict.UnknownFlags x -> notOf(python);
      default ->
          Target.releasesOf(python).isEmpty()
              ? new Body.NotCompared("there is no compiler for Python " + python + " yet")
              : file.levels().isEmpty()
                  ? new Body.NotCompared(
                      "nobody here knows what optimization '" + file.optimization() + "' is")
                  : null;
    };
  }

  private static Body notOf(PythonVersion python) {
    return new Body.NotCompared("what follows was not compared as code of Python " + python);
  }

  private static Judgement judgement(
      HeaderVerdict header, Body body, CacheTask.File file, PythonVersion python) {
    if (!header.isUsed()) {
      return new Judgement.Stale(header, body);
    }
    return switch (body) {
      case Body.Present present -> new Judgement.Match(header, present.origin());
      case Body.Earlier earlier -> new Judgement.Stale(header, earlier);
      case Body.Unexplained unexplained -> new Judgement.Foreign(header, unexplained);
      case Body.Damaged damaged -> new CannotCheck(Cause.DAMAGED, damaged.problem());
      case Body.NotCompared other ->
          new CannotCheck(
              Target.releasesOf(python).isEmpty()
                  ? Cause.NO_COMPILER
                  : file.levels().isEmpty() ? Cause.UNKNOWN_OPTIMIZATION : Cause.LIMIT,
              other.reason());
    };
  }

  /** Looks for an earlier revision of the source if its present state explains nothing. */
  private Body explain(
      String source,
      BodyCheck.Cache cache,
      BodyCheck.Found found,
      HeaderVerdict header,
      byte[] present) {
    if (!(found.body() instanceof Body.Unexplained unexplained)
        || unexplained.cause() == Body.Cause.TRAILING_BYTES) {
      return found.body();
    }
    try {
      Optional<Body.Earlier> earlier =
          revisions.find(
              source,
              present,
              header.isUsed() ? content -> true : recorded(cache),
              content -> bodies.match(cache, found, content));
      return earlier.isPresent() ? earlier.get() : unexplained;
    } catch (GitException e) {
      return new Body.Unexplained(
          unexplained.cause(),
          unexplained.detail() + "; earlier revisions are not known: " + e.getMessage(),
          unexplained.difference());
    }
  }

  /** Whether the header of a cache is that of some content, as far as it can tell. */
  private static Predicate<byte[]> recorded(BodyCheck.Cache cache) {
    PycHeader header;
    try {
      header = PycHeader.read(cache.bytes());
    } catch (PycFormatException e) {
      return content -> false;
    }
    return header.isHashBased()
        ? content -> SourceHash.of(cache.python(), content) == header.sourceHash()
        : content -> !header.hasSourceSize() || content.length == header.sourceSize();
  }

  /** Whether names of files are of one file, as far as their texts tell. */
  private static final class SourceName {
    private SourceName() {}

    static boolean isOf(String fileName, String source) {
      if (fileName.equals(source)) {
        return true;
      }
      String place = CacheLayout.tail(fileName);
      if (!place.equals(CacheLayout.tail(source))) {
        return false;
      }
      String absolute = normal(source);
      return fileName.startsWith("/")
          ? absolute.equals(normal(fileName))
          : absolute.endsWith("/" + relative(fileName));
    }

    private static String normal(String path) {
      return FileNames.toPath(path).toAbsolutePath().normalize().toString();
    }

    private static String relative(String path) {
      return FileNames.toPath(path).normalize().toString();
    }
  }
}
