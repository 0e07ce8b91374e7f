package dev.pycache.cache.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pycache.cache.file.CacheStore.Replacing;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What depends on umask and rights is in {@code WriteAgentTest} of {@code conformance}. */
class CacheStoreTest {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4, 5};

  @TempDir Path folder;

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesIntoFoldersThatAreNotThereYet(Replacing replacing) throws IOException {
    Path caches = folder.resolve("x/y/__pycache__");
    Path cache = caches.resolve("a.pyc");
    new CacheStore(replacing).write(cache.toString(), NEW, PRIVATE);
    assertThat(cache).hasBinaryContent(NEW);
    assertThat(names(caches)).containsExactly("a.pyc");
  }

  @Test
  void givesACacheThePermissionsOfItsSourceButNoRightToExecute() throws IOException {
    Path cache = folder.resolve("a.pyc");
    new CacheStore().write(cache.toString(), NEW, PosixFilePermissions.fromString("r-x------"));
    assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PRIVATE);
  }

  @Test
  void replacesAFileThatIsReadOnly() throws IOException {
    Path cache = Files.write(folder.resolve("a.pyc"), OLD);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r--r--r--"));
    new CacheStore().write(cache.toString(), NEW, PRIVATE);
    assertThat(cache).hasBinaryContent(NEW);
  }

  @Test
  void doesNotReplaceWhatSomebodyMadeSomethingElse() throws IOException {
    Path target = Files.write(folder.resolve("target"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("a.pyc"), target);
    Path inner = Files.createDirectory(folder.resolve("b.pyc"));
    var store = new CacheStore();
    assertThatThrownBy(() -> store.write(link.toString(), NEW, PRIVATE))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(link + ": is a symbolic link and will not be replaced");
    assertThatThrownBy(() -> store.write(inner.toString(), NEW, PRIVATE))
        .hasMessage(inner + ": is not a regular file and will not be replaced");
    assertThatThrownBy(() -> CacheStore.checkReplaceable(link.toString()))
        .isInstanceOf(FileSystemException.class);
    assertThat(names(folder)).containsExactly("a.pyc", "b.pyc", "target");
    assertThat(target).hasBinaryContent(OLD);
  }

  @Test
  void anImportReplacesLinksButNotWhatTheyLeadTo() throws IOException {
    Path target = Files.write(folder.resolve("target"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("a.pyc"), target);
    Path inner = Files.createDirectory(folder.resolve("b.pyc"));
    var store = new CacheStore(Replacing.ANYTHING);
    store.write(link.toString(), NEW, PRIVATE);
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(link).hasBinaryContent(NEW);
    assertThat(target).hasBinaryContent(OLD);
    assertThatThrownBy(() -> store.write(inner.toString(), NEW, PRIVATE))
        .isInstanceOf(IOException.class);
    assertThat(names(folder)).containsExactly("a.pyc", "b.pyc", "target");
  }

  @Test
  void whatStandsInTheWayOfAFolderIsLeftThere() throws IOException {
    Path file = Files.write(folder.resolve("__pycache__"), OLD);
    assertThatThrownBy(() -> new CacheStore().write(file + "/a.pyc", NEW, PRIVATE))
        .isInstanceOf(IOException.class);
    assertThat(file).hasBinaryContent(OLD);
  }

  /** Python cannot: the name of its temporary file is longer than that of the cache. */
  @Test
  void writesEveryNameThatAFileCanHave() throws IOException {
    Path cache = folder.resolve("a".repeat(255 - ".cpython-311.pyc".length()) + ".cpython-311.pyc");
    new CacheStore().write(cache.toString(), NEW, PRIVATE);
    assertThat(cache).hasBinaryContent(NEW);
    String odd = folder + "/\udcff é.pyc";
    new CacheStore().write(odd, NEW, PRIVATE);
    assertThat(FileNames.toPath(odd)).hasBinaryContent(NEW);
  }

  /** As when a system was asleep for long, and somebody took its writers for dead. */
  @Test
  void writesAgainIfSomebodyTookTheNewFileAway() throws Exception {
    Path cache = folder.resolve("a.pyc");
    byte[] large = new byte[32 << 20];
    var taken = new AtomicBoolean();
    Thread thief =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (!taken.get() && !Thread.currentThread().isInterrupted()) {
                    taken.set(takeTemporary());
                  }
                });
    for (int round = 0; round < 20 && !taken.get(); round++) {
      new CacheStore().write(cache.toString(), large, PRIVATE);
    }
    thief.interrupt();
    thief.join();
    assumeTrue(taken.get(), "nothing was taken away in time");
    assertThat(names(folder)).containsExactly("a.pyc");
    assertThat(Files.size(cache)).isEqualTo(large.length);
  }

  private boolean takeTemporary() {
    try {
      for (String name : names(folder)) {
        if (name.endsWith(".tmp")) {
          return Files.deleteIfExists(folder.resolve(name));
        }
      }
    } catch (IOException e) {
      // it is renamed meanwhile
    }
    return false;
  }

  @Test
  void whoReadsMeanwhileSeesOneWholeFileOrTheOther() throws Exception {
    Path caches = folder.resolve("__pycache__");
    Path cache = caches.resolve("a.pyc");
    var store = new CacheStore();
    store.write(cache.toString(), content(0), PRIVATE);
    List<Callable<Void>> works = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      byte[] mine = content(i);
      works.add(
          () -> {
            for (int round = 0; round < 50; round++) {
              store.write(cache.toString(), mine, PRIVATE);
              byte[] seen = Files.readAllBytes(cache);
              assertThat(seen).isEqualTo(content(seen[0]));
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(works.size())) {
      for (var done : threads.invokeAll(works)) {
        done.get();
      }
    }
    assertThat(names(caches)).containsExactly("a.pyc");
  }

  /** A file that says by its first byte how long it is and what it is made of. */
  private static byte[] content(int kind) {
    byte[] content = new byte[10_000 * (kind + 1)];
    Arrays.fill(content, (byte) kind);
    return content;
  }
}
