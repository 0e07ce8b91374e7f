package dev.pycache.compiler.literal;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.source.Words;
import dev.pycache.compiler.token.OddEscapes;
import java.nio.charset.StandardCharsets;

/**
 * Decodes backslash escapes. Odd escapes are kept as they are and warned of, one warning for a
 * piece of text as CPython does.
 */
final class Escapes {
  private Escapes() {}

  /**
   * Appends the text of {@code bytes[start, end)} to {@code out} (CPython's {@code
   * decode_unicode_with_escapes} and {@code _PyUnicode_DecodeUnicodeEscapeInternal}).
   *
   * @param line line of the token, from which lines are counted to an odd escape
   */
  static void decodeText(
      ParseSite site, byte[] bytes, int start, int end, int line, ByteBuilder out) {
    int odd = decode(site, bytes, start, end, out);
    if (odd >= 0) {
      warn(site, bytes, start, odd, line);
    }
  }

  /**
   * The same for a piece of an f-string that the tokenizer has made; the tokenizer has warned of a
   * backslash before a brace.
   */
  static void decodePiece(
      ParseSite site, byte[] bytes, int start, int end, int line, ByteBuilder out) {
    int odd = decode(site, bytes, start, end, out);
    if (odd >= 0 && bytes[odd] != '{' && bytes[odd] != '}') {
      warn(site, bytes, start, odd, line);
    }
  }

