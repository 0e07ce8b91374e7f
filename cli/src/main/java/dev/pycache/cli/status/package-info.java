/**
 * What {@code pycache status} says: a line for each cache that needs attention, a table of states
 * by interpreter, or an object of JSON for each file.
 *
 * <p>In go the entries of {@link dev.pycache.cache.status}, in the order of paths. Text for people
 * waits for the table, which stands above the list, so of each state no more than a few lines are
 * kept; what was asked for one by one ({@code -v}, {@code --state}) and JSON are written as they
 * come.
 */
@NullMarked
package dev.pycache.cli.status;

import org.jspecify.annotations.NullMarked;
