package dev.pycache.cache.clean;

import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the ways to folders begin: at what was given, which may be reached through links. */
final class Bases {
  private final List<String> given;
  private final Optional<String> prefix;

  Bases(List<String> paths, Optional<String> prefix) {
    this.given = paths;
    this.prefix = prefix;
  }

  /** A folder as a given one and the names that lead on from there. */
  record Way(String base, List<String> names) {}

  /** The way to a folder of sources. */
  Way toSources(String folder) {
    for (String path : given) {
      String root = withoutSlashes(path);
      if (folder.equals(path) || folder.equals(root)) {
        return new Way(path, List.of());
      }
      String start = root.endsWith("/") ? root : root + "/";
      if (folder.startsWith(start)) {
        return new Way(path, names(folder.substring(start.length())));
      }
    }
    return new Way(folder.isEmpty() ? "." : folder, List.of()); // that of a file that was given
  }

  /** The way to a folder of caches, which is not empty: it does not begin there. */
  Way toCaches(String sources, String cacheFolder) {
    if (prefix.isEmpty()) {
      Way way = toSources(sources);
      List<String> names = new ArrayList<>(way.names());
      names.add(CacheLayout.FOLDER);
      return new Way(way.base(), names);
    }
    Path root = FileNames.toPath(prefix.get()).toAbsolutePath().normalize();
    Path folder = FileNames.toPath(cacheFolder).toAbsolutePath().normalize();
    List<String> names = new ArrayList<>();
    for (Path name : root.relativize(folder)) {
      names.add(FileNames.lastName(name));
    }
    return new Way(prefix.get(), names);
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static String withoutSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
