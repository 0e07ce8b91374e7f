package dev.pycache.bytecode.anatomy;

/**
 * What a byte of a file is there for. The type code, length or count of an object is {@link
 * #STRUCTURE}; its content is what the place where it stands makes it.
 */
public enum Part {
  /** Magic number, flags, and the stamp of the source. */
  HEADER("header", Group.OTHER),
  /** Instructions with their arguments. */
  BYTECODE("bytecode", Group.BYTECODE),
  /** The space that instructions keep free for the interpreter to specialise them in (3.11+). */
  CACHES("inline caches", Group.BYTECODE),
  DOCSTRINGS("docstrings", Group.CONSTANTS),
  STRINGS("strings", Group.CONSTANTS),
  /** Constants that are byte strings. */
  BYTES("byte strings", Group.CONSTANTS),
  NUMBERS("numbers", Group.CONSTANTS),
  /** Names of globals and attributes ({@code co_names}). */
  NAMES("names", Group.NAMES),
  /** Names and kinds of locals, cells and free variables. */
  VARIABLES("variables", Group.NAMES),
  /** What code objects are called, with and without the names around them. */
  CODE_NAMES("code names", Group.NAMES),
  FILE_NAME("file name", Group.NAMES),
  LINE_TABLES("line tables", Group.TABLES),
  EXCEPTION_TABLES("exception tables", Group.TABLES),
  /** Places at which an object stands that was written before. */
  REFERENCES("references", Group.OTHER),
  /** Type codes, lengths, counts, and the numbers in a code object. */
  STRUCTURE("structure", Group.OTHER),
  /** What stands behind the value, which no Python looks at. */
  TRAILING("trailing", Group.OTHER);

  /** What belongs together. */
  public enum Group {
    BYTECODE("bytecode"),
    CONSTANTS("constants"),
    NAMES("names"),
    TABLES("tables"),
    OTHER("other");

    private final String label;

    Group(String label) {
      this.label = label;
    }

    /** The words to show. */
    public String label() {
      return label;
    }
  }

  private final String label;
  private final Group group;

  Part(String label, Group group) {
    this.label = label;
    this.group = group;
  }

  /** The words to show. */
  public String label() {
    return label;
  }

  public Group group() {
    return group;
  }
}
