package dev.pycache.cache.canonical;

/**
 * How many files were canonical, were rewritten, are not canonical and were only checked, could not
 * be had.
 */
public record CanonicalSummary(int canonical, int rewritten, int notCanonical, int failed) {}
