package dev.pycache.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy of the Python sources of a tree, to which any harm may be done. */
final class Tree {
  private final Path root;

  private Tree(Path root) {
    this.root = root;
  }

  /**
   * Copies the sources below {@code original} with their times, and leaves caches and all else
   * behind.
   */
  static Tree copy(Path original, Path to) throws IOException {
    for (Path source : sources(original)) {
      Path copy = to.resolve(original.relativize(source));
      Files.createDirectories(copy.getParent());
      Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new Tree(to);
  }

  /**
   * The same sources in another folder, as links to the same files. A run from nothing gets one of
   * its own: to remove the caches of the run before instead would have the file system shun the
   * places of what was removed, for a minute, and spend more time on that than some contenders
   * spend on theirs.
   */
  Tree linked(Path to) throws IOException {
    for (Path source : sources()) {
      Path link = to.resolve(root.relativize(source));
      Files.createDirectories(link.getParent());
      Files.createLink(link, source);
    }
    return new Tree(to);
  }

  /** The caches alone in another folder, as links to the same files. */
  Tree caches(Path to) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path cache : files.filter(file -> file.toString().endsWith(".pyc")).toList()) {
        Path link = to.resolve(root.relativize(cache));
        Files.createDirectories(link.getParent());
        Files.createLink(link, cache);
      }
    }
    return new Tree(to);
  }

  Path root() {
    return root;
  }

  List<Path> sources() throws IOException {
    return sources(root);
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(".py")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  /** Removes all that is below a folder, and the folder. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException e)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Number of bytes of all caches. */
  long cacheBytes() throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".pyc")).mapToLong(Tree::size).sum();
    }
  }

  /** Number of bytes of all sources. */
  long sourceBytes() throws IOException {
    return sources().stream().mapToLong(Tree::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
