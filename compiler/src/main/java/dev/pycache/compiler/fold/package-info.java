/**
 * Constant folding on the tree.
 *
 * <p>In goes the tree of a module as the parser made it; out comes the tree the later stages work
 * on, in which operations on constants are their results, displays of constants are constants where
 * that makes no difference, and {@code "%s" % (x,)} is an f-string. Nodes that do not change are
 * shared with the old tree, which for most sources is nearly all of it. Blocks of which the parser
 * says that nothing in them folds are not even walked, unless the tree may be too deep.
 *
 * <p>The work is that of CPython's {@code Python/ast_opt.c}. From 3.14 on that is {@code
 * Python/ast_preprocess.c}, which folds nothing but {@code __debug__}, {@code %} and the numbers in
 * patterns, takes out docstrings that are not kept, and warns of jumps out of {@code finally};
 * operations are left to the flow graph, which uses {@link
 * dev.pycache.compiler.fold.ConstantArithmetic} too. {@link dev.pycache.compiler.rules.FoldRules}
 * has the differences.
 *
 * <p>{@code AstOptimizer}, {@code ExpressionFolder} and {@code PatternFolder} walk; {@code
 * ConstantArithmetic} and the classes it calls compute, with the meaning that the operators of
 * Python's built-in types have ({@code Objects/longobject.c}, {@code floatobject.c}, {@code
 * complexobject.c} and so on), down to the last bit of a power. An operation that would raise, or
 * whose result would be too large, is left as it is.
 */
@NullMarked
package dev.pycache.compiler.fold;

import org.jspecify.annotations.NullMarked;
