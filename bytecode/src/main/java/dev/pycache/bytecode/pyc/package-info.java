/**
 * A {@code .pyc} as a file: {@link dev.pycache.bytecode.pyc.PycFile} is one that has been read,
 * header and code object.
 *
 * <p>{@link dev.pycache.bytecode.pyc.Magic} says what the magic number means, for every version and
 * its alphas and betas; {@link dev.pycache.bytecode.pyc.PycHeader} is the 8, 12 or 16 bytes before
 * the code object; {@link dev.pycache.bytecode.pyc.SourceHash} is how a header can know its source.
 * In CPython the header is read and written by {@code importlib._bootstrap_external}, and by {@code
 * Python/import.c} before that; the hash is computed by {@code Python/import.c} (PEP 552).
 */
@NullMarked
package dev.pycache.bytecode.pyc;

import org.jspecify.annotations.NullMarked;
