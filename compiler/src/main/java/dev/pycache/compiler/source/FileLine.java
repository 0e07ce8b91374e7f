package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of the file for an error message, as {@code err_programtext} of {@code
 * Python/errors.c} does.
 */
final class FileLine {
  /** Bytes that CPython's buffer takes. */
  private static final int PIECE = 999;

  private FileLine() {}

  /**
   * A line, or a piece of it.
   *
   * @param rules {@link SourceRules#showsBeginningsOfLines} decides whether it is the first piece
   *     of a line that is too long, a byte order mark left out, and whatever cannot be decoded
   *     replaced; instead of the last piece, as it is
   */
  static @Nullable String read(
      byte[] raw, int number, @Nullable String encoding, SourceRules rules) {
    if (number <= 0) {
      return null;
    }
    boolean fromBeginning = rules.showsBeginningsOfLines();
    byte[] piece = new byte[PIECE];
    int length = 0;
    int p = 0;
    for (int line = 0; line < number; line++) {
      do {
        if (p == raw.length) {
          return null;
        }
        length = 0;
        while (length < PIECE && p < raw.length && (length == 0 || piece[length - 1] != '\n')) {
          byte c = raw[p++];
          if (c == '\r') {
            c = '\n';
            if (p < raw.length && raw[p] == '\n') {
              p++;
            }
          }
          piece[length++] = c;
        }
      } while (length == PIECE
          && piece[PIECE - 1] != '\n'
          && !(fromBeginning && line + 1 == number));
    }
    int start = fromBeginning && number == 1 && Utf8.startsWithMark(piece, length) ? 3 : 0;
    if (encoding != null && !encoding.equals("utf-8")) {
      try {
        return Codecs.lookUp(encoding, rules)
            .decodeReplacing(Arrays.copyOfRange(piece, start, length), length - start);
      } catch (CodecException e) {
        return null;
      }
    }
    boolean readable = fromBeginning || encoding != null || Utf8.firstInvalid(piece, 0, length) < 0;
    return readable ? Utf8.decodeReplacing(piece, start, length) : null;
  }
}
