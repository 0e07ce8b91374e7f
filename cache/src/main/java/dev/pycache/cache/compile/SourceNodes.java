package dev.pycache.cache.compile;

import dev.pycache.cache.path.CacheLayout;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the nodes of sources: finds their caches and how they stand. */
final class SourceNodes {
  static final String SUFFIX = ".py";

  private final CompileOptions options;
  private final SourceFilter filter;

  SourceNodes(CompileOptions options, SourceFilter filter) {
    this.options = options;
    this.filter = filter;
  }

  /** The node of a path that is no folder; null if it is nothing to compile. */
  Node.@Nullable Source single(SourceFile source, PosixFileAttributes attributes) {
    return isTaken(source, attributes)
        ? node(source, attributes, cacheFolder(source), new CacheProbe(options))
        : null;
  }

  private boolean isTaken(SourceFile source, PosixFileAttributes attributes) {
    return attributes.isRegularFile()
        && source.path().endsWith(SUFFIX)
        && filter.takes(source.root(), source.path());
  }

  private String cacheFolder(SourceFile source) {
    return options.layout().cacheFolder(CacheLayout.head(source.path()));
  }

  /**
   * The node of a source.
   *
   * @param probe looks at the caches; null if it is known that there are none
   */
  Node.Source node(
      SourceFile source,
      PosixFileAttributes attributes,
      String cacheFolder,
      @Nullable CacheProbe probe) {
    byte[] timestamp = options.force() || probe == null ? null : probe.expected(attributes);
    List<Integer> levels = options.levels();
    var caches = new Node.Cache[levels.size()];
    for (int i = 0; i < caches.length; i++) {
      String cache = cache(source.path(), cacheFolder, levels.get(i));
      CacheState state =
          probe == null || timestamp == null ? CacheState.STALE : probe.state(cache, timestamp);
      caches[i] = new Node.Cache(cache, levels.get(i), state);
    }
    return new Node.Source(source.root(), source.path(), attributes, caches);
  }

  /**
   * The node of a source that was touched, whose time and size say nothing any more; null if it is
   * nothing to compile.
   */
  Node.@Nullable Source touched(
      SourceFile source, PosixFileAttributes attributes, CacheProbe probe) {
    if (!isTaken(source, attributes) || !filter.reaches(source.root(), source.path())) {
      return null;
    }
    List<Integer> levels = options.levels();
    var caches = new Node.Cache[levels.size()];
    for (int i = 0; i < caches.length; i++) {
      String cache = cache(source.path(), cacheFolder(source), levels.get(i));
      CacheState state = options.force() ? CacheState.STALE : probe.stateOfTouched(cache);
      caches[i] = new Node.Cache(cache, levels.get(i), state);
    }
    return new Node.Source(source.root(), source.path(), attributes, caches);
  }

  private String cache(String path, String cacheFolder, int level) {
    return options.legacy()
        ? CacheLayout.legacy(path)
        : cacheFolder
            + "/"
            + options.layout().cacheName(CacheLayout.tail(path), CacheLayout.optimization(level));
  }
}