  /** Returns where the first odd escape is, behind its backslash, or -1. */
  private static int decode(ParseSite site, byte[] bytes, int start, int end, ByteBuilder out) {
    SourceText.checkRuns(site, bytes, start, end);
    int odd = -1;
    int i = start;
    while (i < end) {
      int run = i;
      i = Words.indexOf(bytes, i, end, '\\');
      out.add(bytes, run, i);
      if (i == end) {
        break;
      }
      int backslash = i++;
      if (i == end || bytes[i] < 0) {
        out.add('\\'); // CPython's detour over an ASCII form hides this one from its warning
        continue;
      }
      int c = bytes[i++];
      switch (c) {
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int to = octalEnd(bytes, i, end);
          int value = octal(bytes, i - 1, to);
          if (value > 0xFF && odd < 0) {
            odd = i - 1;
          }
          out.addCodePoint(value);
          i = to;
        }
        case 'x' -> i = hexadecimal(site, bytes, start, i, end, 2, "truncated \\xXX escape", out);
        case 'u' -> i = hexadecimal(site, bytes, start, i, end, 4, "truncated \\uXXXX escape", out);
        case 'U' ->
            i = hexadecimal(site, bytes, start, i, end, 8, "truncated \\UXXXXXXXX escape", out);
        case 'N' -> i = named(site, bytes, start, i, end, out);
        default -> {
          int value = simple(c);
          if (value >= 0) {
            out.add(value);
          } else if (c != '\n') {
            odd = odd < 0 ? i - 1 : odd;
            out.add(bytes, backslash, i);
          }
        }
      }
    }
    return odd;
  }

  /**
   * Appends the bytes of an ASCII literal {@code bytes[start, end)} (CPython's {@code
   * _PyBytes_DecodeEscape}).
   */
  static void decodeBytes(
      ParseSite site, byte[] bytes, int start, int end, int line, ByteBuilder out) {
    int odd = -1;
    int i = start;
    while (i < end) {
      int run = i;
      i = Words.indexOf(bytes, i, end, '\\');
      out.add(bytes, run, i);
      if (i == end) {
        break;
      }
      int backslash = i++;
      int c = bytes[i++];
      switch (c) {
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int to = octalEnd(bytes, i, end);
          int value = octal(bytes, i - 1, to);
          if (value > 0xFF && odd < 0) {
            odd = i - 1;
          }
          out.add(value);
          i = to;
        }
        case 'x' -> {
          int high = i + 1 < end ? hexDigit(bytes[i]) : -1;
          int low = i + 1 < end ? hexDigit(bytes[i + 1]) : -1;
          if (high < 0 || low < 0) {
            throw site.error(
                ErrorType.SYNTAX_ERROR,
                "(value error) invalid \\x escape at position " + (backslash - start));
          }
          out.add(high << 4 | low);
          i += 2;
        }
        default -> {
          int value = simple(c);
          if (value >= 0) {
            out.add(value);
          } else if (c != '\n') {
            odd = odd < 0 ? i - 1 : odd;
            out.add(bytes, backslash, i);
          }
        }
      }
    }
    if (odd >= 0) {
      warn(site, bytes, start, odd, line);
    }
  }

  /**
   * Warns of the odd escape whose first character behind the backslash is {@code bytes[at]}
   * (CPython's {@code warn_invalid_escape_sequence}).
   *
   * @param start start of the text
   * @param line line of its token
   */
  static void warn(ParseSite site, byte[] bytes, int start, int at, int line) {
    int length = bytes[at] >= '4' && bytes[at] <= '7' ? 3 : 1;
    String escape = new String(bytes, at, length, StandardCharsets.US_ASCII);
    Target target = site.context().target();
    var rules = new SyntaxRules(target);
    int escapeLine = line;
    if (rules.warnsAtLineOfEscape()) {
      for (int i = start; i < at; i++) {
        escapeLine += bytes[i] == '\n' ? 1 : 0;
      }
    }
    site.warn(
        rules.warnsOfSyntaxInEscapes() ? "SyntaxWarning" : "DeprecationWarning",
        OddEscapes.message(escape, target),
        escapeLine);
  }

  /** The value of a one-letter escape, or -1. */
  private static int simple(int c) {
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      default -> -1;
    };
  }

  /** The end of an octal escape whose second digit would be at {@code i}. */
  private static int octalEnd(byte[] bytes, int i, int end) {
    int limit = Math.min(i + 2, end);
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '7') {
      i++;
    }
    return i;
  }

  private static int octal(byte[] bytes, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      value = value << 3 | bytes[i] - '0';
    }
    return value;
  }

  /**
   * Reads the {@code digits} hexadecimal digits from {@code i} on; returns the index behind them.
   */
  private static int hexadecimal(
      ParseSite site,
      byte[] bytes,
      int start,
      int i,
      int end,
      int digits,
      String truncated,
      ByteBuilder out) {
    int value = 0;
    for (int k = 0; k < digits; k++) {
      int digit = i + k < end ? hexDigit(bytes[i + k]) : -1;
      if (digit < 0) {
        throw unicodeError(site, bytes, start, end, i - 2, i + k, truncated);
      }
      value = value << 4 | digit;
    }
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      throw unicodeError(site, bytes, start, end, i - 2, i + digits, "illegal Unicode character");
    }
    out.addCodePoint(value);
    return i + digits;
  }

  private static int hexDigit(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  /** Reads the {@code {name}} at {@code i}; returns the index behind it. */
  private static int named(
      ParseSite site, byte[] bytes, int start, int i, int end, ByteBuilder out) {
    String malformed = "malformed \\N character escape";
    if (i == end || bytes[i] != '{') {
      throw unicodeError(site, bytes, start, end, i - 2, i, malformed);
    }
    int name = i + 1;
    int close = name;
    while (close < end && bytes[close] != '}') {
      close++;
    }
    if (close == end || close == name) {
      throw unicodeError(site, bytes, start, end, i - 2, close, malformed);
    }
    int value = new UnicodeNames(site.context().target()).lookup(bytes, name, close);
    if (value < 0) {
      throw unicodeError(
          site, bytes, start, end, i - 2, close + 1, "unknown Unicode character name");
    }
    out.addCodePoint(value);
    return close + 1;
  }

  /**
   * The error for a UnicodeDecodeError about {@code bytes[from, to)} ({@code
   * _Pypegen_raise_decode_error}).
   */
  private static RuntimeException unicodeError(
      ParseSite site, byte[] bytes, int start, int end, int from, int to, String reason) {
    int first = asciiLength(bytes, start, from, end);
    int last = asciiLength(bytes, start, to, end) - 1;
    return site.undecodable(
        "'unicodeescape' codec can't decode bytes in position "
            + first
            + "-"
            + last
            + ": "
            + reason);
  }

  /**
   * The length of {@code bytes[start, to)} in the form in which CPython decodes escapes, and counts
   * positions: every non-ASCII character as {@code \}{@code UXXXXXXXX}, and a backslash before one,
   * or before the end, as {@code \}{@code u005c}.
   */
  private static int asciiLength(byte[] bytes, int start, int to, int end) {
    int length = 0;
    for (int i = start; i < to; i++) {
      byte b = bytes[i];
      if (b >= 0) {
        length++;
        if (b == '\\') {
          boolean bare = i + 1 == end || bytes[i + 1] < 0;
          length += bare ? 5 : 0;
          if (!bare && i + 1 < to) {
            length++;
            i++;
          }
        }
      } else if ((b & 0xC0) != 0x80) {
        length += 10;
      }
    }
    return length;
  }
}
