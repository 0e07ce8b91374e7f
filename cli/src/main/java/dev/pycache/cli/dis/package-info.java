/**
 * {@code pycache dis}: files as listings. In go files that were read ({@link
 * dev.pycache.cli.input.FileLoader}); out come the text that the {@code dis} of their version
 * prints, the same in columns beside each other, JSON, or a page of HTML. Files are worked on at
 * the same time and come out in their order.
 */
@NullMarked
package dev.pycache.cli.dis;

import org.jspecify.annotations.NullMarked;
