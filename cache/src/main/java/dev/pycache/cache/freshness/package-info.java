/**
 * Whether a cache is good: the rules of PEP 552 and of importlib's {@code SourceLoader.get_code},
 * as small functions over the first bytes of a file and over what is known of its source.
 *
 * <p>{@link dev.pycache.cache.freshness.HeaderCheck} judges as a given Python would; its {@link
 * dev.pycache.cache.freshness.HeaderVerdict} says which rule decided. {@link
 * dev.pycache.cache.freshness.InvalidationMode} is how a cache that is written knows its source.
 */
@NullMarked
package dev.pycache.cache.freshness;

import org.jspecify.annotations.NullMarked;
