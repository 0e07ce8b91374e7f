package dev.pycache.cli.text;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;

/** Styled text in memory, as a terminal or a file takes it. */
public final class TextBuffer implements StyledText {
  private static final String RESET = "\u001b[0m";

  private final StringBuilder text = new StringBuilder(1 << 16);
  private final boolean colours;
  private final boolean safe;

  /**
   * @param colours whether styles become colours
   * @param safe whether control characters are shown instead of sent
   */
  public TextBuffer(boolean colours, boolean safe) {
    this.colours = colours;
    this.safe = safe;
  }

  @Override
  public void append(Style style, String piece) {
    if (!safe) {
      text.append(piece);
      return;
    }
    String colour = colours ? colour(style) : "";
    text.append(colour);
    appendSafely(piece, 0, piece.length());
    text.append(colour.isEmpty() ? "" : RESET);
  }

  @Override
  public void append(Style style, StringBuilder piece, int start, int end) {
    if (!safe) {
      text.append(piece, start, end);
      return;
    }
    String colour = colours ? colour(style) : "";
    text.append(colour);
    appendSafely(piece, start, end);
    text.append(colour.isEmpty() ? "" : RESET);
  }

  /** Number of characters held. */
  public int length() {
    return text.length();
  }

  /** The characters held, which are held no longer. */
  public String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  private void appendSafely(CharSequence piece, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = piece.charAt(i);
      if (c != '\n' && ControlCharacters.contains(c)) {
        ControlCharacters.append(text, c);
      } else {
        text.append(c);
      }
    }
  }

  /** Select Graphic Rendition of ECMA-48, in the sixteen colours that every terminal has. */
  private static String colour(Style style) {
    return switch (style) {
      case PLAIN -> "";
      case HEADING -> "\u001b[1m";
      case LINE -> "\u001b[33m";
      case POSITION, OFFSET -> "\u001b[90m";
      case MARK, LABEL -> "\u001b[1;35m";
      case OPCODE -> "\u001b[36m";
      case ARGUMENT -> "\u001b[90m";
      case MEANING -> "\u001b[32m";
      case TABLE -> "\u001b[90m";
      case ERROR -> "\u001b[1;31m";
    };
  }
}
