package dev.pycache.cache.compile;

import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.compile.SourceReader.Content;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Who knows whether the code in a cache was made of the bytes that its source has now. A hash in a
 * header tells that by itself; time and size do not, since a source can be changed twice in a
 * second and keep its size.
 */
interface Trust {
  /**
   * Whether a cache with a time and a size in its header was made of these bytes.
   *
   * @param header what it begins with
   * @param content the source
   */
  boolean vouches(Node.Source source, String cache, PycHeader header, Content content);

  /** Hears that a cache now has a header and the code of a source. */
  default void made(String cache, PycHeader header, Content content) {}

  /**
   * Trusts a cache that is fresh by its header and was written after the last time that anything
   * was done to the source. That is the time of its inode, which no program can set: what has a
   * forged time, or came out of an archive after its cache was made, does not pass.
   */
  static Trust inTimesOfFiles() {
    return (source, cache, header, content) -> {
      Path file = FileNames.toPath(source.path());
      try {
        FileTime written = Files.getLastModifiedTime(FileNames.toPath(cache));
        return changed(file).compareTo(written) < 0
            && changed(file, LinkOption.NOFOLLOW_LINKS).compareTo(written) < 0;
      } catch (IOException | UnsupportedOperationException e) {
        return false;
      }
    };
  }

  private static FileTime changed(Path file, LinkOption... options) throws IOException {
    return (FileTime) Files.getAttribute(file, "unix:ctime", options);
  }
}
