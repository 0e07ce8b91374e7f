package dev.pycache.cache.clean;

import dev.pycache.cache.path.FileNames;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that has been opened from a given one downwards, a name at a time and through no
 * symbolic link, and that stays what it is whatever is done to its path. What is done here is done
 * to the names in it.
 */
final class OpenFolder implements Closeable {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** From the given folder to this one. */
  private final List<SecureDirectoryStream<Path>> chain = new ArrayList<>();

  private final List<String> names;

  private OpenFolder(List<String> names) {
    this.names = names;
  }

  /**
   * Opens a folder.
   *
   * @param base a folder that somebody gave, which may be a symbolic link to one
   * @param names from there downwards
   * @throws IOException if one of them cannot be opened, or is a symbolic link
   */
  static OpenFolder of(String base, List<String> names) throws IOException {
    var folder = new OpenFolder(names);
    boolean isOpen = false;
    try {
      folder.open(base);
      isOpen = true;
      return folder;
    } finally {
      if (!isOpen) {
        folder.close();
      }
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the chain keeps it, and is closed
  private void open(String base) throws IOException {
    DirectoryStream<Path> first = Files.newDirectoryStream(FileNames.toPath(base));
    if (!(first instanceof SecureDirectoryStream<Path> secure)) {
      first.close();
      throw new FileSystemException(base, null, "is on a file system without open folders");
    }
    chain.add(secure);
    for (String name : names) {
      chain.add(chain.getLast().newDirectoryStream(single(name), LinkOption.NOFOLLOW_LINKS));
    }
  }

  /** What a name is, symbolic links not followed. */
  BasicFileAttributes look(String name) throws IOException {
    return chain
        .getLast()
        .getFileAttributeView(single(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** The first bytes of a file. */
  byte[] start(String name, int length) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(length);
    try (SeekableByteChannel channel = chain.getLast().newByteChannel(single(name), READ)) {
      while (start.hasRemaining() && channel.read(start) >= 0) {
        // until there is no more
      }
    }
    return Arrays.copyOf(start.array(), start.position());
  }

  /** Removes a file; of a symbolic link, the link. */
  void delete(String name) throws IOException {
    chain.getLast().deleteFile(single(name));
  }

  /**
   * Removes this folder, which is not the given one, if there is nothing in it.
   *
   * @return whether there was nothing in it
   */
  boolean deleteIfEmpty() throws IOException {
    try {
      chain.get(chain.size() - 2).deleteDirectory(single(names.getLast()));
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Number of names in this folder. To be asked for once. */
  int count() throws IOException {
    int count = 0;
    try {
      for (Path _ : chain.getLast()) {
        count++;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return count;
  }

  /** The path of one name, not put behind any other. */
  private static Path single(String name) {
    Path path = FileNames.toPath(name);
    Path last = path.getFileName();
    return last == null ? path : last;
  }

  @Override
  public void close() throws IOException {
    IOException problem = null;
    for (SecureDirectoryStream<Path> each : chain.reversed()) {
      try {
        each.close();
      } catch (IOException e) {
        problem = e;
      }
    }
    rethrow(problem);
  }

  private static void rethrow(@Nullable IOException problem) throws IOException {
    if (problem != null) {
      throw problem;
    }
  }
}
