package dev.pycache.cache.clean;

import dev.pycache.cache.status.StatusEntry;
import java.io.IOException;

/** What becomes of a file that was chosen, or of a folder. */
public sealed interface CleanOutcome {
  /** The file or the folder. */
  String path();

  /** A file is gone; in a dry run, would be. */
  record Removed(StatusEntry entry) implements CleanOutcome {
    @Override
    public String path() {
      return entry.cache();
    }
  }

  /** A folder of caches is gone, in which there was nothing left; in a dry run, would be. */
  record RemovedFolder(String path) implements CleanOutcome {}

  /** A file was chosen, but is kept. */
  record Kept(StatusEntry entry, Reason reason) implements CleanOutcome {
    @Override
    public String path() {
      return entry.cache();
    }
  }

  /** A file or folder could not be looked at or removed. */
  record Failed(String path, IOException cause) implements CleanOutcome {}

  /** Why a file is kept. */
  enum Reason {
    /** Git has it, and it was not asked for those. */
    TRACKED,
    /** It does not begin as a cache does. */
    NOT_A_CACHE,
    /** It is a symbolic link, a folder, or something else that is no regular file. */
    NOT_A_FILE,
    /** Its folder is a symbolic link, and what is in there may be part of another tree. */
    LINKED_FOLDER,
    /** It is no longer the file that was looked at. */
    CHANGED
  }
}
