package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.TokenKind;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** {@code import} and {@code from … import}. */
final class Imports {
  private static final byte[] STAR = {'*'};

  private final TokenCursor cursor;
  private final NodeStack stack;

  private final boolean heedsFlufl;

  Imports(TokenCursor cursor, NodeStack stack, SyntaxRules rules) {
    this.cursor = cursor;
    this.stack = stack;
    this.heedsFlufl = rules.heedsFluflImport();
  }

  /** {@code import_name: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])*} */
  Stmt importNames(int start) {
    int mark = stack.size();
    do {
      cursor.advance();
      int first = cursor.position();
      Str name = dottedName();
      stack.push(alias(first, name));
    } while (cursor.kind() == TokenKind.COMMA);
    return new Stmt.Import(stack.popList(mark), cursor.spanFrom(start));
  }

  /**
   * {@code import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets}; dots alone
   * are enough.
   */
  Stmt importFrom(int start) {
    cursor.advance();
    int level = 0;
    while (cursor.kind() == TokenKind.DOT || cursor.kind() == TokenKind.ELLIPSIS) {
      level += cursor.kind() == TokenKind.DOT ? 1 : 3;
      cursor.advance();
    }
    @Nullable Str module = level > 0 && cursor.kind() == TokenKind.IMPORT ? null : dottedName();
    cursor.expect(TokenKind.IMPORT);
    Nodes<Alias> names = importedNames();
    if (heedsFlufl && level == 0 && module != null && module.toString().equals("__future__")) {
      heedFutureImport(names);
    }
    return new Stmt.ImportFrom(module, names, level, cursor.spanFrom(start));
  }

  /** {@code _PyPegen_checked_future_import} */
  private void heedFutureImport(Nodes<Alias> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).name().toString().equals("barry_as_FLUFL")) {
        cursor.writeUnequalAsLessGreater();
      }
    }
  }

  /**
   * {@code import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' |
   * '*'}
   */
  private Nodes<Alias> importedNames() {
    int first = cursor.position();
    if (cursor.accept(TokenKind.STAR)) {
      return Nodes.of(new Alias(cursor.intern(STAR), null, cursor.spanFrom(first)));
    }
    boolean parenthesized = cursor.accept(TokenKind.LEFT_PAREN);
    int mark = stack.size();
    do {
      int start = cursor.position();
      Str name = cursor.expectName();
      stack.push(alias(start, name));
    } while (cursor.accept(TokenKind.COMMA)
        && !(parenthesized && cursor.kind() == TokenKind.RIGHT_PAREN));
    if (parenthesized) {
      cursor.expect(TokenKind.RIGHT_PAREN);
    }
    return stack.popList(mark);
  }

  /** {@code ['as' NAME]} behind the name that is imported. */
  private Alias alias(int start, Str name) {
    @Nullable Str asName = cursor.accept(TokenKind.AS) ? cursor.expectName() : null;
    return new Alias(name, asName, cursor.spanFrom(start));
  }

  /** {@code dotted_name: NAME ('.' NAME)*}, joined to one interned string. */
  private Str dottedName() {
    Str name = cursor.expectName();
    if (cursor.kind() != TokenKind.DOT) {
      return name;
    }
    var joined = new ByteArrayOutputStream(64);
    joined.writeBytes(name.utf8());
    while (cursor.accept(TokenKind.DOT)) {
      joined.write('.');
      joined.writeBytes(cursor.expectName().utf8());
    }
    return cursor.intern(joined.toByteArray());
  }
}
