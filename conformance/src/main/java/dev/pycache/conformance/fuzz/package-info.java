/**
 * Can it be broken? Caches of every version, harmed in ways that a seed decides, through all that
 * reads files: each must end in a value or a clear error, in bounded time and memory.
 *
 * <p>{@link dev.pycache.conformance.fuzz.Specimens} are small caches of real interpreters, kept in
 * hexadecimal beside this package, and those of any folder. {@link
 * dev.pycache.conformance.fuzz.Harm} changes their bytes knowing what they mean: lengths, type
 * codes, references, nesting, magic numbers. {@link dev.pycache.conformance.fuzz.ValueHarm} changes
 * the code objects instead, so that sound files hold broken code, tables and constants. {@link
 * dev.pycache.conformance.fuzz.Examination} does with a file what the commands do, and checks what
 * they promise: what was read is written again the same, a canonical form is its own canonical
 * form, sizes add up.
 *
 * <p>A failure is printed with its number; the same seed and number make the same file again
 * ({@code --first NUMBER --count 1}, or {@code --write FILE} to have it).
 */
@NullMarked
package dev.pycache.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
