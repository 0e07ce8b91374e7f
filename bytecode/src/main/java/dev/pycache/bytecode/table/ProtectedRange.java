package dev.pycache.bytecode.table;

/**
 * An entry of the exception table: what happens when one of these code units raises.
 *
 * @param start first code unit
 * @param end code unit behind the last one
 * @param target code unit of the handler
 * @param depth number of values that stay on the stack
 * @param lasti whether the offset of the raising instruction is pushed below the exception
 */
public record ProtectedRange(int start, int end, int target, int depth, boolean lasti) {}
