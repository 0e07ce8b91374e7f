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

  @Override
  public String toString() {
    return version;
  }
}
