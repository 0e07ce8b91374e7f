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

  /**
   * The version whose caches have this tag in their names, if there is one: {@link #cacheTag}, and
   * {@code cpython-27}, which pytest writes.
   */
  public static Optional<PythonVersion> ofCacheTag(String tag) {
    for (PythonVersion version : values()) {
      if (!tag.isEmpty() && version.cacheTag.equals(tag)) {
        return Optional.of(version);
      }
    }
    return tag.equals("cpython-27") ? Optional.of(CPYTHON_2_7) : Optional.empty();
  }

  /** The newest version of CPython: what is asked about a Python that is not known. */
  public static PythonVersion newest() {
    return CPYTHON_3_15;
  }

  /** The name by which users choose it, as in {@code "3.11"}. */
  public String version() {
    return version;
  }

  /** Version of the language, as in {@code "3.9"}, for PyPy too. */
  public String languageVersion() {
    return isPyPy() ? version.substring("pypy".length()) : version;
  }

  /** What people call it, as in {@code "CPython 3.11"}. */
  public String fullName() {
    return (isPyPy() ? "PyPy " : "CPython ") + languageVersion();
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

  /** Whether a {@code .pyc} can know its source by a hash (PEP 552, 3.7+). */
  public boolean hasHashBasedCaches() {
    return since(CPYTHON_3_7);
  }

  /**
   * Whether that hash is SipHash-1-3; it is SipHash-2-4 before 3.11 and on PyPy. In CPython it is
   * the function by which strings are hashed too ({@code _Py_KeyedHash}).
   */
  public boolean hasShortSourceHash() {
    return !isPyPy() && since(CPYTHON_3_11);
  }

  /**
   * The number of the lowest bit of {@code co_flags} that stands for a {@code __future__} feature:
   * the first 13 bits had become too few in 3.8.
   */
  public int firstFutureFlag() {
    return since(CPYTHON_3_8) ? 17 : 13;
  }

  /**
   * Whether marshal holds an element of a set while it writes the bytes by which it sorts it, so
   * that the element is flagged in them ({@code _PySet_NextEntryRef}, 3.13+).
   */
  public boolean holdsElementsToSort() {
    return !isPyPy() && since(CPYTHON_3_13);
  }

  /** Whether a flag of a code object keeps {@code sys.monitoring} away from it (3.13+). */
  public boolean marksUnmonitored() {
    return !isPyPy() && since(CPYTHON_3_13);
  }

  /** Whether a flag of a code object says that its first constant is a docstring (3.14+). */
  public boolean marksDocstrings() {
    return !isPyPy() && since(CPYTHON_3_14);
  }

  /**
   * Whether names of caches tell the level of optimisation (PEP 488, 3.5+); before, there was
   * {@code .pyo} for all levels but 0.
   */
  public boolean namesOptimization() {
    return since(CPYTHON_3_5);
  }

  /** Whether {@code cache_from_source} drops a {@code ./} in front below a prefix (3.12+). */
  public boolean dropsDotBelowPrefix() {
    return since(CPYTHON_3_12);
  }

  /**
   * Whether {@code cache_from_source} fails below a prefix with an IndexError if the folder is one
   * character long or none (up to 3.13.0; later releases of 3.13 have it right).
   */
  public boolean failsOnRootBelowPrefix() {
    return !since(CPYTHON_3_14);
  }

  /**
   * Whether the import compares the recorded time of a source, which has 32 bits, with the whole of
   * the time that the file system tells (3.0 to 3.6), so that one before 1970 or after 2106 is
   * never the same.
   */
  public boolean comparesWholeTimes() {
    return since(CPYTHON_3_0) && !since(CPYTHON_3_7);
  }

  /**
   * Whether the import takes the recorded time of a source for a signed number and the other for an
   * unsigned one (up to 3.2), so that one after January 2038 is never the same.
   */
  public boolean readsTimesSigned() {
    return !since(CPYTHON_3_3);
  }

  /** Whether it imports by importlib ({@code Python/import.c} did it before 3.3). */
  public boolean hasImportlib() {
    return since(CPYTHON_3_3);
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
