package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;
import org.jspecify.annotations.Nullable;

/**
 * A source as the tokenizer reads it: bytes in what passes for UTF-8, lines ended by {@code \n}, no
 * NUL inside. The text is {@code utf8[start, end)}; a byte order mark is left out of it. The last
 * byte of the text is {@code \n} or the byte behind it is NUL, so that a scan needs no bound.
 *
 * <p>As in CPython, bytes that no declaration says to be anything else are not checked here: the
 * literals and identifiers they are found in answer for them. {@link #validUtf8} says that they
 * need not look.
 */
public final class Source {
  private final byte[] raw;
  private final byte[] utf8;
  private final int start;
  private final int end;
  private final boolean validUtf8;
  private final @Nullable String encoding;
  private final SourceRules rules;

  Source(
      byte[] raw,
      byte[] utf8,
      int start,
      int end,
      boolean validUtf8,
      @Nullable String encoding,
      SourceRules rules) {
    this.raw = raw;
    this.utf8 = utf8;
    this.start = start;
    this.end = end;
    this.validUtf8 = validUtf8;
    this.encoding = encoding;
    this.rules = rules;
  }

  /** The buffer, not to be changed. All offsets of tokens are offsets into it. */
  public byte[] utf8() {
    return utf8;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** Whether the text is known to be well-formed UTF-8. */
  public boolean validUtf8() {
    return validUtf8;
  }

  /**
   * The declared encoding ({@code tok->encoding}), {@code "utf-8"} after a byte order mark, null if
   * none is declared.
   */
  public @Nullable String encoding() {
    return encoding;
  }

  /**
   * A line as error messages show it, with its line end, or null if there is none of this number or
   * it cannot be decoded. It is what CPython reads from the file once more ({@code
   * _PyErr_ProgramDecodedTextObject}).
   *
   * @param number from 1
   */
  public @Nullable String fileLine(int number) {
    return FileLine.read(raw, number, encoding, rules);
  }
}
