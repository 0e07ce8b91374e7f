/**
 * Styled text on its way out: to a terminal in colours, to a file or a pipe as it is, and into a
 * page of HTML. In go pieces of text with a {@link dev.pycache.bytecode.dis.Style}, which say what
 * they are and not how they look.
 *
 * <p>What is in a file of Python may have been put there by somebody who means harm: a terminal
 * gets no control characters from it, a page no markup.
 */
@NullMarked
package dev.pycache.cli.text;

import org.jspecify.annotations.NullMarked;
