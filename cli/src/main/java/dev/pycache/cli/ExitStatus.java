package dev.pycache.cli;

/** Exit statuses of the command. */
final class ExitStatus {
  static final int OK = 0;

  /** A source does not compile. */
  static final int REJECTED = 1;

  /** Wrong usage, or an I/O error; stronger than {@link #REJECTED}. */
  static final int FAILED = 2;

  private ExitStatus() {}
}
