package dev.pycache.cli.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version specifiers of a requirement, as {@code ">=3.9, !=3.12.*, <4"} (PEP 440), asked about
 * final releases of Python. All of them have to hold.
 */
final class VersionSpecifiers {
  /**
   * Suffixes of pre-releases and the like are read and play no part: only finals are asked about.
   */
  private static final Pattern SPECIFIER =
      Pattern.compile("(~=|===?|!=|<=|>=|<|>)\\s*v?(\\d+(?:\\.\\d+)*)(\\.\\*)?[a-zA-Z0-9.+-]*");

  private final List<Specifier> specifiers;

  private VersionSpecifiers(List<Specifier> specifiers) {
    this.specifiers = specifiers;
  }

  private record Specifier(String operator, int[] version, boolean isPrefix) {}

  /**
   * Reads specifiers between commas.
   *
   * @throws IllegalArgumentException if one is none, with words that name it
   */
  static VersionSpecifiers parse(String text) {
    List<Specifier> specifiers = new ArrayList<>();
    for (String part : text.split(",")) {
      String specifier = part.strip();
      if (specifier.isEmpty()) {
        continue;
      }
      Matcher matcher = SPECIFIER.matcher(specifier);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + specifier + "' is no version specifier");
      }
      specifiers.add(
          new Specifier(matcher.group(1), numbers(matcher.group(2)), matcher.group(3) != null));
    }
    return new VersionSpecifiers(specifiers);
  }

  /** Whether a release, as {@code "3.12.1"}, is allowed. */
  boolean allow(String release) {
    int[] version = numbers(release);
    for (Specifier each : specifiers) {
      if (!holds(each, version)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Specifier specifier, int[] version) {
    int[] bound = specifier.version();
    int order = compare(version, bound);
    return switch (specifier.operator()) {
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case "==", "===" ->
          specifier.isPrefix() ? startsWith(version, bound, bound.length) : order == 0;
      case "!=" -> specifier.isPrefix() ? !startsWith(version, bound, bound.length) : order != 0;
      case "~=" -> order >= 0 && startsWith(version, bound, bound.length - 1);
      default -> throw new AssertionError(specifier.operator());
    };
  }

  private static boolean startsWith(int[] version, int[] prefix, int length) {
    for (int i = 0; i < length; i++) {
      if (at(version, i) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static int compare(int[] one, int[] other) {
    for (int i = 0; i < Math.max(one.length, other.length); i++) {
      int order = Integer.compare(at(one, i), at(other, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int at(int[] version, int index) {
    return index < version.length ? version[index] : 0;
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("\\.");
    var numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = parts[i].length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(parts[i]);
    }
    return numbers;
  }
}
