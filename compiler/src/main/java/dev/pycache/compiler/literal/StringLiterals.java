package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.source.Words;
import dev.pycache.compiler.token.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of adjacent STRING tokens, which are one expression. */
public final class StringLiterals {
  private StringLiterals() {}

  /**
   * The expression of the STRING tokens {@code [firstToken, lastTokenExclusive)}, at least one: a
   * {@code Constant} of str or bytes, or a {@code JoinedStr} if one is an f-string (CPython's
   * {@code _PyPegen_concatenate_strings} up to 3.11; later ones give no f-strings as STRING
   * tokens).
   */
  public static Expr concatenate(
      ParseSite site, Tokens tokens, int firstToken, int lastTokenExclusive) {
    int last = lastTokenExclusive - 1;
    Span span = tokens.span(firstToken, last);
    int prefix = StringPrefix.read(tokens.buffer(), tokens.start(firstToken));
    if (firstToken == last && !StringPrefix.isFormat(prefix)) {
      return new Expr.Constant(
          single(site, tokens, firstToken, prefix), span, isMarked(tokens, firstToken));
    }
    return StringPrefix.isBytes(prefix)
        ? new Expr.Constant(joinBytes(site, tokens, firstToken, lastTokenExclusive), span)
        : joinText(site, tokens, firstToken, lastTokenExclusive, span);
  }

  /** The constant of one STRING token ({@code _PyPegen_constant_from_string}). */
  public static Expr.Constant constant(ParseSite site, Tokens tokens, int token) {
    int prefix = StringPrefix.read(tokens.buffer(), tokens.start(token));
    return new Expr.Constant(
        single(site, tokens, token, prefix), tokens.span(token, token), isMarked(tokens, token));
  }

