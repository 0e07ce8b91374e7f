/**
 * What {@code pycache doctor} does: findings of {@link dev.pycache.cache.doctor.Doctor} as text for
 * a person, as lines of JSON or as SARIF; and, where that is asked for, the edits that mend them,
 * done or shown.
 */
@NullMarked
package dev.pycache.cli.doctor;

import org.jspecify.annotations.NullMarked;
