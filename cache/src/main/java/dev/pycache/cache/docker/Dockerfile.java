package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, as BuildKit's {@code frontend/dockerfile/parser} finds them:
 * continued lines, the {@code escape} directive, comments, here-documents. What Docker would refuse
 * is an instruction like any other here; nobody is told of it.
 *
 * @param instructions in the order of the file
 */
public record Dockerfile(List<Instruction> instructions) {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(.+?)\\s*");

  private static final Pattern HERE_DOCUMENT =
      Pattern.compile("(?<![<\\w])\\d*<<(-?)(?:\"(\\w+)\"|'(\\w+)'|(\\w+))(?=\\s|$|[;|&>)])");

  private static final Set<String> WITH_HERE_DOCUMENTS = Set.of("RUN", "COPY", "ADD");

  public Dockerfile {
    instructions = List.copyOf(instructions);
  }

  /** Reads the text of a file. */
  public static Dockerfile parse(String text) {
    return new Parser(text.startsWith("\uFEFF") ? text.substring(1) : text).parse();
  }

  private static final class Parser {
    private final String[] lines;
    private final List<Instruction> instructions = new ArrayList<>();
    private char escape = '\\';
    private int at;

    Parser(String text) {
      this.lines = text.split("\r?\n", -1);
    }

    Dockerfile parse() {
      directives();
      while (at < lines.length) {
        String line = lines[at].strip();
        if (line.isEmpty() || line.startsWith("#")) {
          at++;
        } else {
          instruction();
        }
      }
      return new Dockerfile(instructions);
    }

    /** Comments at the top of the form {@code # name=value}, up to the first other line. */
    private void directives() {
      for (; at < lines.length; at++) {
        Matcher directive = DIRECTIVE.matcher(lines[at].strip());
        if (!directive.matches()) {
          return;
        }
        String value = directive.group(2);
        if (directive.group(1).equalsIgnoreCase("escape") && value.equals("`")) {
          escape = '`';
        }
      }
    }

    private void instruction() {
      int first = at + 1;
      String text = logicalLine();
      int end = 0;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
      String rest = text.substring(end).strip();
      List<String> bodies = WITH_HERE_DOCUMENTS.contains(keyword) ? hereDocuments(rest) : List.of();
      List<String> flags = new ArrayList<>();
      while (rest.startsWith("--")) {
        int blank = 0;
        while (blank < rest.length() && !Character.isWhitespace(rest.charAt(blank))) {
          blank++;
        }
        flags.add(rest.substring(0, blank));
        rest = rest.substring(blank).strip();
      }
      instructions.add(new Instruction(first, keyword, flags, rest, bodies));
    }

    /** A line with those that continue it; comments and empty lines among them vanish. */
    private String logicalLine() {
      var text = new StringBuilder();
      boolean continues = true;
      for (boolean first = true; continues && at < lines.length; first = false) {
        String line = lines[at++];
        String stripped = line.strip();
        if (!first && (stripped.isEmpty() || stripped.startsWith("#"))) {
          continue;
        }
        String end = line.stripTrailing();
        int length = end.length();
        continues =
            length > 0
                && end.charAt(length - 1) == escape
                && (length == 1 || end.charAt(length - 2) != escape);
        text.append(continues ? end.substring(0, length - 1) : line);
      }
      return text.toString().strip();
    }

    private List<String> hereDocuments(String text) {
      List<String> bodies = new ArrayList<>();
      Matcher start = HERE_DOCUMENT.matcher(text);
      while (start.find()) {
        String name = start.group(2) != null ? start.group(2) : start.group(3);
        bodies.add(body(name != null ? name : start.group(4), !start.group(1).isEmpty()));
      }
      return bodies;
    }

    private String body(String end, boolean stripsTabs) {
      var body = new StringBuilder();
      while (at < lines.length) {
        String line = lines[at++];
        String text = line;
        while (stripsTabs && text.startsWith("\t")) {
          text = text.substring(1);
        }
        if (text.equals(end)) {
          break;
        }
        body.append(text).append('\n');
      }
      return body.toString();
    }
  }
}
