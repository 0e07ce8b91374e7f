package dev.pycache.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The {@code .py} files of some trees as they are, sorted by path; folders named in {@code
 * excluded} (such as {@code site-packages}) are not entered.
 */
record TreeCorpus(List<Path> roots, Set<String> excluded) implements Corpus {
  @Override
  public void forEach(Sink sink) throws IOException {
    for (Path file : files()) {
      String name = file.toAbsolutePath().toString();
      sink.accept(new Case(file.toString(), Files.readAllBytes(file), name));
    }
  }

  List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              Path name = dir.getFileName();
              boolean skip =
                  name != null && !dir.equals(root) && excluded.contains(name.toString());
              return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && file.toString().endsWith(".py")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Collections.sort(found);
    return found;
  }
}
