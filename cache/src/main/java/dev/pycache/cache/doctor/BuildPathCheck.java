package dev.pycache.cache.doctor;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the names of sources in caches with where the sources are. Names differ in the same way
 * all over a tree, so that a guess from the last one mostly finds the name in the bytes, and a file
 * need not be parsed.
 */
final class BuildPathCheck {
  /** What a path begins with in the caches, and on this disk; both without what follows alike. */
  private record Move(String recorded, String present) {
    String guess(String path) {
      return path.startsWith(present) ? recorded + path.substring(present.length()) : "";
    }
  }

  private final Map<Move, List<Place>> moved = new LinkedHashMap<>();
  private final Map<Move, Boolean> isElsewhere = new LinkedHashMap<>();
  private @Nullable Move last;

  /**
   * Looks into a cache, the header and code of which are good.
   *
   * @param source the source that it belongs to, which may not exist
   */
  void look(String cache, String source) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(FileNames.toPath(cache));
    } catch (IOException | OutOfMemoryError e) {
      return; // the look at its state tells of that
    }
    String present = SourceFolders.absolute(source);
    if (contains(bytes, present)) {
      return;
    }
    Move move = last;
    if (move == null || move.guess(present).isEmpty() || !contains(bytes, move.guess(present))) {
      String recorded = recorded(bytes);
      if (recorded == null || recorded.startsWith("<")) {
        return;
      }
      move = move(recorded, present);
      last = move;
    }
    if (isElsewhere.computeIfAbsent(move, m -> isElsewhere(m.guess(present), present))) {
      moved
          .computeIfAbsent(move, m -> new ArrayList<>())
          .add(new Place(cache, 0, "names " + move.guess(present)));
    }
  }

  /** Whether an absolute name leads to another file than the source, or to none. */
  private static boolean isElsewhere(String recorded, String present) {
    if (!recorded.startsWith("/")) {
      return false; // it depends on the working folder, and gives nothing away
    }
    try {
      Path other = FileNames.toPath(recorded);
      return !Files.exists(other) || !Files.isSameFile(other, FileNames.toPath(present));
    } catch (IOException | IllegalArgumentException e) {
      return true;
    }
  }

  private static @Nullable String recorded(byte[] bytes) {
    try {
      return switch (PycFile.read(bytes).code().filename()) {
        case Str name -> name.text();
        case Bytes name -> FileNames.ofBytes(name.value());
      };
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return null; // the look at its state tells of that
    }
  }

  /** Takes off what both paths end with, by whole names. */
  private static Move move(String recorded, String present) {
    String left = recorded;
    String right = present;
    while (!left.isEmpty()
        && !right.isEmpty()
        && CacheLayout.tail(left).equals(CacheLayout.tail(right))
        && left.indexOf('/') >= 0) {
      left = CacheLayout.head(left);
      right = CacheLayout.head(right);
    }
    return new Move(left, right);
  }

  private static boolean contains(byte[] bytes, String path) {
    byte[] wanted = FileNames.toBytes(path);
    int end = bytes.length - wanted.length;
    for (int i = 0; i <= end; i++) {
      if (bytes[i] == wanted[0]
          && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** One finding for each tree that has been moved. */
  void tell(Report report) {
    moved.forEach(
        (move, places) -> {
          String root = move.present.isEmpty() ? "/" : move.present;
          String recorded = move.recorded.isEmpty() ? "/" : move.recorded;
          report.found(new Finding.BuildPaths(report.shown(root), recorded, places));
        });
  }
}
