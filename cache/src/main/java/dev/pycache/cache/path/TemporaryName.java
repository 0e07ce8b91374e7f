package dev.pycache.cache.path;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a cache while it is being written, which a process that is killed leaves behind.
 *
 * <p>Ours is {@code .pycache-PLACE-PROCESS-START-NUMBER.tmp}: it is short, so that every cache that
 * has a possible name can be written, and says who writes, so that others can tell whether that
 * process still lives. Importlib's is {@code CACHE.NUMBER}, with an address in memory that says
 * nothing ({@code _write_atomic}); pytest's is {@code CACHE.PROCESS}.
 *
 * @param writer who names files so
 * @param cache name of the cache it was to become; empty for ours
 * @param place where numbers of processes mean something: the running system and its space of
 *     processes, in eight hexadecimal digits; empty if it is not ours
 * @param process number of the writing process; 0 for importlib's
 * @param start when that process began, in whatever unit; 0 if it is not ours
 * @param number tells the temporary files of a process apart; 0 for pytest's
 */
public record TemporaryName(
    Writer writer, String cache, String place, long process, long start, long number)
    implements CacheFileName {

  /** Programs that have temporary files of their own. */
  public enum Writer {
    PYCACHE,
    IMPORTLIB,
    PYTEST
  }

  /** Made when the first name is met that may be one, which most runs do not. */
  private static final class Forms {
    static final Pattern OURS =
        Pattern.compile(
            "\\.pycache-([0-9a-f]{8})-(0|[1-9]\\d{0,17})-(0|[1-9]\\d{0,17})-(0|[1-9]\\d{0,17})\\.tmp");

    /** An address has more digits than anything a person puts behind a name. */
    static final Pattern IMPORTLIBS =
        Pattern.compile("(.+\\.py[co])\\.([1-9]\\d{5,18})", Pattern.DOTALL);

    static final Pattern PYTESTS =
        Pattern.compile("(.+-(?:pytest-[^/]+|PYTEST)\\.py[co])\\.([1-9]\\d{0,9})", Pattern.DOTALL);
  }

  /** The name of a temporary file of ours. */
  public static TemporaryName of(String place, long process, long start, long number) {
    return new TemporaryName(Writer.PYCACHE, "", place, process, start, number);
  }

  /** What the name of a file says, empty if it is no name of a temporary file. */
  public static Optional<TemporaryName> parse(String fileName) {
    if (fileName.isEmpty() || !isDigit(fileName.charAt(fileName.length() - 1))) {
      return fileName.startsWith(".pycache-") ? ours(fileName) : Optional.empty();
    }
    Matcher pytest = Forms.PYTESTS.matcher(fileName);
    if (pytest.matches()) {
      long process = Long.parseLong(pytest.group(2));
      return Optional.of(new TemporaryName(Writer.PYTEST, pytest.group(1), "", process, 0, 0));
    }
    Matcher importlib = Forms.IMPORTLIBS.matcher(fileName);
    if (importlib.matches()) {
      long number = Long.parseLong(importlib.group(2));
      return Optional.of(new TemporaryName(Writer.IMPORTLIB, importlib.group(1), "", 0, 0, number));
    }
    return Optional.empty();
  }

  private static Optional<TemporaryName> ours(String fileName) {
    Matcher form = Forms.OURS.matcher(fileName);
    if (!form.matches()) {
      return Optional.empty();
    }
    long process = Long.parseLong(form.group(2));
    long start = Long.parseLong(form.group(3));
    return Optional.of(of(form.group(1), process, start, Long.parseLong(form.group(4))));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The name itself. */
  public String fileName() {
    return switch (writer) {
      case PYCACHE -> ".pycache-" + place + "-" + process + "-" + start + "-" + number + ".tmp";
      case IMPORTLIB -> cache + "." + number;
      case PYTEST -> cache + "." + process;
    };
  }
}
