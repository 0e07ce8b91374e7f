package dev.pycache.cache.doctor;

import dev.pycache.cache.path.FileNames;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The folders in which a look has met sources. */
final class SourceFolders {
  /** By their absolute paths; as the look has them. */
  private final NavigableMap<String, String> folders = new TreeMap<>();

  void add(String folder) {
    folders.put(absolute(folder), folder);
  }

  /** All of them, as the look has them. */
  Collection<String> all() {
    return folders.values();
  }

  /** The absolute form of a path, by names alone. */
  static String absolute(String path) {
    return FileNames.of(FileNames.toPath(path).toAbsolutePath().normalize());
  }

  /**
   * Those that are a folder or below it.
   *
   * @param folder an absolute path
   * @return the way from the folder to each, empty for itself; and each as the look has it
   */
  Map<String, String> below(String folder) {
    Map<String, String> found = new TreeMap<>();
    String start = folder.equals("/") ? folder : folder + "/";
    String itself = folders.get(folder);
    if (itself != null) {
      found.put("", itself);
    }
    for (Map.Entry<String, String> each : folders.tailMap(start).entrySet()) {
      if (!each.getKey().startsWith(start)) {
        break;
      }
      found.put(each.getKey().substring(start.length()), each.getValue());
    }
    return found;
  }

  /** Whether there are any at an absolute path or below it. */
  boolean hasAnyBelow(String folder) {
    String start = folder.equals("/") ? folder : folder + "/";
    String next = folders.ceilingKey(start);
    return folders.containsKey(folder) || next != null && next.startsWith(start);
  }
}
