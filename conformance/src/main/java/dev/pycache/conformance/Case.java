package dev.pycache.conformance;

/**
 * One source to be compiled by both.
 *
 * @param name tells it from the others in reports, and finds it again
 * @param source raw bytes
 * @param filename what both are told the file is called ({@code co_filename})
 */
record Case(String name, byte[] source, String filename) {}
