/**
 * {@code pycache diff}: how two files differ, told to people, to programs or on a page. In go two
 * files that were read and their {@link dev.pycache.bytecode.diff.FileDifference}.
 */
@NullMarked
package dev.pycache.cli.diff;

import org.jspecify.annotations.NullMarked;
