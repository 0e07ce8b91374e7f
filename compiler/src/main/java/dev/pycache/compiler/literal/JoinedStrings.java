package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of f-strings and t-strings whose parts are tokens (PEP 701, PEP 750): what the actions
 * of CPython's grammar do for them in {@code Parser/action_helpers.c}. The parsers find the parts.
 */
public final class JoinedStrings {
  private JoinedStrings() {}

  /**
   * A part of a replacement field ({@code ResultTokenWithMetadata}).
   *
   * @param node the name of a conversion, or a format specification
   * @param token the token before it, {@code !} or {@code :}
   */
  public record Part(Expr node, int token) {}

  /**
   * What a replacement field consists of.
   *
   * @param selfDocumenting whether an equals sign follows the expression
   * @param closingBrace the token that ends it
   */
  public record Field(
      Expr value,
      boolean selfDocumenting,
      @Nullable Part conversion,
      @Nullable Part format,
      int closingBrace,
      Span span) {
    private int conversionCharacter() {
      if (conversion != null) {
        return ((Expr.Name) conversion.node).id().utf8()[0];
      }
      return selfDocumenting && format == null ? 'r' : -1;
    }

    private @Nullable Expr formatNode() {
      return format == null ? null : format.node;
    }

    /** The token behind the expression. */
    private int lastToken() {
      return conversion != null ? conversion.token : format != null ? format.token : closingBrace;
    }
  }

  /**
   * A replacement field ({@code _PyPegen_formatted_value}). One that documents itself is the
   * constant of its text and the field, in a {@code JoinedStr} which {@link #joined} dissolves.
   */
  public static Expr field(ParseSite site, Tokens tokens, Field field) {
    Expr node =
        new Expr.FormattedValue(
            field.value, field.conversionCharacter(), field.formatNode(), field.span);
    return field.selfDocumenting ? withText(site, tokens, node, field) : node;
  }

  /** The same in a t-string ({@code _PyPegen_interpolation}). */
  public static Expr interpolation(ParseSite site, Tokens tokens, Field field) {
    byte[] text = expressionText(site, tokens, field.lastToken());
    boolean keepsBlanks = new SyntaxRules(site.context().target()).keepsBlanksOfInterpolations();
    if (!keepsBlanks) {
      text = ExpressionTexts.stripped(text);
    } else if (field.selfDocumenting) {
      text = ExpressionTexts.beforeEqualsSign(text);
    }
    Expr node =
        new Expr.Interpolation(
            field.value,
            site.context().strings().constant(text),
            field.conversionCharacter(),
            field.formatNode(),
            field.span);
    return field.selfDocumenting ? withText(site, tokens, node, field) : node;
  }

  private static Expr withText(ParseSite site, Tokens tokens, Expr node, Field field) {
    byte[] text = expressionText(site, tokens, field.lastToken());
    Span span = field.span;
    int endLine = span.endLine();
    int endColumn = span.endColumn() - 1;
    if (field.conversion != null) {
      endLine = field.conversion.node.span().line();
      endColumn = field.conversion.node.span().column() - 1;
    } else if (field.format != null) {
      endLine = field.format.node.span().line();
      endColumn = field.format.node.span().column();
    }
    Expr constant =
        new Expr.Constant(
            site.context().strings().constant(text),
            new Span(span.line(), span.column() + 1, endLine, endColumn));
    return new Expr.JoinedStr(Nodes.ofArray(new Object[] {constant, node}), span);
  }

  /**
   * The text of the expression before a token. Where the tokenizer has not kept one, in a field
   * that is in the field of a field, CPython makes a constant of nothing and refuses it.
   */
  private static byte[] expressionText(ParseSite site, Tokens tokens, int token) {
    if (!tokens.hasExpression(token)) {
      throw site.error(
          CompileException.of(ErrorType.VALUE_ERROR, "field 'value' is required for Constant"));
    }
    return ExpressionTexts.withoutComments(
        tokens.buffer(),
        tokens.expressionStart(token),
        tokens.expressionEnd(token),
        new SyntaxRules(site.context().target()));
  }

  /**
   * Text in a format specification ({@code _PyPegen_decoded_constant_from_token}).
   *
   * @param raw whether the string is raw
   */
  public static Expr.Constant specText(ParseSite site, Tokens tokens, int token, boolean raw) {
    boolean keepsRaw = raw && new SyntaxRules(site.context().target()).keepsFormatSpecsRaw();
    int start = tokens.start(token);
    int end = tokens.end(token);
    ParseSite place = new SpecSite(site);
    return new Expr.Constant(
        text(place, tokens.buffer(), start, end, keepsRaw, tokens.line(token)),
        span(tokens, token));
  }

