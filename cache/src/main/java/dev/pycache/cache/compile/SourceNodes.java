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
  private final List<CacheKind> kinds;

  SourceNodes(CompileOptions options, SourceFilter filter) {
    this.options = options;
    this.filter = filter;
    this.kinds = CacheKind.of(options);
  }

  /** The node of a path that is no folder; null if it is nothing to compile. */
  Node.@Nullable Source single(SourceFile source, PosixFileAttributes attributes) {
    return isTaken(source, attributes)
        ? node(source, attributes, cacheFolders(folderOf(source)), new CacheProbe(options))
        : null;
  }

  private boolean isTaken(SourceFile source, PosixFileAttributes attributes) {
    return attributes.isRegularFile()
        && source.path().endsWith(SUFFIX)
        && filter.takes(source.root(), source.path());
  }

  private static String folderOf(SourceFile source) {
    return CacheLayout.head(source.path());
  }

  /**
   * The folders for the caches of the sources in a folder, one for each kind: with a prefix not all
   * versions agree on them.
   */
  String[] cacheFolders(String sourceFolder) {
    var folders = new String[kinds.size()];
    CacheLayout last = null;
    for (int i = 0; i < folders.length; i++) {
      CacheLayout layout = kinds.get(i).layout();
      boolean isSame = last != null && (last.prefix().isEmpty() || last.equals(layout));
      folders[i] = isSame ? folders[i - 1] : layout.cacheFolder(sourceFolder);
      last = layout;
    }
    return folders;
  }

  /**
   * The node of a source.
   *
   * @param cacheFolders as {@link #cacheFolders} gives them for its folder
   * @param probe looks at the caches; null if it is known that there are none
   */
  Node.Source node(
      SourceFile source,
      PosixFileAttributes attributes,
      String[] cacheFolders,
      @Nullable CacheProbe probe) {
    if (options.force() || probe == null) {
      return node(source, attributes, cacheFolders, (kind, cache) -> CacheState.STALE);
    }
    probe.begin(attributes);
    return node(source, attributes, cacheFolders, probe::state);
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
    Stand stand = options.force() ? (kind, cache) -> CacheState.STALE : probe::stateOfTouched;
    return node(source, attributes, cacheFolders(folderOf(source)), stand);
  }

  /** How a cache stands. */
  private interface Stand {
    CacheState of(CacheKind kind, String cache);
  }

  private Node.Source node(
      SourceFile source, PosixFileAttributes attributes, String[] cacheFolders, Stand stand) {
    var caches = new Node.Cache[cacheFolders.length];
    for (int i = 0; i < caches.length; i++) {
      CacheKind kind = kinds.get(i);
      String cache =
          options.legacy()
              ? CacheLayout.legacy(source.path())
              : cacheFolders[i] + "/" + kind.cacheName(CacheLayout.tail(source.path()));
      caches[i] = new Node.Cache(cache, kind, stand.of(kind, cache));
    }
    return new Node.Source(source.root(), source.path(), attributes, caches);
  }
}
