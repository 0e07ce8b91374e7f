/**
 * Finds what hurts projects that have caches, and mends what is safe.
 *
 * <p>{@link dev.pycache.cache.doctor.Doctor} looks at a path: at the states of all caches below it
 * ({@link dev.pycache.cache.status}), the times, owners and permissions of files, the git
 * repositories and the build contexts of images that it belongs to or that are in it. What it finds
 * are {@linkplain dev.pycache.cache.doctor.Finding findings}, sealed records; each is of a {@link
 * dev.pycache.cache.doctor.Rule}, which says what such a thing costs and what to do, and holds all
 * places of its kind, because a thousand files with one cause are one thing to know.
 *
 * <p>What can be mended without losing anything is described by {@linkplain
 * dev.pycache.cache.doctor.Edit edits}, which {@link dev.pycache.cache.doctor.Mender} carries out.
 * Nothing is changed otherwise.
 */
@NullMarked
package dev.pycache.cache.doctor;

import org.jspecify.annotations.NullMarked;
