package dev.pycache.cache.compile;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.compile.SourceReader.Content;
import dev.pycache.cache.file.CacheStore;
import dev.pycache.cache.file.HardLinks;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.path.FileNames;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Warning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the caches of one source after another up to date, as {@code py_compile.compile} does. For
 * one thread: it keeps its buffers.
 */
final class SourceCompiler {
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
  private final Trust trust;

  /** Replaces anything: as {@code py_compile}, this class asks before it begins to compile. */
  private final CacheStore store = new CacheStore(CacheStore.Replacing.ANYTHING);

  private final SourceReader reader = new SourceReader();
  private final Map<Target, MarshalWriter> writers = new EnumMap<>(Target.class);
  private final CacheBody body = new CacheBody();

  SourceCompiler(CompileOptions options, Trust trust) {
    this.options = options;
    this.trust = trust;
    for (Target target : options.targets()) {
      writers.put(target, new MarshalWriter(target));
    }
  }

  /** The outcomes of a source that is up to date. */
  static List<SourceOutcome> fresh(Node.Source source) {
    if (source.caches().length == 1) {
      return List.of(new SourceOutcome.Fresh(source.path(), source.caches()[0].path()));
    }
    List<SourceOutcome> outcomes = new ArrayList<>(source.caches().length);
    for (Node.Cache cache : source.caches()) {
      outcomes.add(new SourceOutcome.Fresh(source.path(), cache.path()));
    }
    return outcomes;
  }

  /**
   * The outcomes of a source, nothing of which is done yet, in the order of the caches; of each
   * target up to the first that fails.
   */
  List<SourceOutcome> update(Node.Source source) {
    return new Update(source).run();
  }

  /** The work on one source. It is read once, and only if need be. */
  private final class Update {
    private final Node.Source source;
    private final String name;
    private @Nullable Content content;

    Update(Node.Source source) {
      this.source = source;
      this.name = options.naming().nameOf(source.root(), source.path());
    }

    List<SourceOutcome> run() {
      List<SourceOutcome> outcomes = new ArrayList<>(source.caches().length);
      Target failed = null;
      for (Node.Cache cache : source.caches()) {
        if (cache.kind().target() == failed) {
          continue;
        }
        SourceOutcome outcome = outcome(cache);
        outcomes.add(outcome);
        if (outcome instanceof SourceOutcome.Rejected || outcome instanceof SourceOutcome.Failed) {
          failed = cache.kind().target();
        }
      }
      if (options.hardlinkDuplicates() && !options.dryRun()) {
        linkDuplicates(outcomes);
      }
      return outcomes;
    }

    /** One bad file must not stop the others, whatever is thrown. */
    private SourceOutcome outcome(Node.Cache cache) {
      try {
        return switch (cache.state()) {
          case CacheState.Fresh fresh -> new SourceOutcome.Fresh(source.path(), cache.path());
          case CacheState.Stale stale -> compile(cache);
          case CacheState.Absent absent -> compileReplaceable(cache);
          case CacheState.Doubtful doubtful ->
              doubtful.header().isHashBased()
                  ? settleHashed(cache, doubtful.header())
                  : settleTimed(cache, doubtful);
        };
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        return new SourceOutcome.Failed(source.path(), cache.path(), e);
      }
    }

    private Content content() throws IOException {
      Content read = content;
      if (read == null) {
        read = reader.read(source);
        content = read;
      }
      return read;
    }

    /** A cache that has a hash was made of the source that has it. */
    private SourceOutcome settleHashed(Node.Cache cache, PycHeader header) throws IOException {
      Target target = cache.kind().target();
      PycHeader wanted =
          options.mode() == InvalidationMode.TIMESTAMP ? header(target, content()) : null;
      Content read = content;
      long hash =
          read == null
              ? reader.with(source, (bytes, length) -> hash(target, bytes, length))
              : hash(target, read);
      if (hash != header.sourceHash()) {
        return compile(cache);
      }
      return finish(cache, header, wanted == null ? hashed(target, hash) : wanted);
    }

    /** A cache that has a time and a size needs somebody to vouch for it. */
    private SourceOutcome settleTimed(Node.Cache cache, CacheState.Doubtful state)
        throws IOException {
      PycHeader header = state.header();
      if (!state.suspect() && options.mode() == InvalidationMode.TIMESTAMP) {
        return finish(cache, header, header);
      }
      return trust.vouches(source, cache.path(), header, content())
          ? finish(cache, header, header(cache.kind().target(), content()))
          : compile(cache);
    }