  /**
   * The expression of adjacent strings, where f-strings are nodes before they are put together
   * (from 3.12 on, {@code _PyPegen_concatenate_strings}).
   *
   * @param parts constants and f-strings, at least one; in a format specification also fields
   */
  public static Expr concatenate(ParseSite site, List<? extends Expr> parts, Span span) {
    boolean bytes = false;
    boolean text = false;
    boolean format = false;
    for (Expr part : parts) {
      if (part instanceof Expr.Constant constant) {
        bytes |= constant.value() instanceof Bytes;
        text |= constant.value() instanceof Str;
      } else {
        format = true;
      }
    }
    if (bytes && (text || format)) {
      throw site.error(ErrorType.SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
    }
    if (format) {
      return new Expr.JoinedStr(folded(site, parts), span);
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var all = new ByteBuilder(64);
    for (Expr part : parts) {
      append(all, (Expr.Constant) part);
    }
    return new Expr.Constant(
        bytes
            ? Bytes.of(all.toArray())
            : site.context().strings().constant(all.array(), 0, all.length()),
        span,
        ((Expr.Constant) parts.getFirst()).unicodePrefix());
  }

  /** The expression of adjacent t-strings ({@code _PyPegen_concatenate_tstrings}). */
  public static Expr concatenateTemplates(ParseSite site, List<? extends Expr> parts, Span span) {
    return new Expr.TemplateStr(folded(site, parts), span);
  }

  /**
   * The values of all parts in one list, in which neighbouring texts are one and none is empty
   * ({@code _build_concatenated_str}).
   */
  private static Nodes<Expr> folded(ParseSite site, List<? extends Expr> parts) {
    List<Expr> values = new ArrayList<>();
    for (Expr part : parts) {
      switch (part) {
        case Expr.JoinedStr joined -> values.addAll(joined.values());
        case Expr.TemplateStr template -> values.addAll(template.values());
        default -> values.add(part);
      }
    }
    List<Expr> folded = new ArrayList<>(values.size());
    int i = 0;
    while (i < values.size()) {
      int from = i++;
      if (!(values.get(from) instanceof Expr.Constant first)) {
        folded.add(values.get(from));
        continue;
      }
      while (i < values.size() && values.get(i) instanceof Expr.Constant) {
        i++;
      }
      Expr.Constant text = i == from + 1 ? first : merged(site, values.subList(from, i));
      if (!JoinedStrings.isEmpty(text)) {
        folded.add(text);
      }
    }
    return Nodes.ofArray(folded.toArray());
  }

  private static Expr.Constant merged(ParseSite site, List<Expr> texts) {
    var all = new ByteBuilder(64);
    for (Expr text : texts) {
      append(all, (Expr.Constant) text);
    }
    Expr.Constant first = (Expr.Constant) texts.getFirst();
    return new Expr.Constant(
        site.context().strings().constant(all.array(), 0, all.length()),
        first.span().to(texts.getLast().span()),
        first.unicodePrefix());
  }

  private static void append(ByteBuilder out, Expr.Constant part) {
    byte[] bytes =
        switch (part.value()) {
          case Str text -> text.utf8();
          case Bytes value -> value.value();
          default -> throw new IllegalArgumentException("no string: " + part);
        };
    out.add(bytes, 0, bytes.length);
  }

  /** The value of a literal that stands alone: nearly always a copy of the source. */
  private static Constant single(ParseSite site, Tokens tokens, int token, int prefix) {
    byte[] buffer = tokens.buffer();
    int quotes = StringPrefix.quotes(buffer, tokens.start(token), tokens.end(token), prefix);
    int start = tokens.start(token) + StringPrefix.length(prefix) + quotes;
    int end = tokens.end(token) - quotes;
    boolean plain = StringPrefix.isRaw(prefix) || !Words.contains(buffer, start, end, '\\');
    boolean ascii = Words.isAscii(buffer, start, end);
    if (StringPrefix.isBytes(prefix)) {
      if (plain && ascii) {
        return Bytes.of(Arrays.copyOfRange(buffer, start, end));
      }
      var out = new ByteBuilder(end - start);
      addBytes(site, tokens, token, start, end, plain, out);
      return Bytes.of(out.toArray());
    }
    if (plain) {
      if (!ascii) {
        SourceText.check(site, buffer, start, end);
      }
      return site.context().strings().constant(buffer, start, end);
    }
    var out = new ByteBuilder(end - start);
    Escapes.decodeText(site, buffer, start, end, tokens.line(token), out);
    return site.context().strings().constant(out.array(), 0, out.length());
  }

  private static Bytes joinBytes(
      ParseSite site, Tokens tokens, int firstToken, int lastTokenExclusive) {
    byte[] buffer = tokens.buffer();
    var out = new ByteBuilder(64);
    for (int token = firstToken; token < lastTokenExclusive; token++) {
      int prefix = StringPrefix.read(buffer, tokens.start(token));
      int quotes = StringPrefix.quotes(buffer, tokens.start(token), tokens.end(token), prefix);
      int start = tokens.start(token) + StringPrefix.length(prefix) + quotes;
      int end = tokens.end(token) - quotes;
      if (!StringPrefix.isBytes(prefix)) {
        throw mixed(site, tokens, token, prefix, start, end);
      }
      addBytes(site, tokens, token, start, end, StringPrefix.isRaw(prefix), out);
    }
    return Bytes.of(out.toArray());
  }

  private static Expr joinText(
      ParseSite site, Tokens tokens, int firstToken, int lastTokenExclusive, Span span) {
    byte[] buffer = tokens.buffer();
    var pieces = new StringPieces(site.context().strings());
    boolean format = false;
    for (int token = firstToken; token < lastTokenExclusive; token++) {
      int prefix = StringPrefix.read(buffer, tokens.start(token));
      int quotes = StringPrefix.quotes(buffer, tokens.start(token), tokens.end(token), prefix);
      int start = tokens.start(token) + StringPrefix.length(prefix) + quotes;
      int end = tokens.end(token) - quotes;
      boolean raw = StringPrefix.isRaw(prefix);
      if (StringPrefix.isBytes(prefix)) {
        throw mixed(site, tokens, token, prefix, start, end);
      } else if (StringPrefix.isFormat(prefix)) {
        format = true;
        new FormatString(site, tokens, token, start, end, raw, span).parse(pieces);
      } else {
        addText(site, buffer, start, end, raw, tokens.line(token), pieces.text());
      }
    }
    if (format) {
      return pieces.joined(span, span);
    }
    ByteBuilder text = pieces.text();
    Str value = site.context().strings().constant(text.array(), 0, text.length());
    return new Expr.Constant(value, span, isMarked(tokens, firstToken));
  }

  /**
   * Whether the run begins with {@code u}, which the tree remembers ({@code Constant.kind}); a
   * capital does not count.
   */
  private static boolean isMarked(Tokens tokens, int firstToken) {
    return tokens.buffer()[tokens.start(firstToken)] == 'u';
  }

  private static void addText(
      ParseSite site, byte[] buffer, int start, int end, boolean raw, int line, ByteBuilder out) {
    if (raw || !Words.contains(buffer, start, end, '\\')) {
      SourceText.check(site, buffer, start, end);
      out.add(buffer, start, end);
    } else {
      Escapes.decodeText(site, buffer, start, end, line, out);
    }
  }

  private static void addBytes(
      ParseSite site, Tokens tokens, int token, int start, int end, boolean raw, ByteBuilder out) {
    byte[] buffer = tokens.buffer();
    if (!Words.isAscii(buffer, start, end)) {
      String message = "bytes can only contain ASCII literal characters";
      if (!new SyntaxRules(site.context().target()).pointsAtBadBytes()) {
        throw site.error(ErrorType.SYNTAX_ERROR, message);
      }
      throw site.errorAt(
          ErrorType.SYNTAX_ERROR,
          message,
          tokens.line(token),
          tokens.column(token),
          tokens.endLine(token),
          tokens.endColumn(token));
    }
    if (raw) {
      out.add(buffer, start, end);
    } else {
      Escapes.decodeBytes(site, buffer, start, end, tokens.line(token), out);
    }
  }

  /**
   * Bytes beside text. CPython decodes the literal before it sees that it does not fit, so the
   * literal's own errors and warnings come first; an f-string is not looked into.
   */
  private static RuntimeException mixed(
      ParseSite site, Tokens tokens, int token, int prefix, int start, int end) {
    if (StringPrefix.isBytes(prefix)) {
      addBytes(
          site,
          tokens,
          token,
          start,
          end,
          StringPrefix.isRaw(prefix),
          new ByteBuilder(end - start));
    } else if (!StringPrefix.isFormat(prefix)) {
      int line = tokens.line(token);
      addText(
          site,
          tokens.buffer(),
          start,
          end,
          StringPrefix.isRaw(prefix),
          line,
          new ByteBuilder(end - start));
    }
    return site.error(ErrorType.SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
  }
}
