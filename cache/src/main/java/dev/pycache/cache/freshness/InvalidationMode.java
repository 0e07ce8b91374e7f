package dev.pycache.cache.freshness;

import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a cache knows its source ({@code py_compile.PycInvalidationMode}, PEP 552). */
public enum InvalidationMode {
  /** By its time and size. */
  TIMESTAMP,
  /** By its hash, which every import compares. */
  CHECKED_HASH,
  /** By its hash, which no import compares. */
  UNCHECKED_HASH;

  /** With this variable set, times are no use: what is built twice has to be the same. */
  private static final String SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH";

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

  /**
   * The mode of caches that are compiled without a word about it ({@code
   * py_compile._get_default_invalidation_mode}): checked hashes if {@code SOURCE_DATE_EPOCH} is set
   * and not empty.
   *
   * @param environment variables of the process
   */
  public static InvalidationMode byDefault(Map<String, String> environment) {
    return environment.getOrDefault(SOURCE_DATE_EPOCH, "").isEmpty() ? TIMESTAMP : CHECKED_HASH;
  }

  /**
   * The mode of the cache that an import writes after this verdict on the old one ({@code
   * SourceLoader.get_code}): one whose hash was wrong is replaced by one of its own kind, all
   * others by time and size, whatever {@code SOURCE_DATE_EPOCH} says.
   *
   * @throws IllegalArgumentException if the old one is used
   */
  public static InvalidationMode ofImport(HeaderVerdict verdict) {
    return switch (verdict) {
      case HeaderVerdict.StaleHash stale -> stale.mode();
      case HeaderVerdict.OtherMagic v -> TIMESTAMP;
      case HeaderVerdict.Truncated v -> TIMESTAMP;
      case HeaderVerdict.UnknownFlags v -> TIMESTAMP;
      case HeaderVerdict.StaleTime v -> TIMESTAMP;
      case HeaderVerdict.StaleSize v -> TIMESTAMP;
      case HeaderVerdict.Fresh v -> throw new IllegalArgumentException("nothing is written");
      case HeaderVerdict.Unchecked v -> throw new IllegalArgumentException("nothing is written");
    };
  }

  /**
   * The header of a cache of a source in this mode.
   *
   * @param magic of the Python it is for
   * @throws IOException if the source has to be read and cannot be
   * @throws IllegalArgumentException if that Python knows no hashes, and this is one
   */
  public PycHeader header(Magic magic, SourceFacts source) throws IOException {
    return switch (this) {
      case TIMESTAMP -> PycHeader.timestamp(magic, source.mtime(), source.size());
      case CHECKED_HASH -> PycHeader.hashed(magic, source.hash(magic.python()), true);
      case UNCHECKED_HASH -> PycHeader.hashed(magic, source.hash(magic.python()), false);
    };
  }

  /** As {@code compileall} spells it: {@code checked-hash}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
