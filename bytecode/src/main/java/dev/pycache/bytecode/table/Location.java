package dev.pycache.bytecode.table;

/**
 * The place in the source of a run of code units; -1 stands for what is not known.
 *
 * @param start first code unit
 * @param units number of code units
 * @param line first line, from 1
 * @param endLine last line
 * @param column first column, from 0 in UTF-8 bytes
 * @param endColumn column behind the last one
 */
public record Location(int start, int units, int line, int endLine, int column, int endColumn) {}
