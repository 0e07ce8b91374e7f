/**
 * The tables beside the instructions of a code object: where each instruction comes from in the
 * source ({@link dev.pycache.bytecode.table.LocationTable}, PEP 657) and which handler takes its
 * exceptions ({@link dev.pycache.bytecode.table.ExceptionTable}).
 *
 * <p>Other versions keep their lines in other forms; {@link dev.pycache.bytecode.table.LineTable}
 * reads each, to {@link dev.pycache.bytecode.table.SourceLines}.
 *
 * <p>For the two of 3.11 there is a writer, which turns what the assembler knows into bytes, and a
 * reader, which turns bytes into records. CPython writes them in {@code Python/compile.c} and
 * describes them in {@code Objects/locations.md} and {@code Objects/exception_handling_notes.txt}.
 */
@NullMarked
package dev.pycache.bytecode.table;

import org.jspecify.annotations.NullMarked;
