/**
 * Which Python is meant where nobody says it: what the files of a project tell.
 *
 * <p>In: the working folder and the environment. Out: a {@link
 * dev.pycache.cli.python.PythonChoice}, the release that is compiled for and the reason. The places
 * that are looked at, and their order, are those of the tools that people use beside this one:
 * {@code .python-version} (pyenv, uv), virtual environments (PEP 405), {@code requires-python} (PEP
 * 621).
 */
@NullMarked
package dev.pycache.cli.python;

import org.jspecify.annotations.NullMarked;
