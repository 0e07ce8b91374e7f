package dev.pycache.cli.compile;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as Python's {@code re} has them, said in Java's. The grammar and the errors
 * are those of {@code re/_parser.py}; everything whose meaning differs is spelled out, so that
 * Java's pattern needs no flag but that for case. Three things are not as in Python: {@code
 * (?(group)yes|no)}, which Java cannot say, is refused; what stands in a lookbehind may vary in
 * length; and with {@code (?i)} the few letters that have no single other case, such as a capital I
 * with a dot, are as Java has them.
 */
public final class PythonPattern {
  /** What {@code re} finds nothing to say against at the places where a quantifier stands. */
  private enum Last {
    NOTHING,
    PLACE,
    ATOM,
    REPEATED
  }

  private final PatternText text;
  private final StringBuilder java = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();
  private final BitSet closed = new BitSet();
  private final Deque<Flags> flags = new ArrayDeque<>();
  private int groups;

  private PythonPattern(String pattern) {
    this.text = new PatternText(pattern);
  }

  /**
   * The Java pattern that finds what {@code re.search} finds.
   *
   * @throws PatternSyntaxException if it is none, with Python's words, or cannot be said in Java
   */
  public static Pattern compile(String pattern) {
    String java = new PythonPattern(pattern).translated();
    try {
      return Pattern.compile(java);
    } catch (PatternSyntaxException e) {
      throw new PatternSyntaxException(e.getDescription() + " (says Java)", pattern, -1);
    }
  }

  private String translated() {
    Flags global = Flags.NONE;
    while (text.startsGlobalFlags()) {
      text.skip(2);
      global = global.with(text, text.flagLetters());
      text.expect(')', "missing ), unterminated flags");
    }
    flags.push(global);
    java.append(global.caseMark(":")).append(global.ignoreCase() ? "" : "(?:");
    alternatives();
    if (!text.atEnd()) {
      throw text.error("unbalanced parenthesis");
    }
    return java.append(')').toString();
  }

  private Flags now() {
    return flags.element();
  }

  private void alternatives() {
    sequence();
    while (text.take('|')) {
      java.append('|');
      sequence();
    }
  }

  private void sequence() {
    Last last = Last.NOTHING;
    while (true) {
      if (now().verbose()) {
        text.skipBlanksAndComments();
      }
      if (text.atEnd() || text.peek() == '|' || text.peek() == ')') {
        return;
      }
      Repeat repeat = text.repeat();
      if (repeat == null) {
        last = item(last);
      } else {
        quantify(repeat, last);
        last = Last.REPEATED;
      }
    }
  }

  private void quantify(Repeat repeat, Last last) {
    switch (last) {
      case NOTHING, PLACE -> throw text.error("nothing to repeat", repeat.start());
      case REPEATED -> throw text.error("multiple repeat", repeat.start());
      case ATOM -> java.append(repeat.java());
    }
  }

  /** Anything but a quantifier; what it is for one that follows. */
  private Last item(Last before) {
    int c = text.next();
    switch (c) {
      case '.' -> java.append(now().dotAll() ? "(?s:.)" : "[^\\n]");
      case '^' -> java.append(now().multiline() ? "(?<![^\\n])" : "\\A");
      case '$' -> java.append(now().multiline() ? "(?![^\\n])" : "(?=\\n?\\z)");
      case '[' -> java.append(CharacterSet.parse(text, now().ascii()));
      case '\\' -> {
        return escape();
      }
      case '(' -> {
        return group(before);
      }
      default -> java.append(CharacterSet.literal(c));
    }
    return c == '^' || c == '$' ? Last.PLACE : Last.ATOM;
  }

  /** {@code _escape}. */
  private Last escape() {
    int start = text.position() - 1;
    int c = text.nextOf("bad escape (end of pattern)");
    String word = CharacterSet.word(now().ascii());
    String place =
        switch (c) {
          case 'A' -> "\\A";
          case 'Z' -> "\\z";
          case 'b' -> "(?:(?<=[W])(?![W])|(?<![W])(?=[W]))".replace("W", word);
          case 'B' -> "(?:(?<=[W])(?=[W])|(?<![W])(?![W]))".replace("W", word);
          default -> "";
        };
    if (!place.isEmpty()) {
      java.append(place);
      return Last.PLACE;
    }
    String set = CharacterSet.category(c, now().ascii());
    if (!set.isEmpty()) {
      java.append('[').append(set).append(']');
    } else if (c >= '1' && c <= '9' && !text.isThreeOctalDigits(start + 1)) {
      int number = c - '0';
      if (text.isDigit()) {
        number = number * 10 + text.next() - '0';
      }
      reference(number, "invalid group reference " + number, start + 1);
    } else {
      java.append(CharacterSet.literal(text.escaped(c, start)));
    }
    return Last.ATOM;
  }

