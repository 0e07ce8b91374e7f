package dev.pycache.cache.doctor;

import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.status.Defect;
import dev.pycache.cache.status.Finding.Change;
import dev.pycache.cache.status.Finding.Invalid;
import dev.pycache.cache.status.Finding.Stale;
import dev.pycache.cache.status.Finding.Unreadable;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.status.StatusListener;
import java.io.IOException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hears of all sources and caches of a tree, once, and keeps what is wrong with them. */
final class TreeChecks {
  private final String root;
  private final DoctorOptions options;
  private final SourceFolders folders;
  private final TimeCheck times = new TimeCheck();
  private final TrustCheck trust = new TrustCheck();
  private final LibraryCheck libraries = new LibraryCheck();
  private final BuildPathCheck buildPaths = new BuildPathCheck();
  private final BadCaches broken = new BadCaches(Rule.BROKEN_CACHE);
  private final BadCaches unusable = new BadCaches(Rule.UNUSABLE_CACHE);
  private final Set<String> cacheFolders = new HashSet<>();

  /** The source that entries are of at the moment. */
  private @Nullable String source;

  private @Nullable PosixFileAttributes attributes;
  private final Set<String> tags = new HashSet<>();

  TreeChecks(String root, DoctorOptions options, SourceFolders folders) {
    this.root = root;
    this.options = options;
    this.folders = folders;
  }

  private record BadCaches(Rule rule, List<Place> places, List<String> deletable) {
    BadCaches(Rule rule) {
      this(rule, new ArrayList<>(), new ArrayList<>());
    }

    void tell(String root, Report report) {
      if (!places.isEmpty()) {
        report.found(new Finding.BadCaches(rule, root, places, deletable));
      }
    }
  }

  /** What listens to the look at the tree. */
  StatusListener listening(Report report) {
    return new StatusListener() {
      @Override
      public void entry(StatusEntry entry) {
        if (entry.finding() instanceof Unreadable unreadable) {
          report.failed(entry.cache(), unreadable.cause());
        }
        look(entry);
      }

      @Override
      public void unreadable(String path, IOException cause) {
        report.failed(path, cause);
      }

      @Override
      public void progressed(long files) {
        report.progressed(files);
      }
    };
  }

  /** Tells what was found, rule by rule. */
  void tell(Report report) {
    endSource();
    times.tell(root, report);
    broken.tell(root, report);
    unusable.tell(root, report);
    buildPaths.tell(report);
    libraries.tell(report);
    trust.tell(root, report);
  }

  private void look(StatusEntry entry) {
    String of = entry.source();
    if (of != null && !of.equals(source)) {
      endSource();
      begin(of);
    }
    if (entry.attributes() == null || entry.state() == State.OTHER) {
      return;
    }
    trust(entry, entry.attributes());
    if (entry.finding() instanceof Stale(Change.Stamp change)) {
      times.stale(entry.cache(), change);
    }
    if (entry.finding() instanceof Invalid invalid) {
      bad(entry, entry.attributes(), invalid);
    } else if (isCode(entry.state())) {
      tags.add(entry.tag());
    }
    if (of != null && options.wantsAny(Rule.BUILD_PATH) && isCode(entry.state())) {
      buildPaths.look(entry.cache(), of);
    }
  }

  private void begin(String path) {
    source = path;
    tags.clear();
    try {
      attributes = SourceStamp.of(FileNames.toPath(path));
    } catch (IOException e) {
      attributes = null; // which the look at its caches has told of
    }
    if (attributes != null) {
      folders.add(CacheLayout.head(path));
      times.source(path, attributes.lastModifiedTime().toInstant());
    }
  }

  private void endSource() {
    if (source != null && attributes != null && options.prefix().isEmpty()) {
      libraries.source(source, attributes.size(), tags);
    }
    source = null;
  }

  private void trust(StatusEntry entry, PosixFileAttributes ofCache) {
    String folder = CacheLayout.head(entry.cache());
    boolean isCacheFolder =
        options.prefix().isPresent() || CacheLayout.tail(folder).equals(CacheLayout.FOLDER);
    if (isCacheFolder && cacheFolders.add(folder)) {
      String of = entry.source();
      trust.folder(folder, of == null ? CacheLayout.head(folder) : CacheLayout.head(of));
    }
    trust.look(entry.cache(), ofCache, attributes == null ? null : attributes.owner());
  }

  private void bad(StatusEntry entry, PosixFileAttributes ofCache, Invalid invalid) {
    BadCaches list = invalid.failsImport() ? broken : unusable;
    list.places().add(new Place(entry.cache(), 0, text(invalid.defect())));
    if (attributes != null && ofCache.isRegularFile()) {
      list.deletable().add(entry.cache());
    }
  }

  private static String text(Defect defect) {
    return switch (defect) {
      case Defect.NoMagic d -> "has no magic number";
      case Defect.WrongMagic d ->
          "has the magic number "
              + d.magic()
              + (d.writer().isEmpty() ? ", which no Python has" : ", that of Python " + d.writer());
      case Defect.Truncated d -> "ends within the header, after " + d.size() + " bytes";
      case Defect.UnknownFlags d -> "has unknown flags 0x" + Integer.toHexString(d.flags());
      case Defect.BadCode d -> d.problem().text();
      case Defect.NotRegular d -> d.isFolder() ? "is a folder" : "is not a regular file";
    };
  }

  /** Whether the file has been found to hold code. */
  private static boolean isCode(State state) {
    return switch (state) {
      case FRESH, UNCHECKED, STALE, FOREIGN, LEGACY, SOURCELESS -> true;
      case PRESENT, MISSING, INVALID, ORPHAN, LEFTOVER, WRITING, OTHER, UNREADABLE -> false;
    };
  }
}
