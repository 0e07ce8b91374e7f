package dev.pycache.compiler.ast;

import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a {@code case} (PEP 634), one record for each class of Python's {@code ast} module.
 */
public sealed interface Pattern extends Node {

  record MatchValue(Expr value, Span span) implements Pattern {}

  record MatchSingleton(Singleton value, Span span) implements Pattern {}

  record MatchSequence(Nodes<Pattern> patterns, Span span) implements Pattern {}

  record MatchMapping(Nodes<Expr> keys, Nodes<Pattern> patterns, @Nullable Str rest, Span span)
      implements Pattern {}

  record MatchClass(
      Expr cls,
      Nodes<Pattern> patterns,
      Nodes<Str> keywordNames,
      Nodes<Pattern> keywordPatterns,
      Span span)
      implements Pattern {}

  record MatchStar(@Nullable Str name, Span span) implements Pattern {}

  /** {@code pattern as name}; without a pattern a capture, without a name too the wildcard. */
  record MatchAs(@Nullable Pattern pattern, @Nullable Str name, Span span) implements Pattern {}

  record MatchOr(Nodes<Pattern> patterns, Span span) implements Pattern {}
}
