/**
 * What {@code pycache clean} says: a line for each file, a summary, or an object of JSON for each
 * file and folder.
 *
 * <p>In go the outcomes of {@link dev.pycache.cache.clean}, in the order of paths, and are written
 * as they come. {@link dev.pycache.cli.clean.Amounts} reads ages and sizes from the command line.
 */
@NullMarked
package dev.pycache.cli.clean;

import org.jspecify.annotations.NullMarked;
