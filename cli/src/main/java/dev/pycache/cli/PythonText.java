package dev.pycache.cli;

import dev.pycache.cache.compile.SourceWarning;
import dev.pycache.compiler.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Errors and warnings as Python 3.11 prints them ({@code traceback.py}, {@code warnings.py}). */
public final class PythonText {
  private static final String INDENT = "    ";

  private PythonText() {}

  /** {@code traceback.format_exception_only}, for an error in the file of this name. */
  public static String of(String filename, Diagnostic error) {
    var text = new StringBuilder();
    String suffix = "";
    if (error.line() != Diagnostic.ABSENT) {
      text.append("  File \"")
          .append(filename)
          .append("\", line ")
          .append(error.line())
          .append('\n');
    } else {
      suffix =
          " (" + filename
              + ")"; // here Python names the file of a SyntaxError only; it is missed for the
      // others
    }
    if (error.text() != null) {
      appendLine(text, error, error.text());
    }
    String message = error.message().isEmpty() ? "<no detail available>" : error.message();
    return text.append(error.type().pythonName())
        .append(": ")
        .append(message)
        .append(suffix)
        .append('\n')
        .toString();
  }

  /** {@code _format_syntax_error}: the source line without its indentation, and carets below it. */
  private static void appendLine(StringBuilder out, Diagnostic error, String line) {
    int[] shown = codePoints(strip(line, "", "\n"));
    int indent = 0;
    while (indent < shown.length
        && (shown[indent] == ' ' || shown[indent] == '\n' || shown[indent] == '\f')) {
      indent++;
    }
    out.append(INDENT).append(new String(shown, indent, shown.length - indent)).append('\n');
    int column = error.column();
    if (column == Diagnostic.ABSENT) {
      return;
    }
    int end =
        error.endColumn() == Diagnostic.ABSENT || error.endColumn() == 0
            ? column
            : error.endColumn();
    if (end == column || end == -1) {
      end = column + 1;
    }
    int first = column - 1 - indent;
    if (first < 0) {
      return;
    }
    out.append(INDENT);
    for (int i = indent; i < Math.min(indent + first, shown.length); i++) {
      out.appendCodePoint(
          isSpace(shown[i]) ? shown[i] : ' '); // a tab stays one, so that the caret stays below
    }
    out.append("^".repeat(Math.max(0, end - column))).append('\n');
  }

  /** Without a stream: nothing else on the way of an error needs one. */
  private static int[] codePoints(String text) {
    int[] codePoints = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < codePoints.length; i++) {
      codePoints[i] = text.codePointAt(at);
      at += Character.charCount(codePoints[i]);
    }
    return codePoints;
  }

  /** {@code str.isspace} for one character. */
  private static boolean isSpace(int c) {
    return c >= 0x09 && c <= 0x0D
        || c >= 0x1C && c <= 0x20
        || c == 0x85
        || Character.getType(c) == Character.SPACE_SEPARATOR
        || c == 0x2028
        || c == 0x2029;
  }

  /**
   * Python's default filter: deprecations are shown only in {@code __main__}, which is what the
   * compiler takes a file of that name for.
   */
  public static boolean isShown(String filename, SourceWarning warning) {
    return !warning.category().equals("DeprecationWarning") || filename.equals("__main__.py");
  }

  /** {@code warnings.formatwarning}. */
  public static String of(String filename, SourceWarning warning) {
    String head =
        filename
            + ":"
            + warning.line()
            + ": "
            + warning.category()
            + ": "
            + warning.message()
            + "\n";
    String line = stripSpace(warning.text());
    return line.isEmpty() ? head : head + "  " + line + "\n";
  }

  private static String stripSpace(@Nullable String text) {
    if (text == null) {
      return "";
    }
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static String strip(String text, String leading, String trailing) {
    int start = 0;
    int end = text.length();
    while (start < end && leading.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && trailing.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }
}