  private void reference(int group, String problem, int position) {
    if (group > groups) {
      throw text.error(problem, position);
    }
    if (!closed.get(group)) {
      throw text.error("cannot refer to an open group", position);
    }
    java.append("(?:\\").append(group).append(')');
  }

  /** What is behind an opening parenthesis; what it is for a quantifier. */
  private Last group(Last before) {
    int start = text.position() - 1;
    if (!text.take('?')) {
      capture();
      return Last.ATOM;
    }
    int c = text.nextOf("unexpected end of pattern");
    switch (c) {
      case 'P' -> named();
      case ':' -> body(start, "(?:", now());
      case '>' -> body(start, "(?>", now());
      case '=' -> body(start, "(?=", now());
      case '!' -> body(start, "(?!", now());
      case '<' -> {
        int kind = text.nextOf("unexpected end of pattern");
        if (kind != '=' && kind != '!') {
          throw text.error("unknown extension ?<" + Character.toString(kind), start + 1);
        }
        body(start, kind == '=' ? "(?<=" : "(?<!", now());
      }
      case '#' -> {
        text.skipPast(')', "missing ), unterminated comment", start);
        return before;
      }
      case '(' ->
          throw text.error(
              "(?(group)yes|no) is not supported, Java's patterns have no such thing", start);
      default -> {
        text.skip(-1);
        if (!text.startsFlags()) {
          throw text.error("unknown extension ?" + Character.toString(c), start + 1);
        }
        Flags inner = now().with(text, text.flagLetters());
        if (!text.take(':')) {
          throw text.error("global flags not at the start of the expression", start);
        }
        body(start, inner.caseMark(":").isEmpty() ? "(?-iu:" : inner.caseMark(":"), inner);
      }
    }
    return Last.ATOM;
  }

  /** {@code (?P<name>…)} and {@code (?P=name)}. */
  private void named() {
    int kind = text.nextOf("unexpected end of pattern");
    if (kind != '<' && kind != '=') {
      throw text.error("unknown extension ?P" + Character.toString(kind), text.position() - 2);
    }
    int start = text.position();
    String name = text.name(kind == '<' ? '>' : ')');
    if (kind == '=') {
      Integer group = names.get(name);
      if (group == null) {
        throw text.error("unknown group name '" + name + "'", start);
      }
      reference(group, "", start);
    } else {
      int number = groups + 1;
      Integer other = names.putIfAbsent(name, number);
      if (other != null) {
        throw text.error(
            "redefinition of group name '" + name + "' as group " + number + "; was group " + other,
            start);
      }
      capture();
    }
  }

  private void capture() {
    int number = ++groups;
    body(text.position() - 1, "(", now());
    closed.set(number);
  }

  private void body(int start, String opening, Flags inner) {
    java.append(opening);
    flags.push(inner);
    alternatives();
    flags.pop();
    if (!text.take(')')) {
      throw text.error("missing ), unterminated subpattern", start);
    }
    java.append(')');
  }

  /** The flags that hold at a place. */
  private record Flags(
      boolean ignoreCase, boolean multiline, boolean dotAll, boolean verbose, boolean ascii) {
    static final Flags NONE = new Flags(false, false, false, false, false);

    /** The opening of a group in Java that heeds case or not; empty if it does. */
    String caseMark(String end) {
      return ignoreCase ? (ascii ? "(?i-u" : "(?iu") + end : "";
    }

    /**
     * {@code _parse_flags}.
     *
     * @param letters those to set, and behind a hyphen those to clear
     */
    Flags with(PatternText text, String letters) {
      int hyphen = letters.indexOf('-');
      String on = hyphen < 0 ? letters : letters.substring(0, hyphen);
      String off = hyphen < 0 ? "" : letters.substring(hyphen + 1);
      if (on.indexOf('L') >= 0) {
        throw text.error("bad inline flags: cannot use 'L' flag with a str pattern");
      }
      if (on.indexOf('a') >= 0 && on.indexOf('u') >= 0) {
        throw text.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      }
      for (char c : off.toCharArray()) {
        if ("aLu".indexOf(c) >= 0) {
          throw text.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        }
        if (on.indexOf(c) >= 0) {
          throw text.error("bad inline flags: flag turned on and off");
        }
      }
      return new Flags(
          changed(ignoreCase, on, off, 'i'),
          changed(multiline, on, off, 'm'),
          changed(dotAll, on, off, 's'),
          changed(verbose, on, off, 'x'),
          on.indexOf('a') >= 0 || ascii && on.indexOf('u') < 0);
    }

    private static boolean changed(boolean before, String on, String off, char letter) {
      return on.indexOf(letter) >= 0 || before && off.indexOf(letter) < 0;
    }
  }

  /**
   * A quantifier.
   *
   * @param java the same in Java
   * @param start where it stands
   */
  record Repeat(String java, int start) {}
}
