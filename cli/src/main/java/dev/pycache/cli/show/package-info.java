/**
 * What {@code pycache show} and {@code pycache canonicalise} tell of a {@code .pyc}.
 *
 * <p>In go a file that was read ({@link dev.pycache.bytecode.pyc}) and its {@link
 * dev.pycache.bytecode.anatomy.Anatomy}; out come the header in words, the tree of code objects,
 * the bars that show where the bytes go, or the same as an object of JSON. The texts are 80 columns
 * wide; whatever a file calls its code objects stands on one line.
 */
@NullMarked
package dev.pycache.cli.show;

import org.jspecify.annotations.NullMarked;
