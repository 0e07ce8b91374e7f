/**
 * What a {@code .pyc} consists of, as people ask about it: where its bytes go, and what the code
 * objects in it are like.
 *
 * <p>In goes what was read ({@link dev.pycache.bytecode.marshal.MarshalData}); out comes an {@link
 * dev.pycache.bytecode.anatomy.Anatomy}: for each code object, and for the whole, how many bytes
 * are bytecode, constants, names, tables and so on, which add up to the size of the file. {@link
 * dev.pycache.bytecode.anatomy.CodeFlags} and {@link dev.pycache.bytecode.anatomy.Signature} put
 * the numbers of a code object into words.
 *
 * <p>Sizes come from the trace of the reader, in one pass over its entries, so that they stay true
 * and the work small whatever a hostile file shares or nests. CPython has nothing like it.
 */
@NullMarked
package dev.pycache.bytecode.anatomy;

import org.jspecify.annotations.NullMarked;