  /**
   * A format specification ({@code _PyPegen_setup_full_format_spec}).
   *
   * @param parts its texts and replacement fields
   * @param colon the token before it
   * @param span from the colon to its end
   */
  public static Part spec(ParseSite site, List<? extends Expr> parts, int colon, Span span) {
    var rules = new SyntaxRules(site.context().target());
    if (!rules.joinsPiecesOfFormatSpec()) {
      boolean empty = parts.size() == 1 && isEmpty(parts.getFirst());
      Nodes<Expr> values = empty ? Nodes.none() : Nodes.ofArray(parts.toArray());
      return new Part(new Expr.JoinedStr(values, span), colon);
    }
    List<Expr> filled = new ArrayList<>(parts.size());
    for (Expr part : parts) {
      if (!isEmpty(part)) {
        filled.add(part);
      }
    }
    List<? extends Expr> counted = rules.countsFilledPiecesOfFormatSpec() ? filled : parts;
    boolean single =
        filled.isEmpty() || (counted.size() == 1 && counted.getFirst() instanceof Expr.Constant);
    Expr spec =
        single
            ? new Expr.JoinedStr(Nodes.ofArray(filled.toArray()), span)
            : StringLiterals.concatenate(site, filled, span);
    return new Part(spec, colon);
  }

  static boolean isEmpty(Expr part) {
    return part instanceof Expr.Constant(Str text, _, _) && text.utf8().length == 0;
  }

  /**
   * The whole string ({@code _PyPegen_joined_str}, {@code _PyPegen_template_str}).
   *
   * @param start its first token
   * @param middle its pieces in order: of a text the index of the token, of a field the node
   * @param end its last token
   */
  public static Expr joined(ParseSite site, Tokens tokens, int start, List<?> middle, int end) {
    boolean raw = isRaw(tokens, start);
    var rules = new SyntaxRules(site.context().target());
    List<Expr> values = new ArrayList<>(middle.size() + 1);
    for (Object piece : middle) {
      if (piece instanceof Integer token) {
        Expr text = piece(site, rules, tokens, token, raw, end);
        if (!isEmpty(text)) {
          values.add(text);
        }
      } else if (piece instanceof Expr.JoinedStr(Nodes<Expr> documented, _)) {
        Expr.Constant text = (Expr.Constant) documented.getFirst();
        values.add(
            rules.keepsShownExpressions() ? text : decoded(site, text, raw, tokens.line(end)));
        values.add(documented.get(1));
      } else {
        values.add((Expr) piece);
      }
    }
    Span span =
        new Span(
            tokens.line(start), tokens.column(start), tokens.endLine(end), tokens.endColumn(end));
    Nodes<Expr> nodes = Nodes.ofArray(values.toArray());
    return tokens.kind(start) == TokenKind.TSTRING_START
        ? new Expr.TemplateStr(nodes, span)
        : new Expr.JoinedStr(nodes, span);
  }

  /** The text of an expression that a field shows, its escapes decoded. */
  private static Expr decoded(ParseSite site, Expr.Constant constant, boolean raw, int line) {
    byte[] text = ((Str) constant.value()).utf8();
    return new Expr.Constant(text(site, text, 0, text.length, raw, line), constant.span());
  }

  /** Whether the string that begins with a token is raw. */
  public static boolean isRaw(Tokens tokens, int start) {
    return StringPrefix.isRaw(StringPrefix.read(tokens.buffer(), tokens.start(start)));
  }

  /** A text between fields, in which CPython counts lines from the string's end. */
  private static Expr piece(
      ParseSite site, SyntaxRules rules, Tokens tokens, int token, boolean raw, int end) {
    Span span = span(tokens, token);
    ParseSite place = rules.findsPiecesOfStrings() ? new PieceSite(site, span) : site;
    Str text =
        text(place, tokens.buffer(), tokens.start(token), tokens.end(token), raw, tokens.line(end));
    return new Expr.Constant(text, span);
  }

  private static Str text(
      ParseSite site, byte[] buffer, int start, int end, boolean raw, int line) {
    boolean ascii = true;
    boolean plain = true;
    for (int i = start; i < end; i++) {
      ascii &= buffer[i] >= 0;
      plain &= buffer[i] != '\\';
    }
    if (raw || plain) {
      if (!ascii) {
        SourceText.check(site, buffer, start, end);
      }
      return site.context().strings().constant(buffer, start, end);
    }
    var out = new ByteBuilder(end - start);
    Escapes.decodePiece(site, buffer, start, end, line, out);
    return site.context().strings().constant(out.array(), 0, out.length());
  }

  private static Span span(Tokens tokens, int token) {
    return new Span(
        tokens.line(token), tokens.column(token), tokens.endLine(token), tokens.endColumn(token));
  }
}
