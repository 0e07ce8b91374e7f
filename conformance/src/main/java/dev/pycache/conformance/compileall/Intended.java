package dev.pycache.conformance.compileall;

/** What pycache does otherwise than {@code compileall} of 3.11, on purpose. */
enum Intended {
  HASHES_ARE_COMPARED("a hash-based cache of an unchanged source is left alone, not made again"),
  LEVELS_ARE_JUDGED_ONE_BY_ONE("a fresh cache is left alone if that of another level is stale"),
  SIZE_IS_SEEN("a source of the old time and another size is compiled again"),
  MODE_IS_CHANGED("a fresh cache of another mode than the one asked for is converted"),
  NAME_IS_CHANGED("a fresh cache with another name than -d, -s or -p ask for is made again"),
  STRIPPED_IS_THE_BEGINNING(
      "-s takes away what a path begins with, as from 3.13 on, not single folders that agree"),
  MISSING_PATH_FAILS("a path that does not exist ends in status 2, not 0", true),
  IO_ERROR_IS_TOLD_APART("what cannot be written ends in status 2, not 1", true),
  WRONG_USAGE_IS_2(
      "an option that makes no sense ends in status 2, not in a traceback and 1", true);

  private final String text;
  private final boolean ofStatus;

  Intended(String text) {
    this(text, false);
  }

  Intended(String text, boolean ofStatus) {
    this.text = text;
    this.ofStatus = ofStatus;
  }

  /** Whether the exit status differs, and nothing else. */
  boolean isOfStatus() {
    return ofStatus;
  }

  String text() {
    return text;
  }
}
