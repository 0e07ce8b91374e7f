/**
 * Values and code objects as bytes, and back: CPython's {@code Python/marshal.c}, of every version
 * from 2.7 on.
 *
 * <p>Reading: {@link dev.pycache.bytecode.marshal.MarshalReader} turns bytes, which need not be
 * trusted, into objects with the identities that the bytes tell, and a {@link
 * dev.pycache.bytecode.marshal.MarshalTrace} of how each stood there. What differs between versions
 * is data: which type codes there are ({@link dev.pycache.bytecode.marshal.Dialect}) and the fields
 * of a code object ({@link dev.pycache.bytecode.marshal.CodeLayout}).
 *
 * <p>Checking: {@link dev.pycache.bytecode.marshal.MarshalCheck} says whether an interpreter would
 * make a code object of some bytes, and what it raises otherwise, without reading any values.
 *
 * <p>Writing, in three ways:
 *
 * <ul>
 *   <li>{@link dev.pycache.bytecode.marshal.MarshalWriter} writes what has been compiled, as {@code
 *       marshal.dumps} would in a fresh process. These bytes depend on which object is the same as
 *       which other and on reference counts, so constants have an identity, and {@link
 *       dev.pycache.bytecode.marshal.SharedObjects} works out the counts.
 *   <li>{@link dev.pycache.bytecode.marshal.MarshalReplay} writes what has been read, byte for
 *       byte.
 *   <li>{@link dev.pycache.bytecode.marshal.CanonicalForm} writes any value in the one form that
 *       does not depend on the process.
 * </ul>
 */
@NullMarked
package dev.pycache.bytecode.marshal;

import org.jspecify.annotations.NullMarked;
