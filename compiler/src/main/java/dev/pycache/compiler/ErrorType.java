package dev.pycache.compiler;

/** The Python exceptions with which a compilation can end. */
public enum ErrorType {
  SYNTAX_ERROR("SyntaxError"),
  INDENTATION_ERROR("IndentationError"),
  TAB_ERROR("TabError"),
  VALUE_ERROR("ValueError"),
  UNICODE_DECODE_ERROR("UnicodeDecodeError"),
  UNICODE_ENCODE_ERROR("UnicodeEncodeError"),
  RECURSION_ERROR("RecursionError"),
  MEMORY_ERROR("MemoryError"),
  OVERFLOW_ERROR("OverflowError"),
  SYSTEM_ERROR("SystemError");

  private final String pythonName;

  ErrorType(String pythonName) {
    this.pythonName = pythonName;
  }

  /** The name of the exception's class in Python. */
  public String pythonName() {
    return pythonName;
  }
}
