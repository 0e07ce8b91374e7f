/**
 * Makes equal code equal bytes: {@link dev.pycache.cache.canonical.Canonicaliser} rewrites the
 * {@code .pyc} files of whole trees into the canonical form of the floor below, and judges what it
 * has written by {@link dev.pycache.cache.canonical.SameValue} before it replaces anything.
 */
@NullMarked
package dev.pycache.cache.canonical;

import org.jspecify.annotations.NullMarked;