    /** The cache is of this source; what is left are its header and, if wanted, the name. */
    private SourceOutcome finish(Node.Cache cache, PycHeader header, PycHeader wanted)
        throws IOException {
      if (header.equals(wanted) && !options.naming().isWanted()) {
        return new SourceOutcome.Fresh(source.path(), cache.path());
      }
      // The place of a legacy cache does not tell its level.
      byte[] file =
          options.legacy() && !header.equals(wanted) ? null : body.read(cache, header, name);
      if (file == null) {
        return compile(cache);
      }
      if (header.equals(wanted)) {
        return new SourceOutcome.Fresh(source.path(), cache.path());
      }
      System.arraycopy(wanted.toByteArray(), 0, file, 0, PycHeader.SIZE);
      if (!options.dryRun()) {
        CacheStore.checkReplaceable(cache.path());
        write(cache, ByteBuffer.wrap(file));
      }
      Content read = content;
      if (read != null) {
        trust.made(cache.path(), wanted, read);
      }
      return new SourceOutcome.Converted(source.path(), cache.path());
    }

    /** {@code py_compile.compile}. */
    private SourceOutcome compile(Node.Cache cache) throws IOException {
      CacheStore.checkReplaceable(cache.path());
      return compileReplaceable(cache);
    }

    private SourceOutcome compileReplaceable(Node.Cache cache) throws IOException {
      Content read = content();
      Target target = cache.kind().target();
      CompileResult result = Compiler.compile(read.bytes(), name, target, cache.kind().level());
      List<SourceWarning> warnings = warnings(result, read.bytes(), target);
      return switch (result) {
        case CompileResult.Rejected rejected ->
            new SourceOutcome.Rejected(
                source.path(), cache.path(), target, name, rejected.diagnostic(), warnings);
        case CompileResult.Compiled compiled -> {
          PycHeader header = header(target, read);
          ByteBuffer pyc = marshal(target, compiled.code(), header);
          if (pyc == null) {
            yield new SourceOutcome.Rejected(
                source.path(), cache.path(), target, name, TOO_DEEP, warnings);
          }
          write(cache, pyc);
          trust.made(cache.path(), header, read);
          yield new SourceOutcome.Written(source.path(), cache.path(), name, warnings);
        }
      };
    }

    private void write(Node.Cache cache, ByteBuffer pyc) throws IOException {
      if (!options.dryRun()) {
        Content read = content;
        PosixFileAttributes state =
            read == null ? SourceStamp.of(FileNames.toPath(source.path())) : read.attributes();
        if (state == null) {
          throw new NoSuchFileException(source.path());
        }
        store.write(cache.path(), pyc, state.permissions());
      }
    }

    /**
     * {@code compileall --hardlink-dupes}: one file for a level and the one before it, unless all
     * have been left alone. Caches of two targets are never equal.
     */
    private void linkDuplicates(List<SourceOutcome> outcomes) {
      if (outcomes.stream().noneMatch(SourceCompiler::isNew)) {
        return;
      }
      for (int i = 1; i < outcomes.size(); i++) {
        String before = present(outcomes.get(i - 1));
        String cache = present(outcomes.get(i));
        if (before != null && cache != null) {
          try {
            HardLinks.linkIfEqual(before, cache);
          } catch (IOException e) {
            outcomes.set(i, new SourceOutcome.Failed(source.path(), cache, e));
          }
        }
      }
    }
  }

  /** The cache of an outcome if it is good now, else null. */
  private static @Nullable String present(SourceOutcome outcome) {
    return isNew(outcome) || outcome instanceof SourceOutcome.Fresh ? outcome.cache() : null;
  }

  private static boolean isNew(SourceOutcome outcome) {
    return outcome instanceof SourceOutcome.Written || outcome instanceof SourceOutcome.Converted;
  }

  /** The header that a cache of a source is to have. */
  private PycHeader header(Target target, Content source) {
    return options.mode() == InvalidationMode.TIMESTAMP
        ? PycHeader.timestamp(
            target, SourceStamp.mtime(source.attributes()), source.attributes().size())
        : hashed(target, hash(target, source));
  }

  private PycHeader hashed(Target target, long hash) {
    return PycHeader.hashed(target, hash, options.mode() == InvalidationMode.CHECKED_HASH);
  }

  private static long hash(Target target, Content source) {
    return hash(target, source.bytes(), source.bytes().length);
  }

  private static long hash(Target target, byte[] bytes, int length) {
    return SourceHash.of(target.python(), bytes, length);
  }

  /**
   * The cache file of a code object, null if its constants are nested more deeply than the format
   * allows; until the next is made.
   */
  private @Nullable ByteBuffer marshal(Target target, CodeObject code, PycHeader header) {
    try {
      return Objects.requireNonNull(writers.get(target)).writeInPlace(header.toByteArray(), code);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<SourceWarning> warnings(CompileResult result, byte[] source, Target target) {
    if (result.warnings().isEmpty()) {
      return List.of();
    }
    List<SourceWarning> warnings = new ArrayList<>(result.warnings().size());
    for (Warning warning : result.warnings()) {
      String text = Compiler.sourceLine(source, warning.line(), target);
      warnings.add(new SourceWarning(warning.category(), warning.message(), warning.line(), text));
    }
    return warnings;
  }
}
