package dev.pycache.cache.compile;

import dev.pycache.cache.path.CacheLayout;
import java.nio.file.attribute.BasicFileAttributes;
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
  Node.@Nullable Source single(SourceFile source, BasicFileAttributes attributes) {
    return isTaken(source, attributes)
        ? node(
            source.root(),
            source.path(),
            CacheLayout.tail(source.path()),
            attributes,
            cacheFolders(folderOf(source)),
            new CacheProbe(options))
        : null;
  }

  private boolean isTaken(SourceFile source, BasicFileAttributes attributes) {
    return attributes.isRegularFile()
        && source.path().endsWith(SUFFIX)
        && filter.takes(source.root(), source.path());
  }

  private static String folderOf(SourceFile source) {
    return CacheLayout.head(source.path());
  }

  /** Where the caches of the sources in a folder are. */
  CacheFolders cacheFolders(String sourceFolder) {
    var folders = new String[kinds.size()];
    CacheLayout last = null;
    for (int i = 0; i < folders.length; i++) {
      CacheLayout layout = kinds.get(i).layout();
      boolean isSame = last != null && (last.prefix().isEmpty() || last.equals(layout));
      folders[i] = isSame ? folders[i - 1] : layout.cacheFolder(sourceFolder);
      last = layout;
    }
    return CacheFolders.of(sourceFolder, folders);
  }

  /**
   * The node of a source. Of an up-to-date tree this is run for each file, mostly by the
   * interpreter.
   *
   * @param name what is behind the last slash of its path
   * @param cacheFolders as {@link #cacheFolders} gives them for its folder
   * @param probe looks at the caches; null if it is known that there is no folder for them
   */
  Node.Source node(
      String root,
      String path,
      String name,
      BasicFileAttributes attributes,
      CacheFolders cacheFolders,
      @Nullable CacheProbe probe) {
    CacheProbe asked = options.force() ? null : probe;
    if (asked != null) {
      asked.begin(attributes, cacheFolders.takes(name));
    }
    CacheState unasked = probe == null ? CacheState.ABSENT : CacheState.STALE;
    var caches = new Node.Cache[kinds.size()];
    for (int i = 0; i < caches.length; i++) {
      CacheKind kind = kinds.get(i);
      String cache = cache(path, name, cacheFolders.paths()[i], kind);
      CacheState state = asked == null ? unasked : asked.state(kind, cache);
      caches[i] = new Node.Cache(cache, kind, state);
    }
    return new Node.Source(root, path, attributes, caches);
  }

  /**
   * The node of a source that was touched, whose time and size say nothing any more; null if it is
   * nothing to compile.
   */
  Node.@Nullable Source touched(
      SourceFile source, BasicFileAttributes attributes, CacheProbe probe) {
    if (!isTaken(source, attributes) || !filter.reaches(source.root(), source.path())) {
      return null;
    }
    CacheFolders cacheFolders = cacheFolders(folderOf(source));
    String name = CacheLayout.tail(source.path());
    probe.begin(attributes, cacheFolders.takes(name));
    var caches = new Node.Cache[kinds.size()];
    for (int i = 0; i < caches.length; i++) {
      CacheKind kind = kinds.get(i);
      String cache = cache(source.path(), name, cacheFolders.paths()[i], kind);
      CacheState state = options.force() ? CacheState.STALE : probe.stateOfTouched(kind, cache);
      caches[i] = new Node.Cache(cache, kind, state);
    }
    return new Node.Source(source.root(), source.path(), attributes, caches);
  }

  private String cache(String path, String name, String cacheFolder, CacheKind kind) {
    return options.legacy() ? CacheLayout.legacy(path) : cacheFolder + "/" + kind.cacheName(name);
  }
}
