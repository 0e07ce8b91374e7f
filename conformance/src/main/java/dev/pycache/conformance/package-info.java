/**
 * Is it true? What pycache makes, compared with what a real interpreter makes of the same.
 *
 * <p>Compiling: a {@link dev.pycache.conformance.Corpus} yields sources: the files of a tree, the
 * string constants in a tree, or the files of a tree after damage. A {@link
 * dev.pycache.conformance.Judge} has both compilers take each one and compares the marshalled code
 * or the exception, and the warnings. {@link dev.pycache.conformance.Main} is the command; it
 * prints each difference (for code, the two listings side by side from the first instruction that
 * differs) and the count. The interpreter runs in {@code reference.py}, which forks a fresh process
 * for every source: what an interpreter has compiled or imported before shows in its output.
 *
 * <p>Reading: {@link dev.pycache.conformance.ReadCommand} takes an interpreter of any version from
 * 2.7 on. A {@link dev.pycache.conformance.ReadJudge} reads the caches that it makes of its own
 * sources, in {@code caches.py}, writes them again, brings them into the canonical form, and
 * compares the listings with those of that version's {@code dis}.
 *
 * <p>Differences that are known are listed in a file, and each entry must still differ, so that the
 * list cannot outlive its reasons. Not a module: {@code fuzz} looks behind the walls of others.
 */
@NullMarked
package dev.pycache.conformance;

import org.jspecify.annotations.NullMarked;
