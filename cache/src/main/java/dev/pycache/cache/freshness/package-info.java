/**
 * Whether a cache is good: the rules of PEP 552 and of importlib's {@code SourceLoader.get_code},
 * as small functions over the first bytes of a file and over what is known of its source.
 *
 * <p>{@link dev.pycache.cache.freshness.HeaderCheck} judges as a given Python would, by that
 * version's own header; its {@link dev.pycache.cache.freshness.HeaderVerdict} says which rule
 * decided, and {@link dev.pycache.cache.freshness.ImportMessage} what the import says of it, word
 * for word. {@link dev.pycache.cache.freshness.SourceFile} is a source on disk that is read only if
 * its hash decides.
 *
 * <p>{@link dev.pycache.cache.freshness.InvalidationMode} is how a cache knows its source: which
 * one is the default when compiling ({@code SOURCE_DATE_EPOCH}), which one an import writes in the
 * place of a stale cache, and the header that comes of it.
 */
@NullMarked
package dev.pycache.cache.freshness;

import org.jspecify.annotations.NullMarked;
