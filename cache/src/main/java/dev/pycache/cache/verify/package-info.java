/**
 * Whether caches come from their sources. No header answers that: a cache with the right time, size
 * or even hash and foreign code behind it is executed by every Python.
 *
 * <p>{@link dev.pycache.cache.verify.Verifier} compiles each source again, for the version and the
 * optimisation of each of its caches and with the file name that the cache has in its code, and
 * compares: first bytes, and where these differ, values ({@link
 * dev.pycache.cache.canonical.SameValue}). Releases of a version that share a magic number differ
 * in a few places; code that any of them writes is right. What does not come from the source as it
 * is may come from one of its earlier revisions in git. What nothing explains is foreign.
 *
 * <p>Disregarded are only the file name, which compiling does not decide but the call of the
 * compiler, as long as all code objects of a file have the same one; and how values are written:
 * which objects are referred to instead of being written twice, which strings are marked as
 * interned, and the order of the items of sets. They depend on the process that wrote the file.
 *
 * <p>{@link dev.pycache.cache.verify.Judgement} is the closed family of results. Everything that
 * was not compared is one of them, so that nothing passes in silence.
 */
@NullMarked
package dev.pycache.cache.verify;

import org.jspecify.annotations.NullMarked;
