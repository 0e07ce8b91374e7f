package dev.pycache.cli.input;

import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.PythonText;
import dev.pycache.compiler.Diagnostic;

/** A file that cannot be read, is damaged, or does not compile. */
public final class UnusableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Stands for no offset, or no line. */
  public static final int NONE = -1;

  private final String path;
  private final String type;
  private final int status;
  private final int offset;
  private final int line;
  private final String report;

  private UnusableFileException(
      String path, String type, String message, int status, int offset, int line, String report) {
    super(message);
    this.path = path;
    this.type = type;
    this.status = status;
    this.offset = offset;
    this.line = line;
    this.report = report;
  }

  /** A file that is fine but of no use here. */
  public UnusableFileException(String path, String type, String message) {
    this(path, type, message, ExitStatus.FAILED, NONE, NONE, report(path, message));
  }

  /** A file of which reading or writing it, or what is in it, threw something. */
  public static UnusableFileException of(String path, Throwable cause) {
    Failure failure = Failure.of(cause);
    int offset =
        switch (cause) {
          case MarshalException e -> e.offset();
          case PycFormatException e -> e.offset();
          default -> NONE;
        };
    return new UnusableFileException(
        path,
        failure.type(),
        failure.reason(),
        offset == NONE ? ExitStatus.FAILED : ExitStatus.REJECTED,
        offset,
        NONE,
        report(path, failure.reason()));
  }

  static UnusableFileException of(String path, Diagnostic error) {
    return new UnusableFileException(
        path,
        error.type().pythonName(),
        error.message(),
        ExitStatus.REJECTED,
        NONE,
        error.line() == Diagnostic.ABSENT ? NONE : error.line(),
        PythonText.of(path, error));
  }

  private static String report(String path, String message) {
    return "pycache: " + path + ": " + message + "\n";
  }

  /** The name of the file. */
  public String path() {
    return path;
  }

  /** The exception that Python would raise. */
  public String type() {
    return type;
  }

  /** What is wrong, in a sentence. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** The exit status that it calls for. */
  public int status() {
    return status;
  }

  /** The first byte that is wrong or missing, {@link #NONE} if that is not what is wrong. */
  public int offset() {
    return offset;
  }

  /** The line of a source that does not compile, {@link #NONE} if there is none. */
  public int line() {
    return line;
  }

  /** What to print on standard error: it names the file and ends with a line break. */
  public String report() {
    return report;
  }
}
