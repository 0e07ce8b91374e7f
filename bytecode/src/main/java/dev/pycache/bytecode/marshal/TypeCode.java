package dev.pycache.bytecode.marshal;

/** The bytes that say what follows. */
final class TypeCode {
  /**
   * Added to a type code: the object takes the next index, by which {@link #REFERENCE} can name it.
   */
  static final int FLAG_REF = 0x80;

  static final int NULL = '0';
  static final int NONE = 'N';
  static final int TRUE = 'T';
  static final int FALSE = 'F';
  static final int ELLIPSIS = '.';
  static final int STOP_ITERATION = 'S';

  /** 32 bits. */
  static final int INT = 'i';

  /** 64 bits; written by Python 2 and 3.0 to 3.3, read by all. */
  static final int INT64 = 'I';

  /** Signed count of digits to the base 2**15, then the digits. */
  static final int LONG = 'l';

  static final int FLOAT_TEXT = 'f';
  static final int FLOAT = 'g';
  static final int COMPLEX_TEXT = 'x';
  static final int COMPLEX = 'y';
  static final int BYTES = 's';

  /**
   * Strings: any and ASCII only; the latter with a length of 32 or of 8 bits; each interned or not.
   */
  static final int UNICODE = 'u';

  static final int INTERNED = 't';
  static final int ASCII = 'a';
  static final int ASCII_INTERNED = 'A';
  static final int SHORT_ASCII = 'z';
  static final int SHORT_ASCII_INTERNED = 'Z';

  static final int TUPLE = '(';
  static final int SMALL_TUPLE = ')';
  static final int LIST = '[';
  static final int DICT = '{';
  static final int SET = '<';
  static final int FROZEN_SET = '>';
  static final int CODE = 'c';
  static final int REFERENCE = 'r';

  /** Python 2 (and alphas of 3.0): names an earlier {@link #INTERNED} by its number. */
  static final int STRING_REFERENCE = 'R';

  /** Start, stop, step. */
  static final int SLICE = ':';

  /** As {@link #DICT}: keys and values in turn, then {@link #NULL}. */
  static final int FROZEN_DICT = '}';

  /** Nesting that neither reader nor writer goes beyond ({@code MAX_MARSHAL_STACK_DEPTH}). */
  static final int MAX_DEPTH = 2000;

  private TypeCode() {}
}
