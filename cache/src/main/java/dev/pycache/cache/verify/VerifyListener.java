package dev.pycache.cache.verify;

import java.io.IOException;

/** Hears how a verification goes on, on the thread that called for it. */
public interface VerifyListener {
  /** Called for each cache that was looked at, in the order of paths. */
  void finished(Verification verification);

  /** A given path that does not exist, or a folder that cannot be listed. */
  void unreadable(String path, IOException cause);

  /** Called now and then with the number of caches that are done. */
  default void progressed(long done) {}
}
