/**
 * What stands in a {@code .pyc} before the code object: {@link dev.pycache.bytecode.pyc.PycHeader},
 * and {@link dev.pycache.bytecode.pyc.SourceHash}, by which it can know its source. In CPython the
 * header is read and written by {@code importlib._bootstrap_external} and the hash computed by
 * {@code Python/import.c} (PEP 552).
 */
@NullMarked
package dev.pycache.bytecode.pyc;

import org.jspecify.annotations.NullMarked;
