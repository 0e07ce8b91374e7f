package dev.pycache.compiler.source;

import java.util.Arrays;
import java.util.StringTokenizer;

/** An encoding with one byte to a character. */
final class SingleByteCodec extends Codec {
  private final int[] codePoints = new int[256];

  /**
   * @param codes the code points of the 256 bytes, as {@code single-byte.txt} writes them
   */
  SingleByteCodec(String codes) {
    super("charmap");
    Arrays.fill(codePoints, -1);
    int n = 0;
    for (var items = new StringTokenizer(codes); items.hasMoreTokens(); ) {
      String item = items.nextToken();
      if (item.equals("-")) {
        n++;
        continue;
      }
      int dash = item.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? item : item.substring(0, dash), 16);
      int last = Integer.parseInt(item.substring(dash + 1), 16);
      for (int c = first; c <= last; c++) {
        codePoints[n++] = c;
      }
    }
  }

  @Override
  void decode(Decoding text) throws CodecException {
    for (int i = 0; i < text.length; i++) {
      int c = codePoints[text.at(i)];
      if (c < 0) {
        text.wrong(i, i + 1, "character maps to <undefined>");
      } else {
        text.put(c);
      }
    }
  }
}
