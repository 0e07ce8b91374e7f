/**
 * How two compiled files differ by meaning, and how two listings stand beside each other.
 *
 * <p>In go two files that were read ({@link dev.pycache.bytecode.diff.ComparedFile}), out comes a
 * {@link dev.pycache.bytecode.diff.FileDifference}: what differs in the header, in each pair of
 * code objects, and in how the values are written. Code objects are paired by their place in the
 * nest, their name and their order; instructions are aligned as lines of text are, jumps compared
 * by where they lead and constants by what they are, so that one instruction more does not make a
 * hundred others differ. Whatever byte differs, something is found: where the values are equal, the
 * order of the objects, their references and marks are compared one by one.
 *
 * <p>{@link dev.pycache.bytecode.diff.Alignment} is the algorithm below all of it, and {@link
 * dev.pycache.bytecode.diff.SourceColumns} puts any number of code objects beside each other by the
 * lines of their source.
 */
@NullMarked
package dev.pycache.bytecode.diff;

import org.jspecify.annotations.NullMarked;
