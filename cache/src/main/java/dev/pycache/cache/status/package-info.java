/**
 * What state the caches of whole trees are in.
 *
 * <p>In go paths and {@link dev.pycache.cache.status.StatusOptions}; {@link
 * dev.pycache.cache.status.CacheStatus} walks, judges on several threads, and tells a {@link
 * dev.pycache.cache.status.StatusListener} one {@link dev.pycache.cache.status.StatusEntry} for
 * each cache file, and one for each source that lacks a cache that is asked for, in the order of
 * paths. Nothing is kept but counts: the {@link dev.pycache.cache.status.StatusSummary}.
 *
 * <p>A cache is judged by the rules of the Python that its name says it is for, by {@link
 * dev.pycache.cache.freshness.HeaderCheck}; of two things that are wrong with it the one is told
 * that decides what an import does. {@link dev.pycache.cache.status.State} lists the states in that
 * order, {@link dev.pycache.cache.status.Finding} has the evidence.
 *
 * <p>Nothing is changed or locked. A file that changes meanwhile is told as it was when it was
 * looked at.
 */
@NullMarked
package dev.pycache.cache.status;

import org.jspecify.annotations.NullMarked;
