package dev.pycache.cli.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What standard output is, and how text for it is to look. */
public final class Terminal {
  /** Where nobody says how wide it may be. */
  private static final int DEFAULT_WIDTH = 100;

  private static final int LEAST_WIDTH = 40;
  private static final int GREATEST_WIDTH = 10_000;

  private Terminal() {}

  /** Whether standard output is a terminal; the launcher looks, a shell sees it for nothing. */
  public static boolean isOut() {
    return Boolean.getBoolean("pycache.terminal.out");
  }

  /**
   * Whether to write in colours: as {@code --color} says; without it on a terminal, unless {@code
   * NO_COLOR} is set and not empty.
   */
  public static boolean colours(ParseResult parsed) {
    return switch (parsed.matchedOptionValue("--color", "auto")) {
      case "always" -> true;
      case "never" -> false;
      default -> isOut() && isUnset(System.getenv("NO_COLOR"));
    };
  }

  private static boolean isUnset(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  /** Columns that a line may take: {@code COLUMNS}, else those of the terminal, else 100. */
  public static int width() {
    int given = width(System.getenv("COLUMNS"));
    if (given == 0 && isOut()) {
      given = ofTerminal();
    }
    return given == 0 ? DEFAULT_WIDTH : given;
  }

  /** The number in a text, within reason; 0 if there is none. */
  static int width(@Nullable String columns) {
    if (columns == null || columns.isEmpty() || columns.length() > 6) {
      return 0;
    }
    for (int i = 0; i < columns.length(); i++) {
      if (columns.charAt(i) < '0' || columns.charAt(i) > '9') {
        return 0;
      }
    }
    int number = Integer.parseInt(columns);
    return number == 0 ? 0 : Math.clamp(number, LEAST_WIDTH, GREATEST_WIDTH);
  }

  /** What {@code stty size} says, lines and columns; 0 if it says nothing. */
  private static int ofTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        return 0;
      }
      int blank = said.indexOf(' ');
      return blank < 0 ? 0 : width(said.substring(blank + 1).strip());
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }
}
