package dev.pycache.cache.compile;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.path.CacheLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the caches that each source is to have.
 *
 * @param layout where it goes, and what it is called
 */
record CacheKind(Target target, CacheLayout layout, int level) {
  /** All that some options want: for each target in their order, by level. */
  static List<CacheKind> of(CompileOptions options) {
    List<CacheKind> kinds = new ArrayList<>();
    for (Target target : options.targets()) {
      var layout = new CacheLayout(target.cacheTag(), options.prefix());
      for (int level : options.levels()) {
        kinds.add(new CacheKind(target, layout, level));
      }
    }
    return kinds;
  }

  /** The name of the cache of a source of this name. */
  String cacheName(String sourceName) {
    return layout.cacheName(sourceName, CacheLayout.optimization(level));
  }
}
