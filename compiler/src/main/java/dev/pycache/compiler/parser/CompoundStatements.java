package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.Warning;
import dev.pycache.compiler.ast.ExceptHandler;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.WithItem;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.TokenKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that hold blocks, except definitions. */
final class CompoundStatements {
  private static final int BLOCK_WEIGHT = 16;
  private static final int ELIF_WEIGHT = 1;
  private static final byte[] MATCH = {'m', 'a', 't', 'c', 'h'};
  private static final byte[] CASE = {'c', 'a', 's', 'e'};

  private final TokenCursor cursor;
  private final NodeStack stack;
  private final Expressions expressions;
  private final Targets targets;
  private final Foldables foldables;
  private final Patterns patterns;
  private final SimpleStatements simple;
  private final Definitions definitions;
  private final TypeParameters typeParameters;
  private final boolean bareExceptTuples;
  private final List<Warning> warnings;

  CompoundStatements(
      TokenCursor cursor, NodeStack stack, Expressions expressions, CompilationContext context) {
    this.cursor = cursor;
    this.stack = stack;
    this.expressions = expressions;
    this.targets = expressions.primaries().targets();
    this.foldables = expressions.foldables();
    this.patterns = new Patterns(cursor, stack, expressions.primaries());
    var rules = new SyntaxRules(context.target());
    this.typeParameters = new TypeParameters(cursor, stack, expressions, rules);
    this.simple = new SimpleStatements(cursor, stack, expressions, typeParameters, rules);
    this.bareExceptTuples = rules.hasBareExceptTuples();
    this.definitions = new Definitions(cursor, stack, expressions, this);
    this.warnings = context.warnings();
  }

  TypeParameters typeParameters() {
    return typeParameters;
  }

  /** {@code statements}, up to the token that ends them; takes the statements off the stack. */
  Nodes<Stmt> statements(TokenKind end) {
    int mark = stack.size();
    int unsettled = 0;
    while (cursor.kind() != end) {
      int first = stack.size();
      int foldablesBefore = foldables.count();
      statement();
      if (foldables.count() != foldablesBefore) {
        unsettled |= marks(first - mark, stack.size() - mark);
      }
    }
    return stack.popList(mark, unsettled);
  }

  /** The marks of the statements from one index up to another. */
  private static int marks(int from, int to) {
    int marks = 0;
    for (int i = from; i < to; i++) {
      marks |= Nodes.mark(i);
    }
    return marks;
  }

  /**
   * {@code statement: compound_stmt | simple_stmts}; pushes one statement, or all of a line. The
   * cases are ordered by frequency, for they are tried one after the other.
   */
  private void statement() {
    switch (cursor.kind()) {
      case NAME -> {
        if (cursor.atName(MATCH) && atMatchStatement()) {
          stack.push(match());
        } else {
          simple.line();
        }
      }
      case IF -> stack.push(ifStatement());
      case DEF -> stack.push(definitions.function(cursor.place(), false, Nodes.none()));
      case CLASS -> stack.push(definitions.classDefinition(Nodes.none()));
      case AT -> stack.push(definitions.decorated());
      case FOR -> stack.push(forStatement(cursor.place(), false));
      case WITH -> stack.push(with(cursor.place(), false));
      case TRY -> stack.push(tryStatement());
      case WHILE -> stack.push(whileStatement());
      case ASYNC -> stack.push(async());
      default -> simple.line();
    }
  }

  private Stmt async() {
    long start = cursor.place();
    cursor.advance();
    return switch (cursor.kind()) {
      case DEF -> definitions.function(start, true, Nodes.none());
      case FOR -> forStatement(start, true);
      case WITH -> with(start, true);
      default -> throw ParseFailure.INSTANCE;
    };
  }

  /** {@code ':' block} with {@code block: NEWLINE INDENT statements DEDENT | simple_stmts} */
  Nodes<Stmt> block() {
    cursor.expect(TokenKind.COLON);
    if (cursor.kind() != TokenKind.NEWLINE) {
      int mark = stack.size();
      int foldablesBefore = foldables.count();
      simple.line();
      boolean settled = foldables.count() == foldablesBefore;
      return stack.popList(mark, settled ? 0 : marks(0, stack.size() - mark));
    }
    cursor.endLine();
    cursor.expect(TokenKind.INDENT);
    cursor.descend(BLOCK_WEIGHT);
    Nodes<Stmt> statements = statements(TokenKind.DEDENT);
    cursor.ascend(BLOCK_WEIGHT);
    cursor.advance();
    return statements;
  }

