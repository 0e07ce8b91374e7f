package dev.pycache.compiler.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * Two things that belong together for as long as the parse lasts ({@code KeyValuePair} and its like
 * of pegen.h).
 */
record Pair(@Nullable Object first, Object second) {}
