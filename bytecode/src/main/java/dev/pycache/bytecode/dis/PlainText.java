package dev.pycache.bytecode.dis;

/** Keeps the text and forgets the styles. */
record PlainText(StringBuilder out) implements StyledText {
  @Override
  public void append(Style style, String text) {
    out.append(text);
  }

  @Override
  public void append(Style style, StringBuilder line, int start, int end) {
    if (start == 0 && end == line.length()) {
      out.append(line); // copies as a whole
    } else {
      out.append(line, start, end);
    }
  }

  @Override
  public boolean usesStyles() {
    return false;
  }
}
