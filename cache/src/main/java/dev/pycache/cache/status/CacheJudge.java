package dev.pycache.cache.status;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.HeaderCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.freshness.SourceFacts;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.status.Defect.NotRegular.Kind;
import dev.pycache.cache.status.Finding.Change;
import dev.pycache.cache.status.Finding.Origin;
import dev.pycache.cache.status.StatusOptions.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens cache files and says what state they are in. For one thread: it keeps its buffers. */
final class CacheJudge {
  /** Of a file of this size nothing is read that its header makes needless. */
  private static final long LARGE = 16L << 20;

  private final StatusOptions options;
  private final CacheFile file = new CacheFile();
  private final MarshalCheck bodies = new MarshalCheck();

  /** The file of which only the start was read, although all may be wanted. */
  private @Nullable Rest rest;

  private record Rest(String path, long size) {}

  CacheJudge(StatusOptions options) {
    this.options = options;
  }

  /** The state of a cache that has a source. */
  Finding judge(String path, PosixFileAttributes attributes, CacheName name, SourceFacts source)
      throws IOException {
    Defect.NotRegular notRegular = notRegular(path, attributes);
    if (notRegular != null) {
      return new Finding.Invalid(notRegular, notRegular.kind() == Kind.SPECIAL);
    }
    if (options.depth() == Depth.NAMES) {
      return new Finding.Present();
    }
    PythonVersion python = name.python().orElse(null);
    if (python == null) {
      return new Finding.Foreign(new Origin.Unknown(name.tag()));
    }
    read(path, attributes);
    return judge(python, name.runner(), source);
  }

  /**
   * The state of what was read last, as the cache of a version.
   *
   * @param program the test runner that wrote it and reads it; empty for the import system
   */
  private Finding judge(PythonVersion python, String program, SourceFacts source)
      throws IOException {
    HeaderVerdict verdict =
        new HeaderCheck(python, options.hashes()).judge(file.bytes(), file.length(), source);
    return switch (verdict) {
      case HeaderVerdict.Fresh v -> used(python, program, new Finding.Fresh());
      case HeaderVerdict.Unchecked v -> used(python, program, new Finding.Unchecked());
      case HeaderVerdict.OtherMagic v -> otherMagic(v.magic(), python);
      case HeaderVerdict.Truncated v -> invalid(new Defect.Truncated(v.size(), v.wanted()));
      case HeaderVerdict.UnknownFlags v -> invalid(new Defect.UnknownFlags(v.flags()));
      case HeaderVerdict.StaleTime v -> stale(python, v.recorded(), v.actual(), source);
      case HeaderVerdict.StaleSize v -> stale(python, source.mtime(), source.mtime(), source);
      case HeaderVerdict.StaleHash v ->
          new Finding.Stale(new Change.Hash(v.recorded(), v.actual()));
    };
  }

  /** A file that a Python uses. */
  private Finding used(PythonVersion python, String program, Finding good) throws IOException {
    if (!program.isEmpty()) {
      return new Finding.Foreign(new Origin.OtherProgram(python, program));
    }
    Defect damage = badCode(Magic.of(python));
    if (damage != null) {
      return invalid(damage);
    }
    return options.pythons().contains(python)
        ? good
        : new Finding.Foreign(new Origin.OtherPython(python));
  }

  /** A defect for which an import compiles the source, except that of the code. */
  private static Finding invalid(Defect defect) {
    return new Finding.Invalid(defect, defect instanceof Defect.BadCode);
  }

  /** A defect of a module that has no source to be compiled. */
  private static Finding broken(Defect defect) {
    return new Finding.Invalid(defect, true);
  }

  private static Finding otherMagic(int number, PythonVersion expected) {
    if (number < 0) {
      return invalid(new Defect.NoMagic());
    }
    Optional<Magic> magic = Magic.of(number);
    if (magic.isPresent() && magic.get().python() == expected) {
      return new Finding.Stale(new Change.Release(number, magic.get().release()));
    }
    return invalid(new Defect.WrongMagic(number, magic.map(m -> m.python().version()).orElse("")));
  }

