package dev.pycache.compiler.source;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.SourceRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Source} of the bytes of a file ({@code decode_str} of {@code Parser/tokenizer.c}).
 *
 * <p>The order of things is CPython's: NULs are refused, line ends translated and the last line
 * ended while the bytes are still in the file's own encoding; then the encoding is looked for in a
 * byte order mark and in the first two lines (PEP 263), and if it is not UTF-8, the bytes are
 * decoded. What comes out of a decoder is not looked at again, save that a NUL ends it.
 */
public final class SourceDecoder {
  private SourceDecoder() {}

  /**
   * Decodes a file.
   *
   * @param raw the bytes of the file, not changed, and kept by the result
   * @throws CompileException what {@code compile(raw, ...)} raises before it has a first token
   */
  public static Source decode(byte[] raw, Target target) {
    SourceRules rules = new SourceRules(target);
    boolean valid = true;
    boolean carriageReturns = false;
    for (int i = Words.indexOfUnusual(raw, 0); i < raw.length; i = Words.indexOfUnusual(raw, i)) {
      int c = raw[i];
      if (c == 0) {
        throw CompileException.of(
            rules.hasSyntaxErrorForNull() ? ErrorType.SYNTAX_ERROR : ErrorType.VALUE_ERROR,
            "source code string cannot contain null bytes");
      }
      if (c > 0) {
        carriageReturns |= c == '\r';
        i++;
      } else {
        int length = Utf8.sequenceLength(raw, i, raw.length);
        valid &= length > 0;
        i += Math.max(length, 1);
      }
    }
    byte[] text =
        carriageReturns
            ? translateLineEnds(raw, raw.length, rules.endsLastLineTwice())
            : endLastLine(raw);
    int start = Utf8.startsWithMark(text, text.length) ? 3 : 0;
    String declared = Cookie.find(text, start);
    if (start > 0 && declared != null && !declared.equals("utf-8")) {
      throw contradiction(text, start, declared, rules);
    }
    if (declared != null && !declared.equals("utf-8")) {
      return recode(raw, text, declared, rules);
    }
    if (!valid && rules.requiresUtf8()) {
      throw notUtf8(text, start);
    }
    String encoding = start > 0 ? "utf-8" : declared;
    return new Source(raw, text, start, text.length, valid, encoding, rules);
  }

  /**
   * {@code \r} and {@code \r\n} become {@code \n}, and the last line is ended ({@code
   * translate_newlines}).
   */
  private static byte[] translateLineEnds(byte[] raw, int length, boolean endsLastLineTwice) {
    byte[] text = new byte[length + 1];
    int n = 0;
    int last = 0;
    for (int i = 0; i < length; i++) {
      last = raw[i];
      if (last == '\r') {
        last = '\n';
        if (i + 1 < length && raw[i + 1] == '\n') {
          i++;
          if (i + 1 == length && endsLastLineTwice) {
            last = 0;
          }
        }
        text[n++] = '\n';
      } else {
        text[n++] = (byte) last;
      }
    }
    if (last != '\n') {
      text[n++] = '\n';
    }
    return n == text.length ? text : Arrays.copyOf(text, n);
  }

  private static byte[] endLastLine(byte[] raw) {
    int length = raw.length;
    if (length > 0 && raw[length - 1] == '\n') {
      return raw;
    }
    byte[] text = Arrays.copyOf(raw, length + 1);
    text[length] = '\n';
    return text;
  }

  /** {@code translate_into_utf8}. */
  private static Source recode(byte[] raw, byte[] text, String encoding, SourceRules rules) {
    try {
      byte[] utf8 = Codecs.lookUp(encoding, rules).decode(text);
      int end = 0;
      while (end < utf8.length && utf8[end] != 0) {
        end++;
      }
      if (rules.translatesDecodedLines()) {
        utf8 = translateLineEnds(utf8, end, rules.endsLastLineTwice());
        end = utf8.length;
      }
      if (end == utf8.length && (end == 0 || utf8[end - 1] != '\n')) {
        // the NUL that a Source promises
        utf8 = Arrays.copyOf(utf8, end + 1);
      }
      return new Source(raw, utf8, 0, end, true, encoding, rules);
    } catch (CodecException e) {
      throw initError(e.message(rules));
    }
  }

  /** A declared encoding that is not that of the byte order mark. */
  private static CompileException contradiction(
      byte[] text, int start, String declared, SourceRules rules) {
    String message = "encoding problem: " + declared + " with BOM";
    if (!rules.placesContradictions()) {
      return initError(message);
    }
    // of the second line CPython counts a line end too
    int firstEnd = Cookie.lineFeed(text, start);
    int line = Cookie.inLine(text, start, firstEnd) != null ? 1 : 2;
    int from = line == 1 ? start : firstEnd + 1;
    int end = line == 1 ? firstEnd : Cookie.lineFeed(text, from) + 1;
    int length =
        rules.countsCharactersInContradictions()
            ? Utf8.countCharacters(text, from, end)
            : end - from;
    return CompileException.at(ErrorType.SYNTAX_ERROR, message, line, 0, line, length);
  }

  /** {@code _PyTokenizer_ensure_utf8}. */
  private static CompileException notUtf8(byte[] text, int start) {
    int bad = Utf8.firstInvalid(text, start, text.length);
    int line = 1;
    int lineStart = start;
    for (int i = start; i < bad; i++) {
      if (text[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = Utf8.countCharacters(text, lineStart, bad) + 1;
    return CompileException.at(
        ErrorType.SYNTAX_ERROR,
        "Non-UTF-8 code starting with '\\x"
            + Utf8.hex(text[bad])
            + "' on line "
            + line
            + ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
        line,
        column,
        line,
        column);
  }

  /** {@code _PyPegen_raise_tokenizer_init_error}. */
  private static CompileException initError(@Nullable String message) {
    int none = Diagnostic.ABSENT;
    return CompileException.at(ErrorType.SYNTAX_ERROR, String.valueOf(message), 0, -1, none, none);
  }
}
