package dev.pycache.bytecode.marshal;

/**
 * What {@link MarshalCheck} knows of an object: a type, and flags, in eight bits.
 *
 * <p>An object that holds itself cannot be hashed by CPython, nor searched for strings to intern
 * when it is a constant: both end the process. Only tuples can do so. The flags are set as soon as
 * a tuple that is not complete is referred to, as that reference must stand within it.
 */
final class Kind {
  /** What is no text, tuple or container. */
  static final int SCALAR = 0;

  static final int BYTES = 1;
  static final int TEXT = 2;
  static final int TUPLE = 3;
  static final int LIST = 4;
  static final int SET = 5;
  static final int DICT = 6;
  static final int FROZEN_SET = 7;
  static final int CODE = 8;

  /** {@code unicode} of Python 2, which has the buffer of bytes but is no name. */
  static final int UNICODE = 9;

  /** What cannot be iterated but has the parts of something: slices and frozen dictionaries. */
  static final int COMPOUND = 10;

  /** A number that has been given away for an object that is not there yet. */
  static final int ABSENT = 15;

  /** All that it holds are strings: what a tuple of names has to be. */
  static final int NAMES = 0x10;

  static final int UNHASHABLE = 0x20;

  /** Hashing it does not end. */
  static final int ENDLESS_HASH = 0x40;

  /** Following tuples within it does not end. */
  static final int ENDLESS_TUPLES = 0x80;

  static final int OPEN_TUPLE = TUPLE | ENDLESS_HASH | ENDLESS_TUPLES;

  /** No object: the mark that ends a dictionary. */
  static final int END = -1;

  private static final int TYPE = 0x0F;

  private Kind() {}

  static int type(int kind) {
    return kind & TYPE;
  }

  /** What a tuple (or list, set, dictionary) is once it holds {@code item} too. */
  static int with(int container, int item, int nameTypes) {
    int kind = container | item & (UNHASHABLE | ENDLESS_HASH | ENDLESS_TUPLES);
    return (nameTypes >>> (item & TYPE) & 1) == 0 ? kind & ~NAMES : kind;
  }

  /** What another object is whose hash is made of that of {@code part}. */
  static int hashedWith(int whole, int part) {
    return whole | part & (UNHASHABLE | ENDLESS_HASH);
  }

  /** Python's name of the type, for what cannot be hashed itself. */
  static String name(int kind) {
    return switch (type(kind)) {
      case LIST -> "list";
      case SET -> "set";
      case DICT -> "dict";
      case TUPLE -> "tuple";
      case CODE -> "code";
      default -> "object";
    };
  }
}
