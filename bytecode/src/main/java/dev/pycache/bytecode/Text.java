package dev.pycache.bytecode;

/**
 * What a version of Python calls {@code str}, and so the type of all names in its code objects:
 * code points in Python 3 ({@link Str}), bytes in Python 2 ({@link Bytes}).
 */
public sealed interface Text extends Constant permits Str, Bytes {
  /** The text to show; bytes that are not ASCII appear as Latin-1. */
  String text();
}
