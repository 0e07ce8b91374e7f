package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** How a file becomes text. */
public record SourceRules(Target target) {
  /** Whether a NUL in a source is a SyntaxError, instead of a ValueError (gh-96670, in 3.11.4). */
  public boolean hasSyntaxErrorForNull() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether a last line that ends with a carriage return and a line feed is ended once more: {@code
   * translate_newlines} lost sight of the line end (repaired in 3.12).
   */
  public boolean endsLastLineTwice() {
    return !target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a source without a declared encoding has to be UTF-8 throughout, its comments too
   * ({@code _PyTokenizer_ensure_utf8}, in 3.14).
   */
  public boolean requiresUtf8() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether line ends are translated once more in what was decoded (gh-145234, in 3.13.13 and after
   * 3.14.2).
   */
  public boolean translatesDecodedLines() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether an error shows the beginning of a line that is too long for it, instead of the end
   * ({@code err_programtext}; repaired in releases of 3.12 and 3.13 of which 3.12.7 and 3.13.2 were
   * measured).
   */
  public boolean showsBeginningsOfLines() {
    return target == Target.CPYTHON_3_12 || target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /**
   * Whether the error for a declared encoding that contradicts a byte order mark says where it is
   * ({@code check_coding_spec}, in 3.14).
   */
  public boolean placesContradictions() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether that place counts characters and not bytes ({@link
   * TokenRules#countsCharactersInRanges}).
   */
  public boolean countsCharactersInContradictions() {
    return new TokenRules(target).countsCharactersInRanges();
  }

  /**
   * Whether the codec idna refuses to decode labels of more than 1024 bytes (gh-98433, in 3.12).
   */
  public boolean limitsLabels() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether what a codec raises is put into a message that names the codec, if it says nothing but
   * what is wrong ({@code wrap_codec_error}).
   */
  public boolean namesFailedCodecs() {
    return !target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether the codecs punycode and idna raise errors that say where in the text they are ({@code
   * encodings.punycode}, {@code encodings.idna}).
   */
  public boolean locatesErrorsOfCodecs() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }
}
