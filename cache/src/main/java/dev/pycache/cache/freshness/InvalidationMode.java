package dev.pycache.cache.freshness;

import java.util.Locale;
import java.util.Optional;

/** How a cache knows its source ({@code py_compile.PycInvalidationMode}, PEP 552). */
public enum InvalidationMode {
  TIMESTAMP,
  CHECKED_HASH,
  UNCHECKED_HASH;

  /** The mode of this name, in any case, with {@code -} or {@code _}. */
  public static Optional<InvalidationMode> parse(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    for (InvalidationMode mode : values()) {
      if (mode.name().equals(wanted)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  /** As {@code compileall} spells it: {@code checked-hash}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
