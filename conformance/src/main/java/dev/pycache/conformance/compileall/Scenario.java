package dev.pycache.conformance.compileall;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One command line, for both.
 *
 * @param start what the tree holds before
 * @param words options and paths; {@code @} at the beginning of a word is the folder that all is in
 * @param environment variables, with values as {@code words}
 * @param input standard input
 * @param intended what may differ
 */
record Scenario(
    Start start,
    List<String> words,
    Map<String, String> environment,
    String input,
    Set<Intended> intended) {

  /** What is in the tree beside sources. */
  enum Start {
    /** No caches. */
    NOTHING,
    /** A cache in each state there is, for each level. */
    CACHES,
    /** The same beside the sources, for {@code -b}. */
    LEGACY_CACHES,
    /** The same in a tree of their own. */
    PREFIXED_CACHES,
    /** What is no plain file where caches belong. */
    OBSTACLES
  }

  static Scenario of(Start start, String... words) {
    return new Scenario(start, List.of(words), Map.of(), "", Set.of());
  }

  Scenario with(String variable, String value) {
    return new Scenario(start, words, Map.of(variable, value), input, intended);
  }

  Scenario reading(String text) {
    return new Scenario(start, words, environment, text, intended);
  }

  Scenario differing(Intended... differences) {
    Set<Intended> all = EnumSet.noneOf(Intended.class);
    all.addAll(intended);
    all.addAll(List.of(differences));
    return new Scenario(start, words, environment, input, all);
  }

  /** The words with a folder in its place. */
  List<String> wordsIn(String folder) {
    List<String> resolved = new ArrayList<>();
    for (String word : words) {
      resolved.add(resolve(word, folder));
    }
    return resolved;
  }

  static String resolve(String word, String folder) {
    return word.startsWith("@") ? folder + word.substring(1) : word;
  }

  /** The same without {@code -s} and what it takes away. */
  Scenario withoutStrip() {
    List<String> others = new ArrayList<>(words);
    int at = others.indexOf("-s");
    others.subList(at, at + 2).clear();
    return new Scenario(start, others, environment, input, intended);
  }

  boolean has(String... options) {
    return List.of(options).stream().anyMatch(words::contains);
  }

  boolean wantsHashes() {
    return words.stream().anyMatch(word -> word.endsWith("-hash"))
        || environment.containsKey("SOURCE_DATE_EPOCH")
            && !environment.getOrDefault("SOURCE_DATE_EPOCH", "").isEmpty()
            && !words.contains("--invalidation-mode=timestamp");
  }

  boolean wantsNames() {
    return has("-d", "-s", "-p");
  }

  @Override
  public String toString() {
    return start
        + ": "
        + (environment.isEmpty() ? "" : environment + " ")
        + String.join(" ", words);
  }
}
