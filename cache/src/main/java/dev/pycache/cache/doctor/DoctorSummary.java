package dev.pycache.cache.doctor;

/**
 * What came of a look.
 *
 * @param findings number of findings
 * @param failures number of files and folders that could not be looked at
 */
public record DoctorSummary(int findings, int failures) {}
