package dev.pycache.compiler.source;

/** A text encoding of Python. */
abstract class Codec {
  /** The name in Python's error messages, which is not always the name it is looked up by. */
  final String name;

  Codec(String name) {
    this.name = name;
  }

  /** Decodes all of the input. */
  abstract void decode(Decoding text) throws CodecException;

  /** Decodes strictly, to UTF-8. */
  final byte[] decode(byte[] bytes) throws CodecException {
    var text = new Decoding(name, bytes, bytes.length, true);
    decode(text);
    text.refuseSurrogates();
    return text.utf8();
  }

  /** Decodes {@code bytes[0, length)} with U+FFFD for what is wrong ({@code errors="replace"}). */
  final String decodeReplacing(byte[] bytes, int length) throws CodecException {
    var text = new Decoding(name, bytes, length, false);
    decode(text);
    byte[] utf8 = text.utf8();
    return Utf8.decodeReplacing(utf8, 0, utf8.length);
  }
}
