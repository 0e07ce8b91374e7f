/**
 * The {@code pycache} command.
 *
 * <p>In go arguments, out come text or JSON and an exit status. A command is made only when it is
 * called: starting the Java machine is most of what a small run costs, and every class that is not
 * loaded shortens it.
 *
 * <p>Here are the commands as words and options; what the larger ones do is in a package of its own
 * for each ({@code dis}, {@code diff}, {@code show}), what they read is in {@code input}, and how
 * text reaches a terminal or a page in {@code text}.
 *
 * <p>{@code Lib/compileall.py} ({@code main}) and {@code Lib/traceback.py} do the same work in
 * Python.
 */
@NullMarked
package dev.pycache.cli;

import org.jspecify.annotations.NullMarked;
