package dev.pycache.cache.file;

import dev.pycache.cache.path.FileNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is in folders, by the names that Python has for it. */
public final class Folders {
  /** A name with bytes that Java cannot say shows this; see {@link FileNames}. */
  private static final char REPLACEMENT = '\uFFFD';

  private Folders() {}

  /** The names in a folder, sorted. */
  public static String[] list(String folder) throws IOException {
    String[] names = names(folder);
    Arrays.sort(names);
    return names;
  }

  /** The names in a folder, in no order. */
  public static String[] names(String folder) throws IOException {
    if (FileNames.isPlain(folder)) {
      String[] names = new File(folder).list();
      if (names != null && !anyUnsayable(names)) {
        return names;
      }
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(FileNames.toPath(folder))) {
      for (Path path : paths) {
        names.add(FileNames.lastName(path));
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names.toArray(String[]::new);
  }

  private static boolean anyUnsayable(String[] names) {
    for (String name : names) {
      if (name.indexOf(REPLACEMENT) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the path is a folder and no symbolic link to one. */
  public static boolean isFolder(String path) {
    return isFolder(FileNames.toPath(path));
  }

  /** The same for a path as Java has it. Links are only asked for where a folder is. */
  public static boolean isFolder(Path path) {
    try {
      BasicFileAttributes attributes = SourceStamp.basicOf(path);
      return attributes != null && attributes.isDirectory() && !Files.isSymbolicLink(path);
    } catch (IOException e) {
      return false;
    }
  }

  /** {@code os.path.join}: as given, with a slash only where there is none. */
  public static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
