package dev.pycache.cache.verify;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.diff.Aspect;
import dev.pycache.bytecode.diff.ComparedFile;
import dev.pycache.bytecode.diff.FileComparison;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.marshal.CodeLayout;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cache.canonical.SameValue;
import dev.pycache.cache.verify.Recompilation.Code;
import dev.pycache.cache.verify.Recompilation.Limited;
import dev.pycache.cache.verify.Recompilation.Refused;
import dev.pycache.cache.verify.Recompilation.Request;
import dev.pycache.cache.verify.Recompilation.Result;
import dev.pycache.compiler.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the code in one cache after the other with sources. For one thread.
 *
 * <p>Nearly all caches have the very bytes that the newest releases write, which shows without
 * reading the cache as more than bytes. Only where they differ is it read, and compared by value.
 */
final class BodyCheck {
  private static final List<Integer> LEVELS = List.of(0, 1, 2);

  private final Recompilation compiler = new Recompilation();
  private final boolean everyRelease;

  /**
   * @param everyRelease as in {@link VerifyOptions}
   */
  BodyCheck(boolean everyRelease) {
    this.everyRelease = everyRelease;
  }

  /**
   * A cache.
   *
   * @param bytes the whole file, whose header is one of this version
   * @param levels of optimisation that its name allows
   */
  record Cache(byte[] bytes, int headerSize, PythonVersion python, List<Integer> levels) {
    List<Target> targets() {
      return Target.releasesOf(python);
    }
  }

  /**
   * What was found.
   *
   * @param fileName the name in the code; null if none was read
   * @param parsed the cache, if it had to be read
   */
  record Found(Body body, @Nullable Str fileName, @Nullable PycFile parsed) {}

  /**
   * Compares a cache with a source.
   *
   * @param wanted whether a difference is to be told in full
   */
  Found check(Cache cache, byte[] source, boolean wanted) {
    Str name = FileNameScan.first(CodeLayout.of(cache.python), cache.bytes, cache.headerSize);
    if (name != null) {
      var request = new Request(name, cache.targets().getFirst(), cache.levels.getFirst());
      if (compiler.compile(source, request) instanceof Code code
          && Arrays.equals(cache.bytes, bytes(cache, code, request.target()))) {
        List<Target> targets = who(cache, code.code(), request, source);
        return new Found(new Body.Present(new Origin(targets, request.level(), true)), name, null);
      }
    }
    PycFile parsed;
    try {
      parsed = PycFile.read(cache.bytes);
    } catch (PycFormatException | MarshalException e) {
      return new Found(new Body.Damaged(String.valueOf(e.getMessage())), null, null);
    }
    if (!(parsed.code().filename() instanceof Str fileName)) {
      return new Found(new Body.Damaged("co_filename is no string"), null, null);
    }
    return new Found(compare(cache, parsed, fileName, source, wanted), fileName, parsed);
  }

  /** The target that gives this code, and if wanted those older ones that do so too. */
  private List<Target> who(Cache cache, CodeObject code, Request newest, byte[] source) {
    if (!everyRelease) {
      return List.of(newest.target());
    }
    CodeLayout layout = CodeLayout.of(cache.python);
    List<Target> targets = new ArrayList<>();
    for (Target target : cache.targets()) {
      var request = new Request(newest.fileName(), target, newest.level());
      boolean gives =
          target == newest.target()
              || target.compareTo(newest.target()) < 0
                  && compiler.compile(source, request) instanceof Code other
                  && SameValue.of(layout, code, other.code());
      if (gives) {
        targets.add(target);
      }
    }
    return targets;
  }

  private byte @Nullable [] bytes(Cache cache, Code code, Target target) {
    return compiler.marshal(Arrays.copyOf(cache.bytes, cache.headerSize), code, target);
  }

