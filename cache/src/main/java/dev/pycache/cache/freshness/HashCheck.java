package dev.pycache.cache.freshness;

/** Which hash-based caches are compared with their source ({@code --check-hash-based-pycs}). */
public enum HashCheck {
  /** Those whose header asks for it. */
  DEFAULT,
  /** All, whatever their header says. */
  ALWAYS,
  /** None. */
  NEVER
}
