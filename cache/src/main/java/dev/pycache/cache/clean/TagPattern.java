package dev.pycache.cache.clean;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.status.StatusEntry;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whose caches are meant: a version ({@code 3.11}, {@code pypy3.9}), which means all caches for it
 * whatever their tags, those of test runners too; or a tag, in which {@code *} stands for any text
 * and {@code ?} for one character ({@code cpython-3*}).
 */
public final class TagPattern {
  private static final String VERSION = "(pypy)?\\d+\\.\\d+";

  private final String text;
  private final Predicate<StatusEntry> meaning;

  private TagPattern(String text, Predicate<StatusEntry> meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /**
   * The pattern of a text.
   *
   * @throws IllegalArgumentException if it is the name of a version that is not known, or empty
   */
  public static TagPattern parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a tag cannot be empty");
    }
    if (text.matches(VERSION)) {
      PythonVersion python =
          PythonVersion.parse(text)
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no Python '" + text + "' here"));
      return new TagPattern(text, entry -> entry.python() == python);
    }
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    Pattern tags = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return new TagPattern(text, entry -> tags.matcher(entry.interpreter()).matches());
  }

  /** Whether a cache is meant. */
  boolean matches(StatusEntry entry) {
    return meaning.test(entry);
  }

  /** The text that it was made of. */
  @Override
  public String toString() {
    return text;
  }
}
