package dev.pycache.cache.compile;

import org.jspecify.annotations.Nullable;

/**
 * A warning that CPython issues when it compiles a source.
 *
 * @param category name of the Python class, {@code "SyntaxWarning"} or {@code "DeprecationWarning"}
 * @param line line it is reported at, from 1
 * @param text that line of the source, or null if there is none
 */
public record SourceWarning(String category, String message, int line, @Nullable String text) {}
