package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import java.nio.charset.StandardCharsets;

/**
 * What a module imports from {@code __future__} ({@code Python/future.c}).
 *
 * @param codeFlags the features that show in {@code co_flags}, as bits of {@code co_flags}
 * @param lastFutureLine line of the last future import that stands where it may, {@link #NO_LINE}
 *     if there is none
 */
public record FutureFeatures(int codeFlags, int lastFutureLine) {
  public static final int NO_LINE = -1;

  private static final int BARRY_AS_FLUFL = 0x400000;
  private static final int ANNOTATIONS = 0x1000000;

  /** What {@code %.100s} leaves of a name in a message: bytes of UTF-8. */
  private static final int LONGEST_SHOWN_NAME = 100;

  private static final FutureFeatures NONE = new FutureFeatures(0, NO_LINE);

  /** Whether annotations are kept as text (PEP 563). */
  public boolean annotations() {
    return (codeFlags & ANNOTATIONS) != 0;
  }

  /** Whether {@code <>} is the operator of inequality (PEP 401). */
  public boolean barryAsFlufl() {
    return (codeFlags & BARRY_AS_FLUFL) != 0;
  }

  /**
   * Reads the imports at the beginning of a module ({@code future_parse}).
   *
   * <p>Future imports in other places are found by the code generator, with one exception: a line
   * that has statements of both kinds, joined by semicolons, is looked at to its end.
   */
  public static FutureFeatures of(CompilationContext context, Module module) {
    Nodes<Stmt> body = module.body();
    int start = startsWithDocstring(body) ? 1 : 0;
    int flags = 0;
    int lastFutureLine = NO_LINE;
    int previousLine = 0;
    boolean done = false;
    for (int i = start; i < body.size(); i++) {
      Stmt statement = body.get(i);
      int line = statement.span().line();
      if (done && line > previousLine) {
        break;
      }
      previousLine = line;
      if (!isFutureImport(statement)) {
        done = true;
        continue;
      }
      if (done) {
        String message = "from __future__ imports must occur at the beginning of the file";
        throw error(message, line, statement.span().column());
      }
      flags |= features((Stmt.ImportFrom) statement);
      lastFutureLine = line;
    }
    return lastFutureLine == NO_LINE ? NONE : new FutureFeatures(flags, lastFutureLine);
  }

  private static boolean startsWithDocstring(Nodes<Stmt> body) {
    return !body.isEmpty()
        && body.getFirst() instanceof Stmt.ExprStmt first
        && first.value() instanceof Expr.Constant constant
        && constant.value() instanceof Str;
  }

  private static boolean isFutureImport(Stmt statement) {
    return statement instanceof Stmt.ImportFrom from
        && from.module() instanceof Str name
        && name.contentEquals("__future__");
  }

  /** The flags of the features that one statement names ({@code future_check_features}). */
  private static int features(Stmt.ImportFrom statement) {
    int flags = 0;
    for (Alias alias : statement.names()) {
      switch (alias.name().toString()) {
        case "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "generator_stop" -> {} // always on
        case "barry_as_FLUFL" -> flags |= BARRY_AS_FLUFL;
        case "annotations" -> flags |= ANNOTATIONS;
        case "braces" ->
            throw error("not a chance", statement.span().line(), statement.span().column() + 1);
        default -> {
          String message = "future feature " + shown(alias.name()) + " is not defined";
          throw error(message, statement.span().line(), statement.span().column() + 1);
        }
      }
    }
    return flags;
  }

  private static String shown(Str name) {
    byte[] utf8 = name.utf8();
    return new String(utf8, 0, Math.min(utf8.length, LONGEST_SHOWN_NAME), StandardCharsets.UTF_8);
  }

  /** An error as {@code PyErr_SyntaxLocationObject} places it: it has no end column. */
  private static CompileException error(String message, int line, int column) {
    return CompileException.at(
        ErrorType.SYNTAX_ERROR, message, line, column, line, Diagnostic.ABSENT);
  }
}
