package dev.pycache.cache.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private List<String> visit(String... names) {
    List<String> found = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(name.isEmpty() ? folder.toString() : folder + "/" + name);
    }
    FileTree.visit(
        paths,
        List.of(".pyc", ".pyo"),
        new FileTree.Visitor() {
          @Override
          public void file(String path) {
            found.add(path.substring(folder.toString().length()));
          }

          @Override
          public void unreadable(String path, IOException cause) {
            found.add("unreadable " + path.substring(folder.toString().length()));
          }
        });
    return found;
  }

  @Test
  void findsByNameInOrder() throws Exception {
    for (String name : new String[] {"b.pyc", "a/z.pyo", "a/__pycache__/x.pyc", "c.py", "B.pyc"}) {
      file(name);
    }
    assertThat(visit("")).containsExactly("/B.pyc", "/a/__pycache__/x.pyc", "/a/z.pyo", "/b.pyc");
    assertThat(visit("c.py", "a/", "none")).startsWith("/c.py", "/a/__pycache__/x.pyc");
    assertThat(visit("none")).containsExactly("/none");
  }

  @Test
  void neverFollowsLinksThatItFinds() throws Exception {
    file("tree/a.pyc");
    file("outside/b.pyc");
    Files.createSymbolicLink(folder.resolve("tree/folder"), folder.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("tree/c.pyc"), folder.resolve("outside/b.pyc"));
    Files.createSymbolicLink(folder.resolve("tree/loop"), folder.resolve("tree"));
    Files.createSymbolicLink(folder.resolve("given"), folder.resolve("outside"));
    assertThat(visit("tree")).containsExactly("/tree/a.pyc");
    assertThat(visit("given")).containsExactly("/given/b.pyc");
  }

  @Test
  void tellsOfFoldersThatItCannotList() throws Exception {
    file("closed/a.pyc");
    file("open/b.pyc");
    Path closed = folder.resolve("closed");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      Assumptions.assumeFalse(Files.isReadable(closed), "this user may read everything");
      assertThat(visit("")).containsExactly("unreadable /closed", "/open/b.pyc");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
