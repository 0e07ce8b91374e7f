package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files the patterns of a {@code .dockerignore} keep out of a build context. The rules are
 * those of {@code moby/patternmatcher}, after whose parts the methods here are named: a pattern is
 * matched with the whole path from the context's root on, {@code **} stands for any number of
 * folders, what is true of a folder is true of all in it, {@code !} takes back, and the last
 * pattern that matches decides. So {@code __pycache__} means the folder in the root and no other.
 */
public final class PatternMatcher {
  /** What Go's {@code bufio.Scanner} takes no longer. */
  private static final int LINE_LIMIT = 1 << 16;

  private final List<Pattern> patterns;

  private PatternMatcher(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * The matcher of a whole file ({@code ignorefile.ReadAll}, {@code patternmatcher.New}).
   *
   * @throws BadPatternException if Docker would refuse the file
   */
  public static PatternMatcher ofFile(String text) throws BadPatternException {
    return of(readAll(text));
  }

  /**
   * The matcher of some patterns ({@code patternmatcher.New}).
   *
   * @throws BadPatternException if Docker would refuse one of them
   */
  public static PatternMatcher of(List<String> patterns) throws BadPatternException {
    List<Pattern> all = new ArrayList<>();
    for (String pattern : patterns) {
      String trimmed = GoPaths.trim(pattern);
      if (!trimmed.isEmpty()) {
        all.add(Pattern.of(GoPaths.clean(trimmed)));
      }
    }
    return new PatternMatcher(all);
  }

  /** The patterns in a file: no comments, no leading slashes ({@code ignorefile.ReadAll}). */
  static List<String> readAll(String text) throws BadPatternException {
    List<String> patterns = new ArrayList<>();
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : body.split("\n")) {
      if (line.length() >= LINE_LIMIT) {
        throw new BadPatternException(line.substring(0, 20) + "…", "the line is too long");
      }
      String pattern = line.startsWith("#") ? "" : GoPaths.trim(line);
      if (pattern.isEmpty()) {
        continue;
      }
      boolean isException = pattern.charAt(0) == '!';
      if (isException) {
        pattern = GoPaths.trim(pattern.substring(1));
      }
      if (!pattern.isEmpty()) {
        pattern = GoPaths.clean(pattern);
        if (pattern.length() > 1 && pattern.charAt(0) == '/') {
          pattern = pattern.substring(1);
        }
      }
      patterns.add(isException ? "!" + pattern : pattern);
    }
    return patterns;
  }

  /**
   * Whether a file stays out of the context. Asks for each folder on the way to it, as a builder
   * does that walks ({@code MatchesUsingParentResults}).
   *
   * @param path the way from the context's root, with slashes between names
   */
  public boolean matches(String path) {
    boolean[] parents = new boolean[patterns.size()];
    boolean matched = false;
    for (int end = 0; end < path.length(); ) {
      int slash = path.indexOf('/', end + 1);
      end = slash < 0 ? path.length() : slash;
      matched = matches(path.substring(0, end), parents);
    }
    return matched;
  }

  /**
   * One step of the walk.
   *
   * @param parents which patterns match the folder above; becomes that of this path
   */
  private boolean matches(String path, boolean[] parents) {
    boolean matched = false;
    boolean[] above = parents.clone();
    Arrays.fill(parents, false);
    for (int i = 0; i < above.length; i++) {
      Pattern pattern = patterns.get(i);
      boolean match = above[i];
      if (!match) {
        if (pattern.isException != matched) {
          continue; // it could not change anything
        }
        match = pattern.matches(path);
      }
      parents[i] = match;
      if (match) {
        matched = !pattern.isException;
      }
    }
    return matched;
  }

  /** How a pattern is compared ({@code matchType}). */
  private enum Comparison {
    EXACT,
    PREFIX,
    SUFFIX,
    EXPRESSION
  }

  private record Pattern(
      String cleaned,
      boolean isException,
      Comparison comparison,
      @Nullable PatternExpression expression) {
    static Pattern of(String text) throws BadPatternException {
      boolean isException = text.charAt(0) == '!';
      String cleaned = isException ? text.substring(1) : text;
      if (cleaned.isEmpty()) {
        throw new BadPatternException(text, "illegal exclusion pattern");
      }
      if (!GoPaths.isPattern(cleaned)) {
        throw new BadPatternException(text, "syntax error in pattern");
      }
      var compiler = new PatternCompiler(cleaned);
      Comparison comparison = compiler.compile();
      PatternExpression expression = null;
      if (comparison == Comparison.EXPRESSION) {
        expression = PatternExpression.parse(compiler.expression());
        if (expression == null) {
          throw new BadPatternException(text, "syntax error in pattern");
        }
      }
      return new Pattern(cleaned, isException, comparison, expression);
    }

    boolean matches(String path) {
      return switch (comparison) {
        case EXACT -> path.equals(cleaned);
        case PREFIX -> path.startsWith(cleaned.substring(0, cleaned.length() - 2));
        case SUFFIX -> {
          String end = cleaned.substring(2);
          yield path.endsWith(end) || end.startsWith("/") && path.equals(end.substring(1));
        }
        case EXPRESSION -> expression != null && expression.matches(path);
      };
    }
  }

  /** Turns a pattern into a regular expression, if it cannot be had cheaper ({@code compile}). */
  private static final class PatternCompiler {
    private static final String TO_ESCAPE = ".+()|{}$";

    private final String pattern;
    private final StringBuilder expression = new StringBuilder();
    private Comparison comparison = Comparison.EXACT;
    private int at;

    PatternCompiler(String pattern) {
      this.pattern = pattern;
    }

    String expression() {
      return expression.toString();
    }

    Comparison compile() {
      for (boolean first = true; at < pattern.length(); first = false) {
        char c = pattern.charAt(at++);
        if (c == '*' && peek() == '*') {
          at++;
          manyFolders(first);
        } else if (c == '*') {
          append("[^/]*");
        } else if (c == '?') {
          append("[^/]");
        } else if (TO_ESCAPE.indexOf(c) >= 0) {
          expression.append('\\').append(c);
        } else if (c == '\\') {
          escape();
        } else if (c == '[' || c == ']') {
          append(Character.toString(c));
        } else {
          expression.append(c);
        }
      }
      return comparison;
    }

    private char peek() {
      return at < pattern.length() ? pattern.charAt(at) : '\0';
    }

    private void append(String part) {
      expression.append(part);
      comparison = Comparison.EXPRESSION;
    }

    /** {@code **}, and the slash behind it. */
    private void manyFolders(boolean first) {
      if (peek() == '/') {
        at++;
      }
      if (at < pattern.length()) {
        append("(.*/)?");
      } else if (comparison == Comparison.EXACT) {
        comparison = Comparison.PREFIX;
      } else {
        append(".*");
      }
      if (first) {
        comparison = Comparison.SUFFIX;
      }
    }

    private void escape() {
      if (at < pattern.length()) {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        append("\\" + Character.toString(c));
      } else {
        expression.append("\\$.*"); // Docker means the end of the text, and escapes it
      }
    }
  }
}
