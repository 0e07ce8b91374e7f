package dev.pycache.compiler.diagnosis;

import static dev.pycache.compiler.diagnosis.ExpressionAction.expr;
import static dev.pycache.compiler.diagnosis.ExpressionAction.present;
import static dev.pycache.compiler.diagnosis.ExpressionAction.span;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.literal.JoinedStrings;
import dev.pycache.compiler.literal.JoinedStrings.Field;
import dev.pycache.compiler.literal.JoinedStrings.Part;
import dev.pycache.compiler.literal.StringLiterals;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import org.jspecify.annotations.Nullable;

/** Actions that make strings where f-strings are tokens of their own (PEP 701, PEP 750). */
enum StringAction implements Action {
  CHECKED_CONVERSION,
  CONCATENATE,
  CONCATENATE_TEMPLATES,
  CONVERSION,
  FORMAT_FIELD,
  FORMAT_SPEC,
  FORMAT_SPEC_TEXT,
  FORMAT_STRING,
  FORMAT_TEXT,
  INTERPOLATION,
  STRING,
  TEMPLATE_STRING;

  @Override
  public @Nullable Object run(PegParser parser, @Nullable Object[] a) {
    return switch (this) {
      case CHECKED_CONVERSION -> {
        Part conversion = conversion(parser, token(a[0]), expr(a[1]), a[2]);
        yield conversion != null && isValid(parser, conversion) ? conversion : null;
      }
      case CONCATENATE ->
          StringLiterals.concatenate(parser, Lists.<Expr>cast(present(a[0])), span(a[1]));
      case CONCATENATE_TEMPLATES ->
          StringLiterals.concatenateTemplates(parser, Lists.<Expr>cast(present(a[0])), span(a[1]));
      case CONVERSION -> conversion(parser, token(a[0]), expr(a[1]), a[2]);
      case FORMAT_FIELD ->
          a[2] == null || isValid(parser, (Part) a[2])
              ? JoinedStrings.field(parser, parser.tokens(), field(a))
              : null;
      case FORMAT_SPEC ->
          JoinedStrings.spec(parser, Lists.<Expr>cast(present(a[1])), token(a[0]), span(a[2]));
      case FORMAT_SPEC_TEXT ->
          JoinedStrings.specText(
              parser, parser.tokens(), text(parser, a[0]), isInRawString(parser.tokenizer()));
      case FORMAT_STRING, TEMPLATE_STRING ->
          JoinedStrings.joined(
              parser, parser.tokens(), token(a[0]), Lists.cast(present(a[1])), token(a[2]));
      case FORMAT_TEXT -> text(parser, a[0]);
      case INTERPOLATION -> JoinedStrings.interpolation(parser, parser.tokens(), field(a));
      case STRING -> StringLiterals.constant(parser, parser.tokens(), token(a[0]));
    };
  }

  private static Field field(@Nullable Object[] a) {
    return new Field(expr(a[0]), a[1] != null, (Part) a[2], (Part) a[3], token(a[4]), span(a[5]));
  }

  /** A token of text; bytes in it that are not UTF-8 are an error that is not a SyntaxError. */
  private static int text(PegParser parser, @Nullable Object token) {
    Tokens tokens = parser.tokens();
    int text = token(token);
    String message = Utf8.decodeError(tokens.buffer(), tokens.start(text), tokens.end(text));
    if (message != null) {
      throw CompileException.of(ErrorType.UNICODE_DECODE_ERROR, message);
    }
    return text;
  }

  /** Whether the tokenizer stands in a raw string: it may be ahead of what is being parsed. */
  private static boolean isInRawString(Tokenizer tokenizer) {
    return tokenizer.stringDepth() > 0 && tokenizer.stringIsRaw();
  }

  private static int token(@Nullable Object token) {
    return (Integer) present(token);
  }

  /**
   * A conversion, which begins right behind its mark ({@code _PyPegen_check_fstring_conversion}).
   */
  private static @Nullable Part conversion(
      PegParser parser, int mark, Expr name, @Nullable Object message) {
    Span place = parser.tokenSpan(mark);
    Span span = name.span();
    if (place.line() == span.line() && place.endColumn() == span.column()) {
      return new Part(name, mark);
    }
    ErrorAction.range(parser, mark, name, message);
    return null;
  }

  /** Whether the letter of a conversion is one; an error if not. */
  private static boolean isValid(PegParser parser, Part conversion) {
    byte[] letter = ((Expr.Name) conversion.node()).id().utf8();
    if (letter.length == 1 && (letter[0] == 's' || letter[0] == 'r' || letter[0] == 'a')) {
      return true;
    }
    ErrorAction.range(
        parser,
        conversion.node(),
        conversion.node(),
        "{prefix}-string: invalid conversion character '{name}': expected 's', 'r', or 'a'");
    return false;
  }
}