  /** {@code ['else' ':' block]} */
  private Nodes<Stmt> optionalElse() {
    return cursor.accept(TokenKind.ELSE) ? block() : Nodes.none();
  }

  /** An {@code if} or {@code elif} whose {@code else} part is still to come. */
  private record Clause(long start, Expr test, Nodes<Stmt> body) {}

  /**
   * {@code if_stmt} with its chain of {@code elif_stmt}, which nests to the right and all ends at
   * one place.
   */
  private Stmt ifStatement() {
    int mark = stack.size();
    long start = cursor.place();
    cursor.advance();
    Expr test = expressions.namedExpression();
    Nodes<Stmt> body = block();
    while (cursor.kind() == TokenKind.ELIF) {
      stack.push(new Clause(start, test, body));
      cursor.descend(ELIF_WEIGHT);
      foldables.elif();
      start = cursor.place();
      cursor.advance();
      test = expressions.namedExpression();
      body = block();
    }
    Nodes<Stmt> orElse = optionalElse();
    Stmt statement = new Stmt.If(test, body, orElse, cursor.spanOfBlocks(start));
    while (stack.size() > mark) {
      Clause outer = (Clause) stack.pop();
      cursor.ascend(ELIF_WEIGHT);
      statement =
          new Stmt.If(
              outer.test, outer.body, Nodes.of(statement), cursor.spanOfBlocks(outer.start));
    }
    return statement;
  }

  /** {@code while_stmt: 'while' named_expression ':' block [else_block]} */
  private Stmt whileStatement() {
    long start = cursor.place();
    cursor.advance();
    Expr test = expressions.namedExpression();
    Nodes<Stmt> body = block();
    Nodes<Stmt> orElse = optionalElse();
    return new Stmt.While(test, body, orElse, cursor.spanOfBlocks(start));
  }

  /** {@code for_stmt: 'for' star_targets 'in' star_expressions ':' block [else_block]} */
  private Stmt forStatement(long start, boolean isAsync) {
    cursor.advance();
    Expr target = targets.starTargets();
    cursor.expect(TokenKind.IN);
    Expr iterable = expressions.starExpressions();
    foldables.iterated(iterable);
    Nodes<Stmt> body = block();
    Nodes<Stmt> orElse = optionalElse();
    return new Stmt.For(isAsync, target, iterable, body, orElse, cursor.spanOfBlocks(start));
  }

  /**
   * {@code with_stmt: 'with' '(' with_item (',' with_item)* [','] ')' ':' block | 'with' with_item
   * (',' with_item)* ':' block}
   */
  private Stmt with(long start, boolean isAsync) {
    cursor.advance();
    int afterWith = cursor.position();
    int warningsBefore = warnings.size();
    @Nullable Nodes<WithItem> items =
        cursor.kind() == TokenKind.LEFT_PAREN ? parenthesizedItems() : null;
    if (items == null) {
      cursor.moveTo(afterWith);
      warnings.subList(warningsBefore, warnings.size()).clear();
      items = plainItems();
    }
    Nodes<Stmt> body = block();
    return new Stmt.With(isAsync, items, body, cursor.spanOfBlocks(start));
  }

  /**
   * The items between parentheses, or null when these turn out to belong to an expression. Then
   * everything read so far is read once more; whatever fails on the way here would fail there too.
   */
  private @Nullable Nodes<WithItem> parenthesizedItems() {
    int mark = stack.size();
    cursor.advance();
    do {
      if (!Operators.startsExpression(cursor.kind()) || cursor.kind() == TokenKind.STAR) {
        break; // the end, or what only a tuple or group can hold
      }
      Expr context = expressions.expression();
      stack.push(new WithItem(context, cursor.accept(TokenKind.AS) ? targets.starTarget() : null));
    } while (cursor.accept(TokenKind.COMMA));
    boolean complete =
        stack.size() > mark
            && cursor.accept(TokenKind.RIGHT_PAREN)
            && cursor.kind() == TokenKind.COLON;
    Nodes<WithItem> items = stack.popList(mark);
    return complete ? items : null;
  }

  private Nodes<WithItem> plainItems() {
    int mark = stack.size();
    do {
      Expr context = expressions.expression();
      stack.push(new WithItem(context, cursor.accept(TokenKind.AS) ? targets.starTarget() : null));
    } while (cursor.accept(TokenKind.COMMA));
    return stack.popList(mark);
  }

