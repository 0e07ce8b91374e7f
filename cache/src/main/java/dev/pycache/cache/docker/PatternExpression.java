package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions that Docker makes of its patterns, in Go's syntax as far as they use it:
 * characters, escapes, classes, {@code .}, {@code *} behind one of these, and an optional run of
 * folders. They run in time proportional to the text, as Go's do, whatever the pattern: all states
 * are followed at once. Assertions ({@code \b}), for which no pattern of files has a use, are taken
 * but match nothing.
 */
final class PatternExpression {
  private static final String ANY_FOLDERS = "(.*/)?";

  /** What may stand at one place of the text. */
  private sealed interface Step {
    /** One character. */
    record One(IntPredicate accepts) implements Step {}

    /** Any number of characters. */
    record Many(IntPredicate accepts) implements Step {}

    /** Nothing, or what ends in a slash. */
    record Folders() implements Step {}

    /** The start of the text, which is never in the middle of one. */
    record Start() implements Step {}
  }

  private final List<Step> steps;

  /** How many characters a text has at least that fits. */
  private final long least;

  private PatternExpression(List<Step> steps) {
    this.steps = steps;
    this.least = steps.stream().filter(step -> step instanceof Step.One).count();
  }

  /**
   * The expression of this text, null if Go has none for it.
   *
   * @param text without the anchors at its ends
   */
  static @Nullable PatternExpression parse(String text) {
    var parser = new Parser(text);
    return parser.all() ? new PatternExpression(parser.steps) : null;
  }

  /** Whether the whole text fits. */
  boolean matches(String text) {
    if (text.length() < least) {
      return false;
    }
    BitSet states = closure(new BitSet(), 0, true);
    BitSet next = new BitSet();
    for (int i = 0; i < text.length() && !states.isEmpty(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      next.clear();
      for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
        advance(next, s, c);
      }
      BitSet old = states;
      states = next;
      next = old;
    }
    return states.get(2 * steps.size());
  }

  /**
   * Goes on from a state over one character. State {@code 2 * n} is before step n, {@code 2 * n +
   * 1} within it, where that is something else.
   */
  private void advance(BitSet next, int state, int c) {
    int n = state >> 1;
    if (n == steps.size()) {
      return;
    }
    switch (steps.get(n)) {
      case Step.One one -> {
        if (one.accepts.test(c)) {
          closure(next, n + 1, false);
        }
      }
      case Step.Many many -> {
        if (many.accepts.test(c)) {
          closure(next, n, false);
        }
      }
      case Step.Folders folders -> {
        if (c == '/') {
          closure(next, n + 1, false);
        }
        if (c != '\n') {
          next.set(2 * n + 1);
        }
      }
      case Step.Start start -> {}
    }
  }

  /** Adds the state before a step, and those that are reached from it over nothing. */
  private BitSet closure(BitSet states, int step, boolean atStart) {
    for (int n = step; ; n++) {
      if (states.get(2 * n)) {
        return states; // and so are those behind
      }
      states.set(2 * n);
      if (n == steps.size()) {
        return states;
      }
      boolean passes =
          switch (steps.get(n)) {
            case Step.One one -> false;
            case Step.Many many -> true;
            case Step.Folders folders -> true;
            case Step.Start start -> atStart;
          };
      if (!passes) {
        return states;
      }
    }
  }

  private static final class Parser {
    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    boolean all() {
      while (at < text.length()) {
        if (text.startsWith(ANY_FOLDERS, at)) {
          at += ANY_FOLDERS.length();
          if (steps.isEmpty() || !(steps.getLast() instanceof Step.Folders)) {
            steps.add(new Step.Folders()); // twice is the same
          }
          continue;
        }
        int c = take();
        if (c == '^') {
          steps.add(new Step.Start());
          continue;
        }
        IntPredicate accepts =
            switch (c) {
              case '.' -> x -> x != '\n';
              case '[' -> characterClass();
              case '\\' -> escape();
              default -> x -> x == c;
            };
        if (accepts == null) {
          return false;
        }
        if (at < text.length() && text.charAt(at) == '*') {
          at++;
          steps.add(new Step.Many(accepts));
        } else {
          steps.add(new Step.One(accepts));
        }
      }
      return true;
    }

