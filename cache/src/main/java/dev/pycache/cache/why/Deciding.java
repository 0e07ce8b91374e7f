package dev.pycache.cache.why;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.HeaderCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.freshness.SourceFile;
import dev.pycache.cache.path.FileNames;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a decision, in the order of {@code SourceLoader.get_code}. */
final class Deciding {
  private final ImportSettings settings;

  Deciding(ImportSettings settings) {
    this.settings = settings;
  }

  ImportDecision source(String source) {
    Path path = FileNames.toPath(source);
    PosixFileAttributes attributes = null;
    IOException lost = null;
    try {
      attributes = SourceStamp.of(path);
    } catch (IOException e) {
      lost = e;
    }
    String place = settings.layout().cacheFromSource(source, settings.optimization());
    if (attributes == null) {
      // Without the state of the source no cache is looked at, and the source cannot be read.
      IOException cause = lost == null ? new NoSuchFileException(source) : lost;
      var outcome = new Outcome.SourceUnreadable(cause);
      return decision(source, false, null, look(place).file, null, outcome);
    }
    Looked looked = look(place);
    SourceFile facts = SourceFile.of(path, attributes);
    HeaderVerdict verdict = null;
    if (looked.file instanceof CacheFile.Present) {
      try {
        verdict = check().judge(looked.bytes, looked.bytes.length, facts);
      } catch (IOException e) {
        var outcome = new Outcome.SourceUnreadable(e);
        return decision(source, false, attributes, looked.file, null, outcome);
      }
    }
    Outcome outcome =
        verdict != null && verdict.isUsed() && looked.file instanceof CacheFile.Present present
            ? used(present)
            : compiles(source, place, facts, verdict);
    return decision(source, false, attributes, looked.file, verdict, outcome);
  }

  ImportDecision sourceless(String pyc) {
    Looked looked = look(pyc);
    return switch (looked.file) {
      case CacheFile.Missing missing ->
          sourceless(pyc, looked, null, new Outcome.SourceUnreadable(new NoSuchFileException(pyc)));
      case CacheFile.Unreadable unreadable ->
          sourceless(pyc, looked, null, new Outcome.SourceUnreadable(unreadable.cause()));
      case CacheFile.Present present -> {
        HeaderVerdict verdict = check().judgeSourceless(looked.bytes, looked.bytes.length);
        yield sourceless(
            pyc,
            looked,
            verdict,
            verdict.isUsed() ? used(present) : new Outcome.SourcelessRefused());
      }
    };
  }

  private ImportDecision sourceless(
      String pyc, Looked looked, @Nullable HeaderVerdict verdict, Outcome outcome) {
    return decision(pyc, true, null, looked.file, verdict, outcome);
  }

  private ImportDecision decision(
      String source,
      boolean sourceless,
      @Nullable PosixFileAttributes attributes,
      CacheFile file,
      @Nullable HeaderVerdict verdict,
      Outcome outcome) {
    var state =
        attributes == null
            ? null
            : new ImportDecision.SourceState(SourceStamp.mtime(attributes), attributes.size());
    return new ImportDecision(settings, source, sourceless, state, file, verdict, outcome);
  }

  private HeaderCheck check() {
    return new HeaderCheck(settings.python(), settings.hashes());
  }

  private static Outcome used(CacheFile.Present file) {
    return file.problem() == null
        ? new Outcome.UsesCache()
        : new Outcome.CacheFails(file.problem());
  }

  private Outcome compiles(
      String source, String place, SourceFile facts, @Nullable HeaderVerdict verdict) {
    Optional<Target> compiler = Target.parse(settings.python().version());
    try {
      byte[] bytes = facts.bytes();
      int level = settings.optimization().isEmpty() ? 0 : Integer.parseInt(settings.optimization());
      if (compiler.isPresent()
          && Compiler.compile(bytes, source, compiler.get(), level)
              instanceof CompileResult.Rejected rejected) {
        return new Outcome.SourceRejected(rejected.diagnostic());
      }
    } catch (IOException e) {
      return new Outcome.SourceUnreadable(e);
    }
    return new Outcome.Compiles(writing(place, verdict));
  }

  private Writing writing(String place, @Nullable HeaderVerdict verdict) {
    if (!settings.writes()) {
      return new Writing.Refrained();
    }
    Writing.Fails obstacle = WriteOutlook.obstacle(place);
    if (obstacle != null) {
      return obstacle;
    }
    return new Writing.Written(
        verdict == null ? InvalidationMode.TIMESTAMP : InvalidationMode.ofImport(verdict));
  }

  /** What was found at the place of a cache. */
  private record Looked(CacheFile file, byte[] bytes) {}

  private static Looked look(String place) {
    try {
      byte[] bytes = Files.readAllBytes(FileNames.toPath(place));
      return new Looked(present(place, bytes), bytes);
    } catch (NoSuchFileException e) {
      return new Looked(new CacheFile.Missing(place), new byte[0]);
    } catch (IOException e) {
      return new Looked(new CacheFile.Unreadable(place, e), new byte[0]);
    }
  }

  private static CacheFile.Present present(String place, byte[] bytes) {
    PycHeader header;
    try {
      header = PycHeader.read(bytes);
    } catch (PycFormatException e) {
      return new CacheFile.Present(place, bytes.length, null, null);
    }
    Magic magic = Magic.of(header.magic()).orElseThrow();
    MarshalProblem problem =
        new MarshalCheck()
            .code(magic.python(), magic.layout(), bytes, magic.headerSize(), bytes.length);
    return new CacheFile.Present(place, bytes.length, header, problem);
  }
}
