package dev.pycache.cache.doctor;

/**
 * A file or folder that a finding is about.
 *
 * @param path the given path joined with the names below it
 * @param line number of the line, from 1 on; 0 where that says nothing
 * @param detail what there is to say of this one; may be empty
 */
public record Place(String path, int line, String detail) {}
