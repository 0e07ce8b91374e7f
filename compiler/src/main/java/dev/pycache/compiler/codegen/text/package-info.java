/**
 * Constants that are text made of other things: annotations and docstrings as a code object keeps
 * them, and constants as messages show them.
 *
 * <p>In go expressions ({@code Python/ast_unparse.c}), the docstring of a source ({@code
 * _PyCompile_CleanDoc}) and constants; out come strings. Nothing here knows of instructions.
 */
@NullMarked
package dev.pycache.compiler.codegen.text;

import org.jspecify.annotations.NullMarked;
