package dev.pycache.cache.compile;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.file.CacheStore;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.FileNames;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Warning;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the caches of one source after another up to date, as {@code py_compile.compile} does. For
 * one thread: it keeps its buffers.
 */
final class SourceCompiler {
  /** How often a source that changes while it is read is read anew. */
  private static final int READ_ATTEMPTS = 10;

  /**
   * What {@code marshal.dumps} raises for a code object that the compiler made but nobody can
   * write.
   */
  private static final Diagnostic TOO_DEEP =
      new Diagnostic(
          ErrorType.VALUE_ERROR,
          "object too deeply nested to marshal",
          Diagnostic.ABSENT,
          Diagnostic.ABSENT,
          Diagnostic.ABSENT,
          Diagnostic.ABSENT,
          null);

  private final CompileOptions options;
  private final CacheStore store;
  private final MarshalWriter writer;

  SourceCompiler(CompileOptions options, CacheStore store) {
    this.options = options;
    this.store = store;
    this.writer = new MarshalWriter(options.target());
  }

  /** A source and its state on disk, which belong together. */
  private record Content(byte[] bytes, PosixFileAttributes attributes) {}

  /**
   * The outcomes of a source, nothing of which is done yet, in the order of levels, up to the first
   * that fails.
   */
  List<SourceOutcome> update(Node.Source source) {
    if (source.stale() == 0) {
      return fresh(source);
    }
    List<SourceOutcome> outcomes = new ArrayList<>(source.caches().length);
    Content content;
    try {
      content = read(source);
    } catch (IOException e) {
      return List.of(new SourceOutcome.Failed(source.path(), source.caches()[0], e));
    }
    for (int i = 0; i < source.caches().length; i++) {
      SourceOutcome outcome =
          (source.stale() & 1 << i) == 0
              ? new SourceOutcome.Fresh(source.path(), source.caches()[i])
              : write(source.path(), source.caches()[i], options.levels().get(i), content);
      outcomes.add(outcome);
      if (outcome instanceof SourceOutcome.Rejected || outcome instanceof SourceOutcome.Failed) {
        break;
      }
    }
    return outcomes;
  }

  /** The outcomes of a source that is up to date. */
  static List<SourceOutcome> fresh(Node.Source source) {
    if (source.caches().length == 1) {
      return List.of(new SourceOutcome.Fresh(source.path(), source.caches()[0]));
    }
    List<SourceOutcome> outcomes = new ArrayList<>(source.caches().length);
    for (String cache : source.caches()) {
      outcomes.add(new SourceOutcome.Fresh(source.path(), cache));
    }
    return outcomes;
  }

  /**
   * Time and size in a header must be those of the very bytes that were compiled, even if somebody
   * is writing.
   */
  private static Content read(Node.Source source) throws IOException {
    Path path = FileNames.toPath(source.path());
    PosixFileAttributes before = source.attributes();
    for (int i = 0; i < READ_ATTEMPTS; i++) {
      byte[] bytes = Files.readAllBytes(path);
      PosixFileAttributes after = SourceStamp.of(path);
      if (after == null) {
        throw new NoSuchFileException(source.path());
      }
      if (SourceStamp.same(before, after)) {
        return new Content(bytes, after);
      }
      before = after;
    }
    throw new FileSystemException(source.path(), null, "changes while it is read");
  }

  private SourceOutcome write(String path, String cache, int level, Content content) {
    try {
      CompileResult result = Compiler.compile(content.bytes(), path, options.target(), level);
      List<SourceWarning> warnings = warnings(result, content.bytes());
      return switch (result) {
        case CompileResult.Rejected rejected ->
            new SourceOutcome.Rejected(path, cache, rejected.diagnostic(), warnings);
        case CompileResult.Compiled compiled -> {
          PosixFileAttributes source = content.attributes();
          byte[] pyc = marshal(compiled.code(), source);
          if (pyc == null) {
            yield new SourceOutcome.Rejected(path, cache, TOO_DEEP, warnings);
          }
          store.write(cache, pyc, source.permissions());
          yield new SourceOutcome.Written(path, cache, warnings);
        }
      };
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return new SourceOutcome.Failed(path, cache, e); // one bad file must not stop the others
    }
  }

  /**
   * The cache file of a code object, null if its constants are nested more deeply than the format
   * allows.
   */
  private byte @Nullable [] marshal(CodeObject code, PosixFileAttributes source) {
    PycHeader header =
        PycHeader.timestamp(options.target(), SourceStamp.mtime(source), source.size());
    try {
      return writer.write(header.toByteArray(), code);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<SourceWarning> warnings(CompileResult result, byte[] source) {
    if (result.warnings().isEmpty()) {
      return List.of();
    }
    List<SourceWarning> warnings = new ArrayList<>(result.warnings().size());
    for (Warning warning : result.warnings()) {
      String text = Compiler.sourceLine(source, warning.line(), options.target());
      warnings.add(new SourceWarning(warning.category(), warning.message(), warning.line(), text));
    }
    return warnings;
  }
}
