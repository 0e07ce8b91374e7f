/**
 * Scopes: which names a block binds, and where each name it uses is to be found.
 *
 * <p>In goes the folded tree of a module with its {@link
 * dev.pycache.compiler.symtable.FutureFeatures}; out comes a {@link
 * dev.pycache.compiler.symtable.SymbolTable} with a {@link dev.pycache.compiler.symtable.Scope} for
 * every node that becomes a code object: module, class, function, lambda and comprehension, and,
 * for targets that have them, type parameters, their bounds and defaults, type aliases and deferred
 * annotations. The tree is not changed; scopes are found by the identity of their nodes.
 *
 * <p>The work is that of CPython's {@code Python/symtable.c}, in its two passes. The first walks
 * the tree and notes in each scope how names occur there: {@code StatementScopes} with {@code
 * ExpressionScopes}, {@code AnnotationScopes} and {@code TypeScopes}, on the blocks of {@code
 * ScopeStack}. The second walks the scopes and decides what each name is ({@code NameResolver});
 * {@code ComprehensionInliner} then merges the comprehensions that are no functions of their own
 * into the blocks around them. All report the errors that CPython finds in this stage, at the same
 * places and in the same order. {@code FutureFeatures} is {@code Python/future.c}, {@code Mangling}
 * is {@code _Py_Mangle}. What differs between the targets are the questions of {@link
 * dev.pycache.compiler.rules.ScopeRules}.
 *
 * <p>All names are interned strings of the compilation, so they are compared by identity
 * throughout.
 */
@NullMarked
package dev.pycache.compiler.symtable;

import org.jspecify.annotations.NullMarked;
