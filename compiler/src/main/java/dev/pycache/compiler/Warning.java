package dev.pycache.compiler;

/**
 * A warning that CPython issues while it compiles.
 *
 * @param category name of the Python class, {@code "SyntaxWarning"} or {@code "DeprecationWarning"}
 * @param line line it is reported at, from 1
 */
public record Warning(String category, String message, int line) {}
