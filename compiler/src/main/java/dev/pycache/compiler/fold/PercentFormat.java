package dev.pycache.compiler.fold;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code "%s and %r" % (a, b)} into the f-string {@code f"{a!s} and {b!r}"} ({@code
 * optimize_format}), where only {@code %s}, {@code %r} and {@code %a} occur and there are as many
 * values as fields.
 */
final class PercentFormat {
  /** Width and precision have fewer digits than this. */
  private static final int MAX_DIGITS = 3;

  private final Strings strings;

  PercentFormat(Strings strings) {
    this.strings = strings;
  }

  /** The f-string, or null if the format says something else. */
  @Nullable Expr fold(Str format, Nodes<Expr> values, Span span) {
    return new Parse(format.utf8()).fold(values, span);
  }

  /** One format on the way from its start to its end; all of its syntax is ASCII. */
  private final class Parse {
    private final byte[] format;
    private int at;

    Parse(byte[] format) {
      this.format = format;
    }

    @Nullable Expr fold(Nodes<Expr> values, Span span) {
      List<Expr> parts = new ArrayList<>();
      int used = 0;
      while (true) {
        Expr literal = literal();
        if (literal != null) {
          parts.add(literal);
        }
        if (at >= format.length) {
          break;
        }
        if (used >= values.size()) {
          return null;
        }
        at++;
        Expr field = field(values.get(used++));
        if (field == null) {
          return null;
        }
        parts.add(field);
      }
      return used < values.size() ? null : new Expr.JoinedStr(Nodes.ofArray(parts.toArray()), span);
    }

    /**
     * The text up to the next field, with {@code %%} made one character ({@code parse_literal}).
     */
    private @Nullable Expr literal() {
      int start = at;
      int percents = 0;
      while (at < format.length) {
        if (format[at] != '%') {
          at++;
        } else if (at + 1 < format.length && format[at + 1] == '%') {
          percents++;
          at += 2;
        } else {
          break;
        }
      }
      if (at == start) {
        return null;
      }
      byte[] text = new byte[at - start - percents];
      for (int from = start, to = 0; from < at; to++) {
        text[to] = format[from];
        from += format[from] == '%' ? 2 : 1;
      }
      // What str.replace makes is a new object even if it is one character, of which there is
      // otherwise only one.
      return percents > 0 ? new Expr.Constant(Str.ofUtf8(text), Span.NONE) : constant(text);
    }

    /** The field behind a {@code %} ({@code parse_format}, {@code simple_format_arg_parse}). */
    private @Nullable Expr field(Expr value) {
      boolean left = false;
      int c = next();
      while (c == '-' || c == '+' || c == ' ' || c == '#' || c == '0') {
        left |= c == '-';
        c = next();
      }
      int width = -1;
      if (isDigit(c)) {
        at--;
        width = number();
        if (width < 0) {
          return null;
        }
        c = next();
      }
      int precision = -1;
      if (c == '.') {
        precision = number();
        if (precision < 0) {
          return null;
        }
        c = next();
      }
      if (c != 's' && c != 'r' && c != 'a') {
        return null;
      }
      String align = !left && width > 0 ? ">" : "";
      String spec = align + (width >= 0 ? width : "") + (precision >= 0 ? "." + precision : "");
      Expr formatSpec = spec.isEmpty() ? null : constant(spec.getBytes(StandardCharsets.US_ASCII));
      return new Expr.FormattedValue(value, c, formatSpec, value.span());
    }

    /** Digits, possibly none, as a number; -1 if there are too many or if nothing follows them. */
    private int number() {
      int start = at;
      int number = 0;
      while (at < format.length && isDigit(format[at])) {
        number = number * 10 + format[at++] - '0';
        if (at - start == MAX_DIGITS) {
          return -1;
        }
      }
      return at < format.length ? number : -1;
    }

    private int next() {
      return at < format.length ? format[at++] : -1;
    }
  }

  private static boolean isDigit(int c) {
    return '0' <= c && c <= '9';
  }

  private Expr constant(byte[] text) {
    return new Expr.Constant(strings.constant(text), Span.NONE);
  }
}
