/**
 * From the bytes of a file to the UTF-8 that the tokenizer reads.
 *
 * <p>In: the bytes as they are on disk. Out: a {@link dev.pycache.compiler.source.Source}, UTF-8
 * with {@code \n} line ends, or the exception that CPython raises before it reads a token: a NUL in
 * the file, an unknown or contradictory declaration of the encoding (PEP 263), bytes the declared
 * encoding does not have.
 *
 * <p>{@link dev.pycache.compiler.source.SourceDecoder} does what {@code decode_str} of {@code
 * Parser/tokenizer.c} does, in its order, which shows. A file in UTF-8, as nearly all are, is
 * looked at once, eight bytes at a time, and used as it is. For the others there are Python's own
 * codecs here rather than Java's charsets: those differ in single characters and in what they call
 * an error, and a compiled constant or a message would show it. Their tables are resources taken
 * from the interpreter by {@code scripts/text_encodings.py}.
 *
 * <p>{@link dev.pycache.compiler.source.Utf8} knows how CPython's UTF-8 decoder counts, replaces
 * and reports wrong bytes, for this and the later stages; {@link dev.pycache.compiler.source.Words}
 * looks at eight bytes of a text at a time.
 */
@NullMarked
package dev.pycache.compiler.source;

import org.jspecify.annotations.NullMarked;
