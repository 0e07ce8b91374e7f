package dev.pycache.cache.compile;

/**
 * How many caches were written and found fresh, how many sources were rejected, how many paths
 * failed.
 */
public record CompileSummary(int written, int fresh, int rejected, int failed) {}
