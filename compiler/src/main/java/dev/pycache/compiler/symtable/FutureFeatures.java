package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.ScopeRules;
import java.nio.charset.StandardCharsets;

/**
 * What a module imports from {@code __future__} ({@code Python/future.c}).
 *
 * @param codeFlags the features that show in {@code co_flags}, as bits of {@code co_flags}
 * @param last place of the last future import that stands where it may, {@link Span#NONE} if there
 *     is none
 */
public record FutureFeatures(int codeFlags, Span last) {
  private static final int BARRY_AS_FLUFL = 0x400000;
  private static final int ANNOTATIONS = 0x1000000;

  /** What {@code %.100s} leaves of a name in a message: bytes of UTF-8. */
  private static final int LONGEST_SHOWN_NAME = 100;

  private static final FutureFeatures NONE = new FutureFeatures(0, Span.NONE);

  /** Whether annotations are kept as text (PEP 563). */
  public boolean annotations() {
    return (codeFlags & ANNOTATIONS) != 0;
  }

  /** Whether {@code <>} is the operator of inequality (PEP 401). */
  public boolean barryAsFlufl() {
    return (codeFlags & BARRY_AS_FLUFL) != 0;
  }

  /** Line of the last future import that stands where it may, -1 if there is none. */
  public int lastFutureLine() {
    return last.line();
  }

  /** Whether a future import at this place does not stand where it may (3.12 and later). */
  public boolean comesLate(Span place) {
    return place.line() > last.line()
        || (place.line() == last.endLine() && place.column() > last.endColumn());
  }

  /**
   * Reads the imports at the beginning of a module ({@code future_parse}).
   *
   * <p>Future imports in other places are found by later stages, with one exception in 3.11: a line
   * that has statements of both kinds, joined by semicolons, is looked at to its end.
   */
  public static FutureFeatures of(CompilationContext context, Module module) {
    var rules = new ScopeRules(context.target());
    Nodes<Stmt> body = module.body();
    int start = Docstrings.begins(body) ? 1 : 0;
    int flags = 0;
    Span last = Span.NONE;
    int previousLine = 0;
    boolean done = false;
    for (int i = start; i < body.size(); i++) {
      Stmt statement = body.get(i);
      int line = statement.span().line();
      if (done && (line > previousLine || rules.endsFutureAtOtherStatement())) {
        break;
      }
      previousLine = line;
      if (!isFutureImport(statement, rules)) {
        done = true;
        continue;
      }
      if (done) {
        String message = "from __future__ imports must occur at the beginning of the file";
        throw error(message, line, statement.span().column());
      }
      flags |= features((Stmt.ImportFrom) statement, rules);
      last = statement.span();
    }
    return last == Span.NONE ? NONE : new FutureFeatures(flags, last);
  }

  private static boolean isFutureImport(Stmt statement, ScopeRules rules) {
    return statement instanceof Stmt.ImportFrom from
        && (from.level() == 0 || !rules.readsFutureOfPackageAsImport())
        && from.module() != null
        && from.module().contentEquals("__future__");
  }

  /** The flags of the features that one statement names ({@code future_check_features}). */
  private static int features(Stmt.ImportFrom statement, ScopeRules rules) {
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
        case "braces" -> throw error("not a chance", statement, alias, rules);
        default -> {
          String message = "future feature " + shown(alias.name(), rules) + " is not defined";
          throw error(message, statement, alias, rules);
        }
      }
    }
    return flags;
  }

  private static String shown(Str name, ScopeRules rules) {
    byte[] utf8 = name.utf8();
    int end = Math.min(utf8.length, LONGEST_SHOWN_NAME);
    if (rules.cutsNamesAtCharacters()) {
      while (end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
        end--;
      }
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }

  private static CompileException error(
      String message, Stmt.ImportFrom statement, Alias alias, ScopeRules rules) {
    return rules.pointsAtFeature()
        ? ScopeStack.error(message, alias.span())
        : error(message, statement.span().line(), statement.span().column() + 1);
  }

  /** An error as {@code PyErr_SyntaxLocationObject} places it: it has no end column. */
  private static CompileException error(String message, int line, int column) {
    return CompileException.at(
        ErrorType.SYNTAX_ERROR, message, line, column, line, Diagnostic.ABSENT);
  }
}
