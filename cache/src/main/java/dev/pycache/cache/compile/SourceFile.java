package dev.pycache.cache.compile;

/**
 * A source that somebody knows of.
 *
 * @param root the given path below which it is; equal to {@code path} if it was given itself
 * @param path the source: {@code root} joined with the names below it
 */
public record SourceFile(String root, String path) {}
