package dev.pycache.compiler.token;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Positions of the parser's errors, as {@code Parser/pegen_errors.c} reckons them from the
 * tokenizer's state.
 */
final class TokenErrors {
  static final int CURRENT = -5;

  private final TokenScanner scanner;
  private final Tokens tokens;

  /** The whole source, or null when a replacement field is read. */
  private final @Nullable Source source;

  private final int firstLine;
  private final int firstColumn;

  private final boolean countsCharacters;
  private final boolean showsPresentLine;

  TokenErrors(
      TokenScanner scanner,
      Tokens tokens,
      @Nullable Source source,
      int firstColumn,
      TokenRules rules) {
    this.scanner = scanner;
    this.tokens = tokens;
    this.source = source;
    this.firstLine = scanner.line + 1;
    this.firstColumn = firstColumn;
    this.countsCharacters = rules.countsCharactersInErrors();
    this.showsPresentLine = rules.showsPresentLine();
  }

  /** The error of the ERRORTOKEN that was appended last ({@code tokenizer_error}). */
  CompileException badToken() {
    int last = tokens.count() - 1;
    return switch (scanner.done) {
      case EOF ->
          scanner.brackets.depth > 0
              ? neverClosed()
              : atToken(ErrorType.SYNTAX_ERROR, "unexpected EOF while parsing", last);
      case DEDENT ->
          atToken(
              ErrorType.INDENTATION_ERROR,
              "unindent does not match any outer indentation level",
              last);
      case TAB_SPACE ->
          ofLine(ErrorType.TAB_ERROR, "inconsistent use of tabs and spaces in indentation", 0);
      case TOO_DEEP -> ofLine(ErrorType.INDENTATION_ERROR, "too many levels of indentation", 0);
      case LINE_CONTINUATION ->
          ofLine(
              ErrorType.SYNTAX_ERROR,
              "unexpected character after line continuation character",
              Math.max(scanner.position - scanner.bufferStart - 1, 0));
      case DECODE ->
          atToken(ErrorType.SYNTAX_ERROR, "(unicode error) " + undecodable().getMessage(), last);
      case OK, ERROR, EOF_IN_STRING, EOL_IN_STRING ->
          throw new IllegalStateException("no reason for a bad token: " + scanner.done);
    };
  }

  /** The UnicodeDecodeError of a name. */
  CompileException undecodable() {
    String message = Utf8.decodeError(scanner.buffer, scanner.undecodable, scanner.position);
    return CompileException.of(ErrorType.UNICODE_DECODE_ERROR, String.valueOf(message));
  }

  private CompileException ofLine(ErrorType type, String message, int column) {
    return at(type, message, scanner.line, column + 1, scanner.line, 0);
  }

  CompileException neverClosed() {
    Brackets brackets = scanner.brackets;
    int innermost = brackets.depth - 1;
    int line = brackets.line(innermost);
    String message = "'" + brackets.character(innermost) + "' was never closed";
    return at(ErrorType.SYNTAX_ERROR, message, line, brackets.column(innermost) + 1, line, 0);
  }

  CompileException atToken(ErrorType type, String message, int index) {
    if (index < 0) {
      return at(type, message, 0, 0, 0, -1);
    }
    int column = tokens.column(index);
    if (column != -1) {
      column++;
    } else if (scanner.position == scanner.bufferStart) {
      column = 0;
    } else {
      column = scanner.position - scanner.lineStart;
    }
    int endColumn = tokens.endColumn(index);
    return at(
        type,
        message,
        tokens.line(index),
        column,
        tokens.endLine(index),
        endColumn == -1 ? -1 : endColumn + 1);
  }

  /** {@code _PyPegen_raise_error_known_location}: columns count bytes, from 1. */
  CompileException at(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    int lastLine = endLine == CURRENT ? scanner.line : endLine;
    int lastColumn = endColumn == CURRENT ? scanner.position - scanner.lineStart : endColumn;
    if (source == null) {
      return new CompileException(
          new Diagnostic(
              type,
              "f-string: " + message,
              line,
              column - firstColumn,
              lastLine,
              lastColumn - firstColumn,
              bufferedText(line)));
    }
    String text = source.fileLine(line);
    if (text == null) {
      text = bufferedText(line);
    }
    int firstCharacter = column;
    if (countsCharacters || source.encoding() != null) {
      byte[] utf8 = Utf8.encode(text);
      firstCharacter = characterOffset(utf8, column);
      if (lastColumn > 0) {
        lastColumn = characterOffset(utf8, lastColumn);
      }
    }
    return new CompileException(
        new Diagnostic(type, message, line, firstCharacter, lastLine, lastColumn, text));
  }

  /**
   * {@code _PyPegen_byte_offset_to_character_offset}; the NUL behind the line counts as a
   * character.
   */
  private static int characterOffset(byte[] line, int offset) {
    if (offset > line.length) {
      return Utf8.countCharacters(line, 0, line.length) + 1;
    }
    return Utf8.countCharacters(line, 0, Math.max(offset, 0));
  }

  /**
   * The line as the tokenizer's buffer has it, which is where CPython looks when there is no file
   * to read it from.
   */
  private String bufferedText(int line) {
    byte[] b = scanner.buffer;
    int inputEnd = scanner.inputEnd();
    if (scanner.line <= line && inputEnd > scanner.bufferStart) {
      return Utf8.decodeReplacing(
          b, showsPresentLine ? scanner.lineStart : scanner.bufferStart, inputEnd);
    }
    int from = source == null ? 0 : source.start();
    for (int n = firstLine; n < line; n++) {
      int lineFeed = scanner.lineEnd(from);
      if (lineFeed + 1 > inputEnd) {
        break;
      }
      from = lineFeed + 1;
    }
    return Utf8.decodeReplacing(b, from, scanner.lineEnd(from));
  }
}
