package dev.pycache.compiler.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the text of a grammar together from its layers. Each is a file; the first holds a whole
 * grammar, a further one the rules that are otherwise:
 *
 * <pre>
 *   rule = …                 takes the place of the rule of that name, or is new
 *   without a b              there are no rules a and b any longer
 *   like a from to from to   there is a further rule, that of a with other words in it
 * </pre>
 */
final class GrammarText {
  private final Map<String, String> rules = new LinkedHashMap<>();

  private GrammarText() {}

  /** The text of a grammar; the layers are names of resources of this package. */
  static String of(List<String> layers) {
    if (layers.size() == 1) {
      return text(layers.getFirst());
    }
    GrammarText grammar = new GrammarText();
    for (String layer : layers) {
      grammar.apply(layer, text(layer));
    }
    return String.join("", grammar.rules.values());
  }

  private void apply(String layer, String text) {
    Map<String, String> own = new LinkedHashMap<>();
    int head = nextHead(text, 0);
    while (head < text.length()) {
      int next = nextHead(text, nextLine(text, head));
      String part = text.substring(head, next);
      if (part.startsWith("without ")) {
        for (String gone : words(part)) {
          check(rules.remove(gone) != null, layer + ": no rule " + gone);
        }
      } else if (part.startsWith("like ")) {
        String[] words = words(part);
        String copy = Objects.requireNonNull(own.getOrDefault(words[0], rules.get(words[0])));
        for (int i = 1; i < words.length; i += 2) {
          copy = copy.replace(words[i], words[i + 1]);
        }
        define(layer, copy, own);
      } else {
        define(layer, part, own);
      }
      head = next;
    }
    rules.putAll(own);
  }

  private static void define(String layer, String rule, Map<String, String> rules) {
    String name = rule.substring(0, rule.indexOf(' '));
    check(rules.put(name, rule) == null, layer + ": rule defined twice: " + name);
  }

  /** The words of the first line of a part but for the first. */
  private static String[] words(String part) {
    String[] words = part.substring(0, nextLine(part, 0)).strip().split(" ");
    return Arrays.copyOfRange(words, 1, words.length);
  }

  /** Where the next line begins that has no indentation and is no comment, or the end. */
  private static int nextHead(String text, int line) {
    int at = line;
    while (at < text.length() && !Character.isLowerCase(text.charAt(at))) {
      at = nextLine(text, at);
    }
    return at;
  }

  private static int nextLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }

  /** The text of a layer, in whole lines. */
  static String text(String layer) {
    try (InputStream in = GrammarText.class.getResourceAsStream(layer)) {
      byte[] text = Objects.requireNonNull(in, layer).readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
