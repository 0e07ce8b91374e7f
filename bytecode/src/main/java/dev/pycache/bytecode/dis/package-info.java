/**
 * Code objects as text.
 *
 * <p>{@link dev.pycache.bytecode.dis.Disassembler} writes what {@code python -m dis} of the code's
 * own version prints, character by character: {@code Lib/dis.py} has been laid out anew many times,
 * and so {@code DisModule} knows its generations. In go a version, a code object and what is to be
 * shown ({@link dev.pycache.bytecode.dis.DisOptions}); out come pieces of text with a {@link
 * dev.pycache.bytecode.dis.Style}, so that a terminal, a page and plain text share one layout.
 * {@link dev.pycache.bytecode.dis.InstructionDecoder} gives the same instructions as values.
 *
 * <p>How it is done: an {@code InstructionCursor} steps through the code, in one of the forms that
 * instructions have had ({@code _unpack_opargs}); {@code CodeView} adds labels, lines and caches
 * ({@code _get_instructions_bytes}); {@code ArgumentText} tells what an argument means, by the
 * texts of the opcode tables; and one of two {@code Layout}s puts that into columns ({@code
 * Instruction._disassemble}, {@code Formatter}).
 *
 * <p>{@link dev.pycache.bytecode.dis.Listing} is made for comparing: where two code objects differ,
 * their listings do.
 *
 * <p>Nothing here fails on code that no compiler has made, and the length of what it writes is
 * bounded by a multiple of the size of the code object.
 */
@NullMarked
package dev.pycache.bytecode.dis;

import org.jspecify.annotations.NullMarked;
