package dev.pycache.compiler.token;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.TokenRules;

/** What the warning of an escape that Python does not know says. */
public final class OddEscapes {
  private OddEscapes() {}

  /**
   * The message.
   *
   * @param escape what follows the backslash: a character, or three octal digits
   */
  public static String message(String escape, Target target) {
    boolean octal = escape.length() == 3;
    if (!new TokenRules(target).explainsOddEscapes()) {
      return (octal ? "invalid octal escape sequence '\\" : "invalid escape sequence '\\")
          + escape
          + "'";
    }
    return "\"\\"
        + escape
        + (octal
            ? "\" is an invalid octal escape sequence. "
            : "\" is an invalid escape sequence. ")
        + "Such sequences will not work in the future. Did you mean \"\\\\"
        + escape
        + "\"? A raw string is also an option.";
  }
}
