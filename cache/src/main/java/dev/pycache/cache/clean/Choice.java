package dev.pycache.cache.clean;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.status.StatusOptions;
import dev.pycache.cache.status.StatusOptions.Depth;
import dev.pycache.cache.walk.CacheFolder;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which files are to be removed, of those that a look at the trees comes by. */
final class Choice {
  /** What a name and its place tell. */
  private static final Set<State> BY_NAME =
      EnumSet.of(State.ORPHAN, State.LEFTOVER, State.LEGACY, State.SOURCELESS);

  private final CleanOptions options;

  Choice(CleanOptions options) {
    this.options = options;
  }

  /** How to look at the trees: no more closely than need be. */
  StatusOptions look() {
    return new StatusOptions(
        options.prefix(),
        List.of(PythonVersion.values()),
        List.of(),
        HashCheck.DEFAULT,
        depth(),
        options.jobs());
  }

  private Depth depth() {
    if (options.states().contains(State.INVALID)) {
      return Depth.BODIES;
    }
    boolean asksFiles = options.legacy() && !(options.only().isEmpty() && options.keep().isEmpty());
    return asksFiles || !BY_NAME.containsAll(options.states()) ? Depth.HEADERS : Depth.NAMES;
  }

  /** Whether an entry of a folder is to be removed. */
  boolean includes(CacheFolder folder, StatusEntry entry) {
    PosixFileAttributes attributes = entry.attributes();
    return attributes != null
        && isRemovable(entry.state())
        && (options.states().isEmpty() || options.states().contains(entry.state()))
        && (isInCacheFolder(folder, entry) || isLegacyToo(entry))
        && (options.only().isEmpty() || options.only().stream().anyMatch(p -> p.matches(entry)))
        && options.keep().stream().noneMatch(p -> p.matches(entry))
        && (!options.optimized() || !entry.optimization().isEmpty())
        && options.olderThan().stream()
            .allMatch(moment -> attributes.lastModifiedTime().toInstant().isBefore(moment));
  }

  private static boolean isRemovable(State state) {
    return switch (state) {
      case MISSING, OTHER, WRITING, UNREADABLE -> false;
      case FRESH,
          UNCHECKED,
          PRESENT,
          STALE,
          INVALID,
          ORPHAN,
          FOREIGN,
          LEGACY,
          SOURCELESS,
          LEFTOVER ->
          true;
    };
  }

  static boolean isInCacheFolder(CacheFolder folder, StatusEntry entry) {
    return entry.cache().startsWith(Folders.child(folder.cacheFolder(), ""));
  }

  private boolean isLegacyToo(StatusEntry entry) {
    String source = entry.source();
    boolean hasSource =
        source == null // what was to become a cache
            || entry.state() == State.LEGACY
            || entry.state() != State.SOURCELESS && Files.isRegularFile(FileNames.toPath(source));
    return options.legacy() && (hasSource || options.sourceless());
  }
}
