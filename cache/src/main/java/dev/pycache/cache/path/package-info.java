/**
 * Names and places, as text: nothing here looks at the disk.
 *
 * <p>{@link dev.pycache.cache.path.CacheLayout} maps sources to caches and back (PEP 3147, PEP 488,
 * cache prefix), as importlib's {@code cache_from_source} and {@code source_from_cache} do; each
 * version has its own rules, and refuses with its own words. {@link
 * dev.pycache.cache.path.CacheFileName} takes the name of a file apart, whoever wrote it: a cache
 * in {@code __pycache__}, one beside its source, one that is being written.
 *
 * <p>Paths are strings as Python has them: exactly as given, joined with the names below, and with
 * the bytes of a name that is not valid UTF-8 kept as lone surrogates (PEP 383). They become {@code
 * co_filename}, so their spelling counts; {@link dev.pycache.cache.path.FileNames} turns them into
 * Java's paths.
 */
@NullMarked
package dev.pycache.cache.path;

import org.jspecify.annotations.NullMarked;
