package dev.pycache.cache.compile;

/**
 * How a compilation went.
 *
 * @param written caches that were compiled and written
 * @param converted caches that only got another header
 * @param fresh caches that were left alone
 * @param rejected sources that do not compile
 * @param failed paths that could not be read or written
 * @param leftovers temporary files of writers that were killed, which have been removed
 */
public record CompileSummary(
    int written, int converted, int fresh, int rejected, int failed, int leftovers) {}
