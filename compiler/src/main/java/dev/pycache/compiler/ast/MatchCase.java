package dev.pycache.compiler.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code case pattern if guard: body}. */
public record MatchCase(Pattern pattern, @Nullable Expr guard, List<Stmt> body) {}
