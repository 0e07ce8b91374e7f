package dev.pycache.cache.doctor;

import java.io.IOException;

/** Hears what is found, one thing after the other, on the thread that asked. */
public interface DoctorListener {
  /** Something hurts. */
  void found(Finding finding);

  /** A file or folder that could not be looked at; findings about it may be missing. */
  void failed(String path, IOException cause);

  /**
   * The look at the tree goes on.
   *
   * @param files number of sources and caches so far
   */
  default void progressed(long files) {}
}
