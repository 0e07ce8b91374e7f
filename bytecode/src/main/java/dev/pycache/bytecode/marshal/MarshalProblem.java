package dev.pycache.bytecode.marshal;

/**
 * Why {@code marshal.loads} of a version of Python does not give a code object.
 *
 * @param raised what that version raises
 * @param message what it says, or would say if it lived
 * @param offset where the first byte stands that is wrong or missing, from the start of the array
 *     that was looked at
 */
public record MarshalProblem(Raised raised, String message, int offset) {
  /** What happens in the interpreter. */
  public enum Raised {
    /** The bytes end too early. */
    EOF_ERROR("EOFError"),
    /** A type code, size, reference or value that there is not. */
    VALUE_ERROR("ValueError"),
    /** Bytes of a string that are no UTF-8; a kind of ValueError. */
    UNICODE_DECODE_ERROR("UnicodeDecodeError"),
    /** An object of a type that cannot stand there, or nothing where an object has to be. */
    TYPE_ERROR("TypeError"),
    /** A code object whose fields do not fit together. */
    SYSTEM_ERROR("SystemError"),
    /** A file name that is no string, on PyPy. */
    ATTRIBUTE_ERROR("AttributeError"),
    /** A file name with surrogates that stand for no bytes, on PyPy; a kind of ValueError. */
    UNICODE_ENCODE_ERROR("UnicodeEncodeError"),
    /** A whole object, but no code object: {@code importlib} raises this, marshal nothing. */
    IMPORT_ERROR("ImportError"),
    /** Nothing: the process ends, or runs out of stack. */
    CRASH("");

    private final String pythonName;

    Raised(String pythonName) {
      this.pythonName = pythonName;
    }

    /** The class of the exception, as in {@code "EOFError"}; empty if the interpreter dies. */
    public String pythonName() {
      return pythonName;
    }
  }

  /** In one line, as in {@code "EOFError: marshal data too short (at byte 17)"}. */
  public String text() {
    String what = raised == Raised.CRASH ? "the interpreter dies" : raised.pythonName;
    return what + ": " + message + " (at byte " + offset + ")";
  }
}
