package dev.pycache.cache.why;

import dev.pycache.cache.freshness.InvalidationMode;

/**
 * What becomes of the cache after an import has compiled the source ({@code
 * SourceFileLoader.set_data}): no failure to write it stops an import.
 */
public sealed interface Writing {
  /**
   * It is written.
   *
   * @param mode how it knows its source: as the one before it did, by time and size if there was
   *     none
   */
  record Written(InvalidationMode mode) implements Writing {}

  /** It is not tried ({@code -B}, {@code PYTHONDONTWRITEBYTECODE}). */
  record Refrained() implements Writing {}

  /**
   * It is tried and fails.
   *
   * @param path what stands in the way
   */
  record Fails(String path, Obstacle obstacle) implements Writing {}

  /** Why something cannot be written. */
  enum Obstacle {
    PERMISSION_DENIED,
    READ_ONLY_FILE_SYSTEM,
    NOT_A_FOLDER,
    IS_A_FOLDER
  }
}
