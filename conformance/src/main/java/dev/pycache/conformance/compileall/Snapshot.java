package dev.pycache.conformance.compileall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that is in a folder. */
final class Snapshot {
  private final NavigableMap<String, Entry> entries = new TreeMap<>();

  /**
   * Something in the folder.
   *
   * @param kind what it is and its mode, or where a symbolic link leads
   * @param content the bytes of a file
   * @param first the first name of the same file: another one than its own for a hard link
   * @param modified when it was last changed
   */
  record Entry(String kind, byte[] content, String first, FileTime modified) {
    boolean looksLike(Entry other) {
      return hasContentOf(other) && first.equals(other.first);
    }

    boolean hasContentOf(Entry other) {
      return kind.equals(other.kind) && Arrays.equals(content, other.content);
    }
  }

  private Snapshot() {}

  static Snapshot of(Path folder) throws IOException {
    var snapshot = new Snapshot();
    Map<Object, String> firsts = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = folder.relativize(file).toUri().getRawPath();
        snapshot.entries.put(
            name.substring(Path.of("").toUri().getRawPath().length()), entry(file, name, firsts));
      }
    }
    return snapshot;
  }

  private static Entry entry(Path file, String name, Map<Object, String> firsts)
      throws IOException {
    var attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    FileTime modified = attributes.lastModifiedTime();
    if (attributes.isSymbolicLink()) {
      return new Entry("-> " + Files.readSymbolicLink(file), new byte[0], "", modified);
    }
    String mode = PosixFilePermissions.toString(attributes.permissions());
    if (!attributes.isRegularFile()) {
      return new Entry("folder " + mode, new byte[0], "", modified);
    }
    String first = firsts.computeIfAbsent(String.valueOf(attributes.fileKey()), key -> name);
    return new Entry(mode, Files.readAllBytes(file), first, modified);
  }

  SortedMap<String, Entry> entries() {
    return entries;
  }

  /** Names in either of two. */
  static List<String> names(Snapshot a, Snapshot b) {
    return Stream.concat(a.entries.keySet().stream(), b.entries.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
