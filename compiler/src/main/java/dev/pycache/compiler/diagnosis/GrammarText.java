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
    GrammarText grammar = new GrammarText();
    for (String layer : layers) {
      grammar.apply(layer, lines(layer));
    }
    return String.join("", grammar.rules.values());
  }

  private void apply(String layer, List<String> lines) {
    Map<String, String> own = new LinkedHashMap<>();
    String name = null;
    for (String line : lines) {
      String[] words = line.split(" ");
      boolean heads = !line.isEmpty() && Character.isLowerCase(line.charAt(0));
      if (!heads) {
        if (name != null) {
          own.merge(name, line + "\n", String::concat);
        }
      } else if (words[0].equals("without")) {
        name = null;
        for (String gone : Arrays.copyOfRange(words, 1, words.length)) {
          check(rules.remove(gone) != null, layer + ": no rule " + gone);
        }
      } else if (words[0].equals("like")) {
        name = null;
        String copy = Objects.requireNonNull(own.getOrDefault(words[1], rules.get(words[1])));
        for (int i = 2; i < words.length; i += 2) {
          copy = copy.replace(words[i], words[i + 1]);
        }
        String copyName = copy.substring(0, copy.indexOf(' '));
        check(own.put(copyName, copy) == null, layer + ": rule defined twice: " + copyName);
      } else {
        name = words[0];
        check(own.put(name, line + "\n") == null, layer + ": rule defined twice: " + name);
      }
    }
    rules.putAll(own);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }

  /** The lines of a layer. */
  static List<String> lines(String layer) {
    try (InputStream in = GrammarText.class.getResourceAsStream(layer)) {
      byte[] text = Objects.requireNonNull(in, layer).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
