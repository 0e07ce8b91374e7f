package dev.pycache.cli.text;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.Output;
import java.util.function.Consumer;

/**
 * Styled text to an {@link Output}: plain, or in the colours of a terminal. Where standard output
 * is a terminal, characters that would control it are shown instead of sent.
 */
public final class StyledOutput implements StyledText {
  private static final int CHUNK = 1 << 15;

  private final Consumer<String> out;
  private final TextBuffer buffer;

  /**
   * @param colours whether to write in colours, see {@link Terminal#colours}
   */
  public StyledOutput(Output out, boolean colours) {
    this(out::print, colours);
  }

  /** The same for text that takes another way to standard output. */
  public StyledOutput(Consumer<String> out, boolean colours) {
    this.out = out;
    this.buffer = new TextBuffer(colours, colours || Terminal.isOut());
  }

  @Override
  public void append(Style style, String text) {
    buffer.append(style, text);
    spill();
  }

  @Override
  public void append(Style style, StringBuilder text, int start, int end) {
    buffer.append(style, text, start, end);
    spill();
  }

  private void spill() {
    if (buffer.length() >= CHUNK) {
      flush();
    }
  }

  /** Hands over what is still held. */
  public void flush() {
    out.accept(buffer.take());
  }
}
