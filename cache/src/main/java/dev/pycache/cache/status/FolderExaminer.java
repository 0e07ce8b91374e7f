package dev.pycache.cache.status;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.file.Leftovers;
import dev.pycache.cache.freshness.SourceFile;
import dev.pycache.cache.path.CacheFileName;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.LegacyName;
import dev.pycache.cache.path.TemporaryName;
import dev.pycache.cache.status.Finding.Origin;
import dev.pycache.cache.walk.CacheFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says of all caches of a folder, one source after the other, what state they are in. */
final class FolderExaminer {
  private static final String JYTHON = "jython";

  private final StatusOptions options;
  private final ThreadLocal<CacheJudge> judges;

  FolderExaminer(StatusOptions options) {
    this.options = options;
    this.judges = ThreadLocal.withInitial(() -> new CacheJudge(options));
  }

  /** A folder and its entries. */
  record Examined(CacheFolder folder, List<StatusEntry> entries) {}

  /** A file, and what its name says; null if it says nothing of a cache. */
  private record Named(String path, @Nullable CacheFileName name) {}

  /** What belongs together: the files of one module. */
  private static final class Module {
    private boolean isListed;
    private final List<Named> files = new ArrayList<>(2);
  }

  /** Looks at the files of a folder. */
  Examined examine(CacheFolder folder) {
    var modules = new TreeMap<String, Module>();
    for (String source : folder.sources()) {
      module(modules, source.substring(0, source.length() - ".py".length())).isListed = true;
    }
    for (String name : folder.caches()) {
      add(modules, name, folder.cached(name), inCacheFolder(name));
    }
    for (String name : folder.legacy()) {
      CacheFileName parsed = CacheFileName.parseBesideSource(name).orElse(null);
      add(modules, name, folder.beside(name), parsed);
    }
    List<StatusEntry> entries = new ArrayList<>();
    modules.forEach((name, module) -> examine(folder, name, module, entries));
    return new Examined(folder, entries);
  }

  /** Nobody looks for {@code x.pyc} in a folder of caches. */
  private static @Nullable CacheFileName inCacheFolder(String name) {
    CacheFileName parsed = CacheFileName.parse(name).orElse(null);
    return parsed instanceof LegacyName ? null : parsed;
  }

  private static void add(
      Map<String, Module> modules, String name, String path, @Nullable CacheFileName parsed) {
    String module =
        switch (parsed) {
          case CacheName cache -> cache.module();
          case LegacyName legacy -> legacy.module();
          case TemporaryName temporary -> name;
          case null -> name;
        };
    module(modules, module).files.add(new Named(path, parsed));
  }

  private static Module module(Map<String, Module> modules, String name) {
    return modules.computeIfAbsent(name, n -> new Module());
  }

  private void examine(CacheFolder folder, String name, Module module, List<StatusEntry> entries) {
    String path = folder.beside(name + ".py");
    SourceFile source = null;
    IOException problem = null;
    try {
      source = SourceFile.of(path).filter(f -> f.attributes().isRegularFile()).orElse(null);
    } catch (IOException e) {
      problem = e;
    }
    for (Named file : module.files) {
      StatusEntry entry = look(file, path, source, problem);
      if (entry != null) {
        entries.add(entry);
      }
    }
    if (module.isListed && (source != null || problem != null)) {
      addMissing(folder, name, path, entries);
    }
  }

  private void addMissing(
      CacheFolder folder, String name, String source, List<StatusEntry> entries) {
    for (PythonVersion python : options.pythons()) {
      for (String optimization : options.optimizations()) {
        String tag = python.cacheTag();
        String cache;
        boolean isThere;
        if (tag.isEmpty()) {
          String file = name + (optimization.isEmpty() ? ".pyc" : ".pyo");
          cache = folder.beside(file);
          isThere = Collections.binarySearch(folder.legacy(), file) >= 0;
        } else {
          String file =
              new CacheLayout(tag, options.prefix()).cacheName(name + ".py", optimization);
          cache = folder.cached(file);
          isThere = Collections.binarySearch(folder.caches(), file) >= 0;
        }
        if (!isThere) {
          entries.add(
              new StatusEntry(
                  source, cache, tag, python, optimization, null, new Finding.Missing()));
        }
      }
    }
  }

  /**
   * The entry of a file, null if it has gone meanwhile.
   *
   * @param problem why nothing is known of the source, if that is so
   */
  private @Nullable StatusEntry look(
      Named file, String sourcePath, @Nullable SourceFile source, @Nullable IOException problem) {
    PosixFileAttributes attributes = null;
    try {
      attributes = CacheFile.look(file.path());
      if (attributes == null) {
        return null;
      }
      if (problem != null) {
        throw problem;
      }
      return entry(file, sourcePath, attributes, source);
    } catch (NoSuchFileException e) {
      return attributes != null && attributes.isSymbolicLink()
          ? unreadable(file, sourcePath, attributes, e)
          : null;
    } catch (IOException e) {
      return unreadable(file, sourcePath, attributes, e);
    }
  }

  private StatusEntry entry(
      Named file, String sourcePath, PosixFileAttributes attributes, @Nullable SourceFile source)
      throws IOException {
    return switch (file.name()) {
      case CacheName cache -> {
        Finding finding =
            source == null
                ? new Finding.Orphan()
                : judges.get().judge(file.path(), attributes, cache, source);
        yield entry(file, sourcePath, cache.python().orElse(null), attributes, finding);
      }
      case LegacyName legacy when legacy.isJython() -> {
        Finding finding =
            source == null
                ? new Finding.Sourceless()
                : new Finding.Foreign(new Origin.Unknown(JYTHON));
        yield entry(file, sourcePath, null, attributes, finding);
      }
      case LegacyName legacy -> {
        CacheJudge.Legacy judged = judges.get().judgeLegacy(file.path(), attributes, source);
        yield entry(file, sourcePath, judged.python(), attributes, judged.finding());
      }
      case TemporaryName temporary -> {
        boolean isLeft = Leftovers.isLeft(file.path(), temporary);
        Finding finding = isLeft ? new Finding.Leftover() : new Finding.Writing();
        yield entry(file, null, null, attributes, finding);
      }
      case null -> entry(file, null, null, attributes, new Finding.Other());
    };
  }

  private static StatusEntry unreadable(
      Named file, String sourcePath, @Nullable PosixFileAttributes attributes, IOException cause) {
    return entry(file, sourcePath, null, attributes, new Finding.Unreadable(cause));
  }

  private static StatusEntry entry(
      Named file,
      @Nullable String source,
      @Nullable PythonVersion python,
      @Nullable PosixFileAttributes attributes,
      Finding finding) {
    String tag =
        switch (file.name()) {
          case CacheName cache -> cache.tag();
          case LegacyName legacy -> legacy.isJython() ? JYTHON : "";
          case TemporaryName temporary ->
              CacheName.parse(temporary.cache()).map(CacheName::tag).orElse("");
          case null -> "";
        };
    String optimization =
        switch (file.name()) {
          case CacheName cache ->
              cache.optimization().isEmpty() && cache.isOptimized()
                  ? StatusEntry.SOME_LEVEL
                  : cache.optimization();
          case LegacyName legacy -> legacy.isOptimized() ? StatusEntry.SOME_LEVEL : "";
          case TemporaryName temporary -> "";
          case null -> "";
        };
    return new StatusEntry(source, file.path(), tag, python, optimization, attributes, finding);
  }
}
