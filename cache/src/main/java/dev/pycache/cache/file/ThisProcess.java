package dev.pycache.cache.file;

import dev.pycache.cache.path.TemporaryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What tells this process from all others, for the names of temporary files, and whether another is
 * still alive.
 *
 * <p>A number of a process says something only on the same running system, and only among processes
 * that see each other: containers count from one each. Hence the place, which stands for both.
 */
final class ThisProcess {
  /** The place of a system that does not tell: nobody there knows who lives. */
  static final String NO_PLACE = "00000000";

  private static final Path PROCESSES = Path.of("/proc");

  /** Fields of {@code /proc/PID/stat}, counted from the one behind the name of the program. */
  private static final int STATE = 0;

  private static final int START = 19;

  private static final AtomicLong SERIAL = new AtomicLong();

  private ThisProcess() {}

  /** Read when the first file is written. */
  private static final class Self {
    static final long PID = ProcessHandle.current().pid();
    static final long START = Math.max(0, start(PID));
    static final String PLACE = findPlace();
  }

  /** A name that no other temporary file has or had. */
  static TemporaryName newTemporaryName() {
    return TemporaryName.of(Self.PLACE, Self.PID, Self.START, SERIAL.getAndIncrement());
  }

  /** Whether the numbers of processes in this place mean the same as here. */
  static boolean isHere(String place) {
    return place.equals(Self.PLACE) && !place.equals(NO_PLACE);
  }

  /** Whether the process that began then still lives. */
  static boolean lives(long pid, long start) {
    return start(pid) == start;
  }

  /**
   * When a process began, in ticks since the system did; -1 if there is none, or if it only waits
   * to be forgotten.
   */
  private static long start(long pid) {
    try {
      String stat =
          Files.readString(
              PROCESSES.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
      return dead || fields.length <= START ? -1 : Long.parseLong(fields[START]);
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  private static String findPlace() {
    try {
      String system = Files.readString(PROCESSES.resolve("sys/kernel/random/boot_id")).strip();
      String space = Files.readSymbolicLink(PROCESSES.resolve("self/ns/pid")).toString();
      int place = (system + " " + space).hashCode();
      return start(Self.PID) < 0 ? NO_PLACE : HexFormat.of().toHexDigits(place);
    } catch (IOException | UnsupportedOperationException e) {
      return NO_PLACE;
    }
  }
}
