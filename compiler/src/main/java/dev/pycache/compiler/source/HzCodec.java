package dev.pycache.compiler.source;

/** HZ: ASCII with GB 2312 between a tilde with an opening and one with a closing brace. */
final class HzCodec extends Codec {
  private final MultibyteTable table = MultibyteTable.load("gb2312_80");

  HzCodec() {
    super("hz");
  }

  @Override
  void decode(Decoding text) throws CodecException {
    boolean chinese = false;
    int i = 0;
    while (i < text.length) {
      int c = text.at(i);
      boolean last = i + 1 == text.length;
      if (c == '~') {
        if (last) {
          i = text.wrong(i, text.length, MultibyteCodec.INCOMPLETE);
          continue;
        }
        int next = text.at(i + 1);
        if (next == (chinese ? '}' : '{')) {
          chinese = !chinese;
        } else if (!chinese && next == '~') {
          text.put('~');
        } else if (chinese || next != '\n') {
          i = text.wrong(i, i + 1, MultibyteCodec.ILLEGAL);
          continue;
        }
        i += 2;
      } else if (c >= 0x80) {
        i = text.wrong(i, i + 1, MultibyteCodec.ILLEGAL);
      } else if (!chinese) {
        text.put(c);
        i++;
      } else if (last) {
        i = text.wrong(i, text.length, MultibyteCodec.INCOMPLETE);
      } else {
        int second = text.at(i + 1);
        boolean inside = c > 0x20 && c < 0x7F && second > 0x20 && second < 0x7F;
        int found = inside ? table.character(c << 8 | second) : MultibyteTable.NONE;
        if (found == MultibyteTable.NONE) {
          i = text.wrong(i, i + 1, MultibyteCodec.ILLEGAL);
        } else {
          MultibyteTable.put(text, found);
          i += 2;
        }
      }
    }
  }
}
