/**
 * What Docker makes of the files that tell it how to build an image, as far as caches depend on it.
 * In go the texts of {@code .dockerignore} files, Dockerfiles and compose files; nothing here looks
 * at the disk.
 *
 * <p>{@link dev.pycache.cache.docker.PatternMatcher} says which files stay out of a build context,
 * by the rules of {@code moby/patternmatcher}; {@link dev.pycache.cache.docker.Dockerfile} reads
 * instructions as BuildKit's {@code frontend/dockerfile/parser} does; {@link
 * dev.pycache.cache.docker.ColdStarts} goes through the stages and says where an image ends up with
 * sources that nobody has compiled; {@link dev.pycache.cache.docker.ComposeFile} finds out which
 * folder is the context of which Dockerfile.
 *
 * <p>Not exported: programs use {@link dev.pycache.cache.doctor}.
 */
@NullMarked
package dev.pycache.cache.docker;

import org.jspecify.annotations.NullMarked;