  private Body compare(Cache cache, PycFile parsed, Str fileName, byte[] source, boolean wanted) {
    Result first = null;
    for (int level : cache.levels) {
      for (Target target : cache.targets()) {
        Result result = compiler.compile(source, new Request(fileName, target, level));
        first = first == null ? result : first;
        if (result instanceof Code code && isSame(parsed, code)) {
          if (parsed.rest().length() > 0) {
            return trailing(cache, parsed, code, target, wanted);
          }
          boolean sameBytes = Arrays.equals(cache.bytes, bytes(cache, code, target));
          List<Target> targets =
              who(cache, parsed.code(), new Request(fileName, target, level), source);
          return new Body.Present(new Origin(targets, level, sameBytes));
        }
      }
    }
    return switch (first) {
      case Code code -> unexplained(cache, parsed, fileName, source, wanted ? code : null);
      case Limited limited ->
          new Body.NotCompared("the source cannot be compiled here: " + text(limited.error()));
      case Refused refused ->
          new Body.Unexplained(
              Body.Cause.NO_CODE,
              "the source does not compile: " + text(refused.error()),
              Optional.empty());
      case null -> throw new AssertionError("no level, or no release of " + cache.python);
    };
  }

  private static boolean isSame(PycFile parsed, Code code) {
    return SameValue.of(parsed.magic().layout(), parsed.code(), code.code());
  }

  private Body trailing(Cache cache, PycFile parsed, Code code, Target target, boolean wanted) {
    return new Body.Unexplained(
        Body.Cause.TRAILING_BYTES,
        parsed.rest().length()
            + " bytes stand behind the code, which no Python writes and none looks at",
        wanted ? difference(cache, parsed, code, target) : Optional.empty());
  }

  private Body unexplained(
      Cache cache, PycFile parsed, Str fileName, byte[] source, @Nullable Code expected) {
    Target newest = cache.targets().getFirst();
    Optional<FileDifference> difference =
        expected == null ? Optional.empty() : difference(cache, parsed, expected, newest);
    if (difference.isPresent() && isOfNames(difference.get())) {
      return new Body.Unexplained(
          Body.Cause.FILE_NAMES,
          "not all code objects in it name the same file (co_filename)",
          difference);
    }
    for (int level : LEVELS) {
      for (Target target : cache.levels.contains(level) ? List.<Target>of() : cache.targets()) {
        Result result = compiler.compile(source, new Request(fileName, target, level));
        if (result instanceof Code code && isSame(parsed, code)) {
          return new Body.Unexplained(
              Body.Cause.OTHER_LEVEL,
              "it holds the code of optimisation level " + level + ", its name says otherwise",
              difference);
        }
      }
    }
    return new Body.Unexplained(
        Body.Cause.OTHER_CODE,
        "no known release of Python " + cache.python + " makes this code of the source",
        difference);
  }

  private static boolean isOfNames(FileDifference difference) {
    Set<Aspect> aspects = difference.aspects().keySet();
    return aspects.contains(Aspect.FILE_NAME)
        && aspects.stream()
            .allMatch(a -> a == Aspect.FILE_NAME || a.kind() == Aspect.Kind.ENCODING);
  }

  /** The source's code on the left, the cache on the right; empty if they cannot be shown. */
  private Optional<FileDifference> difference(
      Cache cache, PycFile parsed, Code expected, Target target) {
    byte[] file = bytes(cache, expected, target);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          FileComparison.compare(
              ComparedFile.of(file, PycFile.read(file)), ComparedFile.of(cache.bytes, parsed)));
    } catch (PycFormatException | MarshalException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }

  private static String text(Diagnostic error) {
    String line = error.line() > 0 ? " (line " + error.line() + ")" : "";
    return error.type().pythonName() + ": " + error.message() + line;
  }

  /**
   * Whether the cache holds the code of another source.
   *
   * @return who makes it of that source; null if nobody does
   */
  @Nullable Origin match(Cache cache, Found found, byte[] source) {
    PycFile parsed = found.parsed();
    Str fileName = found.fileName();
    if (parsed == null || fileName == null || parsed.rest().length() > 0) {
      return null;
    }
    for (int level : cache.levels) {
      for (Target target : cache.targets()) {
        Result result = compiler.compile(source, new Request(fileName, target, level));
        if (result instanceof Code code && isSame(parsed, code)) {
          return new Origin(List.of(target), level, false);
        }
      }
    }
    return null;
  }
}