  /** {@code try_stmt} */
  private Stmt tryStatement() {
    long start = cursor.place();
    cursor.advance();
    Nodes<Stmt> body = block();
    int mark = stack.size();
    boolean isStar = cursor.kind() == TokenKind.EXCEPT && cursor.following() == TokenKind.STAR;
    while (cursor.kind() == TokenKind.EXCEPT) {
      stack.push(handler(isStar));
    }
    Nodes<ExceptHandler> handlers = stack.popList(mark);
    Nodes<Stmt> orElse = handlers.isEmpty() ? Nodes.none() : optionalElse();
    Nodes<Stmt> finalBody = Nodes.none();
    if (cursor.accept(TokenKind.FINALLY)) {
      foldables.enterFinally();
      finalBody = block();
      foldables.leaveFinally();
    } else if (handlers.isEmpty()) {
      throw ParseFailure.INSTANCE;
    }
    return new Stmt.Try(isStar, body, handlers, orElse, finalBody, cursor.spanOfBlocks(start));
  }

  /**
   * {@code except_block: 'except' [expression ['as' NAME]] ':' block}, {@code except_star_block}
   */
  private ExceptHandler handler(boolean isStar) {
    long start = cursor.place();
    cursor.advance();
    if (isStar) {
      cursor.expect(TokenKind.STAR);
    }
    @Nullable Expr type = null;
    @Nullable Str name = null;
    if (isStar || cursor.kind() != TokenKind.COLON) {
      type = exceptionType();
      name = cursor.accept(TokenKind.AS) ? cursor.expectName() : null;
    }
    Nodes<Stmt> body = block();
    return new ExceptHandler(type, name, body, cursor.spanOfBlocks(start));
  }

  /** {@code expression}, or {@code expressions ':'}. */
  private Expr exceptionType() {
    int start = cursor.position();
    Expr first = expressions.expression();
    if (!bareExceptTuples || cursor.kind() != TokenKind.COMMA) {
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.COLON) {
      stack.push(expressions.expression());
    }
    if (cursor.kind() != TokenKind.COLON) {
      throw ParseFailure.INSTANCE;
    }
    return foldables.tuple(
        new Expr.Tuple(stack.popList(mark), ExprContext.LOAD, cursor.spanFrom(start)));
  }

  /**
   * Whether the name {@code match} is a keyword here. It is exactly if its line ends with a colon
   * and a block comes below: no other statement that begins with a name has one.
   */
  private boolean atMatchStatement() {
    if (!Operators.startsExpression(cursor.following())) {
      return false;
    }
    int index = cursor.position() + 2;
    while (cursor.kindAt(index) != TokenKind.NEWLINE) {
      if (cursor.kindAt(index) == TokenKind.ENDMARKER) {
        return false;
      }
      index++;
    }
    return cursor.kindAt(index - 1) == TokenKind.COLON
        && cursor.kindBehind(index) == TokenKind.INDENT;
  }

  /** {@code match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT} */
  private Stmt match() {
    long start = cursor.place();
    cursor.advance();
    Expr subject = subject();
    foldables.add();
    cursor.expect(TokenKind.COLON);
    cursor.endLine();
    cursor.expect(TokenKind.INDENT);
    cursor.descend(BLOCK_WEIGHT);
    int mark = stack.size();
    do {
      stack.push(matchCase());
    } while (cursor.kind() != TokenKind.DEDENT);
    Nodes<MatchCase> cases = stack.popList(mark);
    cursor.ascend(BLOCK_WEIGHT);
    cursor.advance();
    return new Stmt.Match(subject, cases, cursor.spanOfBlocks(start));
  }

  /** {@code subject_expr: star_named_expression ',' star_named_expressions? | named_expression} */
  private Expr subject() {
    int start = cursor.position();
    boolean starred = cursor.kind() == TokenKind.STAR;
    Expr first = expressions.starNamedExpression();
    if (cursor.kind() != TokenKind.COMMA) {
      if (starred) {
        throw ParseFailure.INSTANCE;
      }
      return first;
    }
    int mark = stack.size();
    stack.push(first);
    while (cursor.accept(TokenKind.COMMA) && cursor.kind() != TokenKind.COLON) {
      stack.push(expressions.starNamedExpression());
    }
    return foldables.tuple(
        new Expr.Tuple(stack.popList(mark), ExprContext.LOAD, cursor.spanFrom(start)));
  }

  /** {@code case_block: "case" patterns ['if' named_expression] ':' block} */
  private MatchCase matchCase() {
    if (!cursor.atName(CASE)) {
      throw ParseFailure.INSTANCE;
    }
    cursor.advance();
    Pattern pattern = patterns.patterns();
    @Nullable Expr guard = cursor.accept(TokenKind.IF) ? expressions.namedExpression() : null;
    Nodes<Stmt> body = block();
    return new MatchCase(pattern, guard, body);
  }
}