    private int take() {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      return c;
    }

    /** What is behind a backslash: a character, or a class of Perl's. */
    private @Nullable IntPredicate escape() {
      if (at == text.length()) {
        return null;
      }
      int c = take();
      int single = singleEscape(c);
      if (single >= 0) {
        return x -> x == single;
      }
      return switch (c) {
        case 'd' -> PatternExpression::isDigit;
        case 'D' -> x -> !isDigit(x);
        case 's' -> PatternExpression::isSpace;
        case 'S' -> x -> !isSpace(x);
        case 'w' -> PatternExpression::isWord;
        case 'W' -> x -> !isWord(x);
        case 'A', 'B', 'b', 'z' -> x -> false;
        default -> null;
      };
    }

    /** The character that an escape stands for, -1 if it is none. */
    private static int singleEscape(int c) {
      return switch (c) {
        case 'a' -> 7;
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> 0x0B;
        default -> c < 0x80 && !isWord(c) || c == '_' ? c : -1;
      };
    }

    /** A class behind its bracket; its first character may be the closing one. */
    private @Nullable IntPredicate characterClass() {
      boolean negated = at < text.length() && text.charAt(at) == '^';
      if (negated) {
        at++;
      }
      IntPredicate any = x -> false;
      for (boolean first = true; at < text.length(); first = false) {
        if (!first && text.charAt(at) == ']') {
          at++;
          IntPredicate positive = any;
          return negated ? x -> !positive.test(x) : positive;
        }
        IntPredicate element = element();
        if (element == null) {
          return null;
        }
        any = any.or(element);
      }
      return null;
    }

    private @Nullable IntPredicate element() {
      int end = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
      if (end >= 0) {
        String name = text.substring(at + 2, end);
        at = end + 2;
        return name.startsWith("^") ? not(named(name.substring(1))) : named(name);
      }
      int low = take();
      if (low == '\\') {
        int c = at < text.length() ? text.codePointAt(at) : -1;
        low = c < 0 ? -1 : singleEscape(c);
        if (low < 0) {
          return escape();
        }
        take();
      }
      int from = low;
      if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        int high = take();
        if (high == '\\') {
          high = at < text.length() ? singleEscape(take()) : -1;
        }
        int to = high;
        return to < from ? null : x -> x >= from && x <= to;
      }
      return x -> x == from;
    }
  }

  private static @Nullable IntPredicate not(@Nullable IntPredicate predicate) {
    return predicate == null ? null : predicate.negate();
  }

  /** A class of POSIX's, {@code [:alpha:]}: ASCII characters only. */
  private static @Nullable IntPredicate named(String name) {
    return switch (name) {
      case "alnum" -> c -> isWord(c) && c != '_';
      case "alpha" -> c -> isWord(c) && c != '_' && !isDigit(c);
      case "ascii" -> c -> c < 0x80;
      case "blank" -> c -> c == ' ' || c == '\t';
      case "cntrl" -> c -> c < ' ' || c == 0x7F;
      case "digit" -> PatternExpression::isDigit;
      case "graph" -> c -> c > ' ' && c < 0x7F;
      case "lower" -> c -> c >= 'a' && c <= 'z';
      case "print" -> c -> c >= ' ' && c < 0x7F;
      case "punct" -> c -> c > ' ' && c < 0x7F && (!isWord(c) || c == '_');
      case "space" -> c -> isSpace(c) || c == 0x0B;
      case "upper" -> c -> c >= 'A' && c <= 'Z';
      case "word" -> PatternExpression::isWord;
      case "xdigit" -> c -> isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      default -> null;
    };
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static boolean isWord(int c) {
    return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
