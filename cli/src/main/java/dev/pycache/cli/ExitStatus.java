package dev.pycache.cli;

/** Exit statuses of the command. */
public final class ExitStatus {
  public static final int OK = 0;

  /** A source does not compile, a file is damaged, or files differ. */
  public static final int REJECTED = 1;

  /** Wrong usage, or an I/O error; stronger than {@link #REJECTED}. */
  public static final int FAILED = 2;

  /** A cache holds what its source does not explain; stronger than {@link #FAILED}. */
  public static final int FOREIGN = 3;

  private ExitStatus() {}
}
