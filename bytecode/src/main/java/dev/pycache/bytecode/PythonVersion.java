package dev.pycache.bytecode;

import java.util.Optional;

/**
 * A version of Python whose files can be read: what the magic number of a {@code .pyc} tells. The
 * parts that read and show files ask it named questions and never compare versions. What is
 * compiled for is narrower, a release: see {@link Target}.
 */
public enum PythonVersion {
  CPYTHON_2_7("2.7", 62211, ""),
  CPYTHON_3_0("3.0", 3131, ""),
  CPYTHON_3_1("3.1", 3151, ""),
  CPYTHON_3_2("3.2", 3180, "cpython-32"),
  CPYTHON_3_3("3.3", 3230, "cpython-33"),
  CPYTHON_3_4("3.4", 3310, "cpython-34"),
  CPYTHON_3_5("3.5", 3351, "cpython-35"),
  CPYTHON_3_6("3.6", 3379, "cpython-36"),
  CPYTHON_3_7("3.7", 3394, "cpython-37"),
  CPYTHON_3_8("3.8", 3413, "cpython-38"),
  CPYTHON_3_9("3.9", 3425, "cpython-39"),
  CPYTHON_3_10("3.10", 3439, "cpython-310"),
  CPYTHON_3_11("3.11", 3495, "cpython-311"),
  CPYTHON_3_12("3.12", 3531, "cpython-312"),
  CPYTHON_3_13("3.13", 3571, "cpython-313"),
  CPYTHON_3_14("3.14", 3627, "cpython-314"),
  CPYTHON_3_15("3.15", 3666, "cpython-315"),
  PYPY_3_9("pypy3.9", 336, "pypy39"),
  PYPY_3_11("pypy3.11", 432, "pypy311");

  private final String version;
  private final int magic;
  private final String cacheTag;

  PythonVersion(String version, int magic, String cacheTag) {
    this.version = version;
    this.magic = magic;
    this.cacheTag = cacheTag;
  }

  /** The version of a name such as {@code "3.11"} or {@code "pypy3.9"}, if there is one. */
  public static Optional<PythonVersion> parse(String text) {
    for (PythonVersion version : values()) {
      if (version.version.equals(text)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** The name by which users choose it, as in {@code "3.11"}. */
  public String version() {
    return version;
  }

  /**
   * The magic number of the final release, without the two bytes 0D 0A that follow it in a file
   * ({@code importlib.util.MAGIC_NUMBER}).
   */
  public int magic() {
    return magic;
  }

  /** {@code sys.implementation.cache_tag} (PEP 3147); empty before 3.2, which had none. */
  public String cacheTag() {
    return cacheTag;
  }

  /** Whether it is PyPy, whose files have the form of CPython's but other instructions. */
  public boolean isPyPy() {
    return compareTo(PYPY_3_9) >= 0;
  }

  /** Whether its {@code str} is bytes (2.7). */
  public boolean hasByteStrings() {
    return this == CPYTHON_2_7;
  }

  /** Whether each instruction is two bytes, with an argument or without (3.6+). */
  public boolean hasWordcode() {
    return since(CPYTHON_3_6);
  }

  /**
   * The number of the lowest bit of {@code co_flags} that stands for a {@code __future__} feature:
   * the first 13 bits had become too few in 3.8.
   */
  public int firstFutureFlag() {
    return since(CPYTHON_3_8) ? 17 : 13;
  }

  /** Whether a flag of a code object keeps {@code sys.monitoring} away from it (3.13+). */
  public boolean marksUnmonitored() {
    return !isPyPy() && since(CPYTHON_3_13);
  }

  /** Whether a flag of a code object says that its first constant is a docstring (3.14+). */
  public boolean marksDocstrings() {
    return !isPyPy() && since(CPYTHON_3_14);
  }

  /** Whether its {@code unicodedata} is that of {@code older} or a later one. */
  public boolean hasCharactersOf(PythonVersion older) {
    return since(older);
  }

  /** Whether its language is that of {@code first} or a later one. */
  private boolean since(PythonVersion first) {
    return language().compareTo(first) >= 0;
  }

  /** The version of CPython whose language it has. */
  private PythonVersion language() {
    return switch (this) {
      case PYPY_3_9 -> CPYTHON_3_9;
      case PYPY_3_11 -> CPYTHON_3_11;
      default -> this;
    };
  }

  @Override
  public String toString() {
    return version;
  }
}
