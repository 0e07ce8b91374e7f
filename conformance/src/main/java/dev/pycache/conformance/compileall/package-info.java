/**
 * {@code pycache compile} against {@code python -m compileall}, as whole processes on small trees:
 * option by option, and whole against torn ({@link
 * dev.pycache.conformance.compileall.KillCommand}).
 *
 * <p>In go command lines, out come the trees that both leave behind: names, bytes, modes and hard
 * links. Where pycache does on purpose what {@code compileall} does not, a {@link
 * dev.pycache.conformance.compileall.Intended} difference says so, and one that no longer occurs is
 * a failure.
 */
@NullMarked
package dev.pycache.conformance.compileall;

import org.jspecify.annotations.NullMarked;
