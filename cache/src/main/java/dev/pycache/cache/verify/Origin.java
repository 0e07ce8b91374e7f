package dev.pycache.cache.verify;

import dev.pycache.bytecode.Target;

/**
 * Who makes this code of the source.
 *
 * @param target the newest releases that do; older ones of the same magic number may too
 * @param level the level of optimisation
 * @param sameBytes whether the very bytes were compared; otherwise it is the same value, written in
 *     another way
 */
public record Origin(Target target, int level, boolean sameBytes) {}
