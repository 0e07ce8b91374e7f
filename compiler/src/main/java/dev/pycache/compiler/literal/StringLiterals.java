package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.token.Tokens;
import java.util.Arrays;

/** Runs of adjacent STRING tokens, which are one expression. */
public final class StringLiterals {
  private StringLiterals() {}

  /**
   * The expression of the STRING tokens {@code [firstToken, lastTokenExclusive)}, at least one: a
   * {@code Constant} of str or bytes, or a {@code JoinedStr} if one is an f-string (CPython's
   * {@code _PyPegen_concatenate_strings}).
   */
  public static Expr concatenate(
      ParseSite site, Tokens tokens, int firstToken, int lastTokenExclusive) {
    int last = lastTokenExclusive - 1;
    Span span =
        new Span(
            tokens.line(firstToken),
            tokens.column(firstToken),
            tokens.endLine(last),
            tokens.endColumn(last));
    int prefix = StringPrefix.read(tokens.buffer(), tokens.start(firstToken));
    if (firstToken == last && !StringPrefix.isFormat(prefix)) {
      return new Expr.Constant(
          single(site, tokens, firstToken, prefix), span, isMarked(tokens, firstToken));
    }
    return StringPrefix.isBytes(prefix)
        ? new Expr.Constant(joinBytes(site, tokens, firstToken, lastTokenExclusive), span)
        : joinText(site, tokens, firstToken, lastTokenExclusive, span);
  }

  /** The value of a literal that stands alone: nearly always a copy of the source. */
  private static Constant single(ParseSite site, Tokens tokens, int token, int prefix) {
    byte[] buffer = tokens.buffer();
    int quotes = StringPrefix.quotes(buffer, tokens.start(token), tokens.end(token), prefix);
    int start = tokens.start(token) + StringPrefix.length(prefix) + quotes;
    int end = tokens.end(token) - quotes;
    boolean plain = StringPrefix.isRaw(prefix);
    boolean ascii = true;
    if (plain) {
      ascii = !SourceText.hasNonAscii(buffer, start, end);
    } else {
      plain = true;
      for (int i = start; i < end; i++) {
        byte b = buffer[i];
        plain &= b != '\\';
        ascii &= b >= 0;
      }
    }
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
    if (raw || !contains(buffer, start, end, '\\')) {
      SourceText.check(site, buffer, start, end);
      out.add(buffer, start, end);
    } else {
      Escapes.decodeText(site, buffer, start, end, line, out);
    }
  }

  private static void addBytes(
      ParseSite site, Tokens tokens, int token, int start, int end, boolean raw, ByteBuilder out) {
    byte[] buffer = tokens.buffer();
    if (SourceText.hasNonAscii(buffer, start, end)) {
      String message = "bytes can only contain ASCII literal characters";
      if (!site.context().target().pointsAtBadBytes()) {
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

  private static boolean contains(byte[] buffer, int start, int end, char wanted) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == wanted) {
        return true;
      }
    }
    return false;
  }
}
