package dev.pycache.bytecode.diff;

/** In what two files can differ; first what changes what a program does, last what nobody sees. */
public enum Aspect {
  VERSION("version of Python", Kind.HEADER),
  HEADER("header", Kind.HEADER),
  CODE_OBJECTS("code objects", Kind.MEANING),
  VALUE("value", Kind.MEANING),
  ARGUMENTS("arguments", Kind.MEANING),
  FLAGS("flags", Kind.MEANING),
  CONSTANTS("constants", Kind.MEANING),
  NAMES("names", Kind.MEANING),
  VARIABLES("variables", Kind.MEANING),
  INSTRUCTIONS("instructions", Kind.MEANING),
  EXCEPTION_TABLE("exception table", Kind.MEANING),
  STACK_SIZE("stack size", Kind.MEANING),
  CODE_NAME("name", Kind.MEANING),
  FILE_NAME("file name", Kind.MEANING),
  LINES("lines", Kind.MEANING),

  /** The same instructions, but for the numbers of their arguments or bytes that mean nothing. */
  INSTRUCTION_BYTES("numbers in instructions", Kind.ENCODING),
  /** A table that says the same in other bytes. */
  TABLE_BYTES("bytes of tables", Kind.ENCODING),
  /** The same constants or names at other numbers, or the items of a set in another order. */
  ORDER("order", Kind.ENCODING),
  /** Whether an object may be referred to ({@code FLAG_REF}). */
  REFERENCE_FLAGS("reference flags", Kind.ENCODING),
  /** Which objects are one object. */
  SHARING("sharing", Kind.ENCODING),
  INTERNED("interned marks", Kind.ENCODING),
  /** The same value in another form, as a tuple with a long or a short count. */
  FORM("form of objects", Kind.ENCODING),
  TRAILING("bytes behind the value", Kind.ENCODING),
  /** Bytes that differ without any of the above. */
  UNEXPLAINED("bytes", Kind.ENCODING);

  /** How deep a difference goes. */
  public enum Kind {
    /** In what is said of the file. */
    HEADER,
    /** In what the code is. */
    MEANING,
    /** In how it is written only. */
    ENCODING
  }

  private final String label;
  private final Kind kind;

  Aspect(String label, Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /** The words to show. */
  public String label() {
    return label;
  }

  /** How deep it goes. */
  public Kind kind() {
    return kind;
  }
}
