package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;
import org.jspecify.annotations.Nullable;

/** What a codec of Python raises; the message is the {@code str()} of the exception. */
final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The codec whose exception says nothing but its message; null for others. */
  private final @Nullable String codec;

  /** The message of versions in which the exception says where in the text the trouble is. */
  private final @Nullable String located;

  CodecException(String message) {
    this(message, null, null);
  }

  /** A plain UnicodeError. */
  CodecException(String message, @Nullable String codec, @Nullable String located) {
    super(message, null, false, false);
    this.codec = codec;
    this.located = located;
  }

  /** The message of a target. */
  String message(SourceRules rules) {
    if (codec != null && rules.namesFailedCodecs()) {
      return "decoding with '" + codec + "' codec failed (UnicodeError: " + getMessage() + ")";
    }
    return located != null && rules.locatesErrorsOfCodecs()
        ? located
        : String.valueOf(getMessage());
  }
}
