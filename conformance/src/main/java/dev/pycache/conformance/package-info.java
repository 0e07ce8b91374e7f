/**
 * Is it true? The same sources compiled by pycache and by a real interpreter, compared byte for
 * byte.
 *
 * <p>A {@link dev.pycache.conformance.Corpus} yields sources: the files of a tree, the string
 * constants in a tree, or the files of a tree after damage. A {@link dev.pycache.conformance.Judge}
 * has both compilers take each one and compares the marshalled code or the exception, and the
 * warnings. {@link dev.pycache.conformance.Main} is the command; it prints each difference (for
 * code, the two listings side by side from the first instruction that differs) and the count.
 *
 * <p>The interpreter runs in {@code reference.py}, which forks a fresh process for every source:
 * what an interpreter has compiled or imported before shows in its output. Differences that are
 * known are listed in a file, and each entry must still differ, so that the list cannot outlive its
 * reasons.
 */
@NullMarked
package dev.pycache.conformance;

import org.jspecify.annotations.NullMarked;
