/**
 * How fast it is: the stages one by one and together under JMH, and whole processes against {@code
 * python -m compileall}, or against an interpreter's {@code dis}, on the same tree in the same run.
 *
 * <p>Not a module: what the stages do one by one is no API, and only the class path lets a stranger
 * see it.
 */
@NullMarked
package dev.pycache.benchmarks;

import org.jspecify.annotations.NullMarked;
