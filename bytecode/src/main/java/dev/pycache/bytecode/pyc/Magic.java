package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.CodeLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the magic number of a {@code .pyc} says. CPython took a new one whenever the bytes changed,
 * so that each version has several, of which all but the last were written by alphas and betas
 * only. {@code magic.txt} lists them.
 *
 * @param number the number, without the two bytes 0D 0A that follow it in a file
 * @param python the version
 * @param preRelease whether no final release wrote it
 * @param release the release that was first to write it, as in {@code "3.11b4"}; empty if the
 *     number is not listed, but lies among those of a version
 * @param headerSize number of bytes before the code object: 8, 12 or 16
 * @param layout fields of the code objects
 */
public record Magic(
    int number,
    PythonVersion python,
    boolean preRelease,
    String release,
    int headerSize,
    CodeLayout layout) {

  /** The first number from which on all are of one version, in one header and one layout. */
  private record Era(PythonVersion python, int headerSize, CodeLayout layout) {}

  /** Where no version has numbers. */
  private static final Era NONE = new Era(PythonVersion.CPYTHON_2_7, 0, CodeLayout.PYTHON_2);

  private static final NavigableMap<Integer, Era> ERAS = eras();
  private static final NavigableMap<Integer, String> RELEASES = releases();

  /** The final number of 3.5.0 and 3.5.1; 3.5.2 was the only patch release to take a new one. */
  private static final int CPYTHON_3_5_0 = 3350;

  /** What the number means, if it is one of a version that can be read. */
  public static Optional<Magic> of(int number) {
    Map.Entry<Integer, Era> entry = ERAS.floorEntry(number);
    if (entry == null || entry.getValue().equals(NONE)) {
      return Optional.empty();
    }
    Era era = entry.getValue();
    boolean preRelease = number < era.python.magic() && number != CPYTHON_3_5_0;
    String release = RELEASES.getOrDefault(number, "");
    return Optional.of(
        new Magic(number, era.python, preRelease, release, era.headerSize, era.layout));
  }

  /** The number of a version's final releases. */
  public static Magic of(PythonVersion python) {
    return of(python.magic()).orElseThrow();
  }

  private static NavigableMap<Integer, Era> eras() {
    NavigableMap<Integer, Era> eras = new TreeMap<>();
    eras.put(336, new Era(PythonVersion.PYPY_3_9, 16, CodeLayout.of(PythonVersion.PYPY_3_9)));
    eras.put(337, NONE);
    eras.put(432, new Era(PythonVersion.PYPY_3_11, 16, CodeLayout.of(PythonVersion.PYPY_3_11)));
    eras.put(433, NONE);
    eras.put(3000, new Era(PythonVersion.CPYTHON_3_0, 8, CodeLayout.PYTHON_2));
    eras.put(3030, new Era(PythonVersion.CPYTHON_3_0, 8, CodeLayout.KEYWORD_ONLY));
    eras.put(3141, new Era(PythonVersion.CPYTHON_3_1, 8, CodeLayout.KEYWORD_ONLY));
    eras.put(3160, new Era(PythonVersion.CPYTHON_3_2, 8, CodeLayout.KEYWORD_ONLY));
    eras.put(3190, new Era(PythonVersion.CPYTHON_3_3, 8, CodeLayout.KEYWORD_ONLY));
    eras.put(3210, new Era(PythonVersion.CPYTHON_3_3, 12, CodeLayout.KEYWORD_ONLY));
    eras.put(3250, new Era(PythonVersion.CPYTHON_3_4, 12, CodeLayout.KEYWORD_ONLY));
    eras.put(3320, new Era(PythonVersion.CPYTHON_3_5, 12, CodeLayout.KEYWORD_ONLY));
    eras.put(3360, new Era(PythonVersion.CPYTHON_3_6, 12, CodeLayout.KEYWORD_ONLY));
    eras.put(3390, new Era(PythonVersion.CPYTHON_3_7, 12, CodeLayout.KEYWORD_ONLY));
    eras.put(3392, new Era(PythonVersion.CPYTHON_3_7, 16, CodeLayout.KEYWORD_ONLY));
    eras.put(3400, new Era(PythonVersion.CPYTHON_3_8, 16, CodeLayout.KEYWORD_ONLY));
    eras.put(3410, new Era(PythonVersion.CPYTHON_3_8, 16, CodeLayout.POSITIONAL_ONLY));
    eras.put(3420, new Era(PythonVersion.CPYTHON_3_9, 16, CodeLayout.POSITIONAL_ONLY));
    eras.put(3430, new Era(PythonVersion.CPYTHON_3_10, 16, CodeLayout.POSITIONAL_ONLY));
    eras.put(3450, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_EXCEPTION_TABLE));
    eras.put(3452, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_NO_LOCAL_COUNT));
    eras.put(3453, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_RAW_KINDS));
    eras.put(3457, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_KINDS));
    eras.put(3459, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_COLUMNS));
    eras.put(3460, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.ALPHA_QUALNAME));
    eras.put(3494, new Era(PythonVersion.CPYTHON_3_11, 16, CodeLayout.LOCATIONS));
    eras.put(3500, new Era(PythonVersion.CPYTHON_3_12, 16, CodeLayout.LOCATIONS));
    eras.put(3550, new Era(PythonVersion.CPYTHON_3_13, 16, CodeLayout.LOCATIONS));
    eras.put(3600, new Era(PythonVersion.CPYTHON_3_14, 16, CodeLayout.LOCATIONS));
    eras.put(3650, new Era(PythonVersion.CPYTHON_3_15, 16, CodeLayout.LOCATIONS));
    eras.put(3700, NONE);
    eras.put(62171, new Era(PythonVersion.CPYTHON_2_7, 8, CodeLayout.PYTHON_2));
    eras.put(62213, NONE);
    return eras;
  }

  private static NavigableMap<Integer, String> releases() {
    NavigableMap<Integer, String> releases = new TreeMap<>();
    try (InputStream in = Magic.class.getResourceAsStream("magic.txt")) {
      if (in == null) {
        throw new IllegalStateException("no resource magic.txt");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines();
      lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(row -> releases.put(Integer.parseInt(row[0]), row[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return releases;
  }
}