  private Finding stale(PythonVersion python, long recorded, long actual, SourceFacts source) {
    PycHeader header = header(python);
    long recordedSize = header.hasSourceSize() ? header.sourceSize() : -1;
    return new Finding.Stale(
        new Change.Stamp(recorded, actual, recordedSize, source.size() & 0xFFFFFFFFL));
  }

  /** The header that was read last, which is whole. */
  private PycHeader header(PythonVersion python) {
    try {
      return PycHeader.read(Arrays.copyOf(file.bytes(), Magic.of(python).headerSize()));
    } catch (IOException e) {
      throw new IllegalStateException("a verdict was given on it", e);
    }
  }

  private @Nullable Defect badCode(Magic magic) throws IOException {
    int start = magic.headerSize();
    if (rest != null) {
      file.readAll(rest.path(), rest.size());
    }
    if (options.depth() != Depth.BODIES && file.length() > start) {
      return null;
    }
    MarshalProblem problem =
        bodies.code(magic.python(), magic.layout(), file.bytes(), start, file.length());
    return problem == null ? null : new Defect.BadCode(problem);
  }

  /** A file beside sources: the version that its magic number is of, and its state. */
  record Legacy(@Nullable PythonVersion python, Finding finding) {}

  /**
   * The state of {@code x.pyc} or {@code x.pyo}.
   *
   * @param source {@code x.py}, null if there is none
   */
  Legacy judgeLegacy(String path, PosixFileAttributes attributes, @Nullable SourceFacts source)
      throws IOException {
    Finding byName = source == null ? new Finding.Sourceless() : new Finding.Legacy();
    if (options.depth() == Depth.NAMES) {
      return new Legacy(null, byName);
    }
    read(path, attributes);
    int number = PycHeader.magicOf(file.bytes(), file.length());
    if (number < 0) {
      return new Legacy(
          null, source == null ? broken(new Defect.NoMagic()) : invalid(new Defect.NoMagic()));
    }
    Magic magic = Magic.of(number).orElse(null);
    if (magic == null) {
      return new Legacy(null, new Finding.Foreign(new Origin.Unknown("")));
    }
    PythonVersion python = magic.python();
    if (source != null) {
      boolean isLookedAt = python.cacheTag().isEmpty();
      return new Legacy(python, isLookedAt ? judge(python, "", source) : byName);
    }
    if (number != python.magic()) {
      return new Legacy(python, otherMagic(number, python));
    }
    Finding finding =
        switch (new HeaderCheck(python, options.hashes())
            .judgeSourceless(file.bytes(), file.length())) {
          case HeaderVerdict.Truncated v -> broken(new Defect.Truncated(v.size(), v.wanted()));
          case HeaderVerdict.UnknownFlags v -> broken(new Defect.UnknownFlags(v.flags()));
          case HeaderVerdict v -> {
            Defect damage = badCode(magic);
            yield damage == null ? byName : broken(damage);
          }
        };
    return new Legacy(python, finding);
  }

  /** Reads as much of a file as is wanted at this depth, of a large one its start. */
  private void read(String path, PosixFileAttributes attributes) throws IOException {
    long size =
        attributes.isSymbolicLink() ? Files.size(FileNames.toPath(path)) : attributes.size();
    if (options.depth() == Depth.BODIES && size <= LARGE) {
      file.readAll(path, size);
    } else {
      file.readStart(path, PycHeader.SIZE + 1);
    }
    rest = options.depth() == Depth.BODIES && size > LARGE ? new Rest(path, size) : null;
  }

  private static Defect.@Nullable NotRegular notRegular(String path, PosixFileAttributes attributes)
      throws IOException {
    PosixFileAttributes target =
        attributes.isSymbolicLink() ? SourceStamp.of(FileNames.toPath(path)) : attributes;
    if (target == null) {
      return new Defect.NotRegular(Kind.DANGLING_LINK);
    }
    if (target.isRegularFile()) {
      return null;
    }
    return new Defect.NotRegular(target.isDirectory() ? Kind.FOLDER : Kind.SPECIAL);
  }
}
