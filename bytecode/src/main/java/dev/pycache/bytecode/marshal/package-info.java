/**
 * Code objects as bytes, and back: CPython's {@code Python/marshal.c} for what a {@code .pyc}
 * holds.
 *
 * <p>The {@link dev.pycache.bytecode.marshal.MarshalWriter} turns a {@link
 * dev.pycache.bytecode.CodeObject} into the very bytes of {@code marshal.dumps}. These depend on
 * which object is the same as which other and on reference counts, so constants have an identity,
 * and {@link dev.pycache.bytecode.marshal.SharedObjects} works out the counts. The {@link
 * dev.pycache.bytecode.marshal.MarshalReader} turns bytes, which need not be trusted, into a code
 * object with the same identities.
 */
@NullMarked
package dev.pycache.bytecode.marshal;

import org.jspecify.annotations.NullMarked;
