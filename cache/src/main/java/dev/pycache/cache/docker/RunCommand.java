package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One command of a {@code RUN} instruction, and what it means for caches. Shells are understood as
 * far as it takes to tell one command from the next.
 *
 * @param variables what is set for it alone, or by {@code export} before it
 * @param words the command and its arguments
 */
record RunCommand(Map<String, String> variables, List<String> words) {
  /** What a command means for caches. */
  enum Effect {
    NOTHING,
    /** All that is there is compiled. */
    COMPILES,
    /** What is installed is compiled, and nothing else. */
    INSTALLS_COMPILED,
    /** What is installed is not compiled, because this installer only does so when asked. */
    INSTALLS_UNCOMPILED,
    /** What is installed is not compiled, because somebody did not want it. */
    REFUSES_TO_COMPILE
  }

  private static final Set<String> PIP = Set.of("pip", "pip3");
  private static final Set<String> INSTALLING = Set.of("install", "sync", "add");
  private static final String EXPORT = "export";

  /** The commands of a script. */
  static List<RunCommand> in(String script) {
    List<RunCommand> commands = new ArrayList<>();
    Map<String, String> exported = new HashMap<>();
    for (String part : parts(script)) {
      List<String> words = Instruction.split(part);
      Map<String, String> variables = new HashMap<>(exported);
      int first = 0;
      boolean exports = !words.isEmpty() && words.getFirst().equals(EXPORT);
      if (exports) {
        first = 1;
      }
      for (; first < words.size(); first++) {
        String word = words.get(first);
        int equals = word.indexOf('=');
        if (equals <= 0 || !isName(word.substring(0, equals))) {
          break;
        }
        variables.put(word.substring(0, equals), word.substring(equals + 1));
      }
      if (exports) {
        exported.putAll(variables);
      } else if (first < words.size()) {
        commands.add(new RunCommand(variables, List.copyOf(words.subList(first, words.size()))));
      }
    }
    return commands;
  }

  private static boolean isName(String text) {
    return text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }

  /** The script cut at what separates commands, outside of quotes; comments are gone. */
  private static List<String> parts(String script) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote == 0 && c == '#' && (i == 0 || Character.isWhitespace(script.charAt(i - 1)))) {
        int end = script.indexOf('\n', i);
        i = end < 0 ? script.length() : end - 1;
        continue;
      }
      if (c == '\\' && quote != '\'' && i + 1 < script.length()) {
        char next = script.charAt(++i);
        part.append(next == '\n' ? " " : "\\" + next);
        continue;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      boolean opens = c == '(' && (i == 0 || script.charAt(i - 1) != '$');
      if (quote == 0 && (opens || ";&|\n".indexOf(c) >= 0)) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(quote == 0 && c == ')' ? ' ' : c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** The command as one text. */
  String text() {
    return String.join(" ", words);
  }

  /**
   * What it means for caches.
   *
   * @param uvCompiles whether the environment tells uv to compile
   * @param pipDoesNot whether the environment tells pip not to
   */
  Effect effect(boolean uvCompiles, boolean pipDoesNot) {
    if (compilesTrees()) {
      return Effect.COMPILES;
    }
    boolean isUv = hasProgram("uv");
    boolean isPip = !isUv && words.stream().anyMatch(word -> PIP.contains(name(word)));
    boolean isOther = hasProgram("poetry") || hasProgram("pdm");
    if (!(isUv || isPip || isOther) || words.stream().noneMatch(INSTALLING::contains)) {
      return Effect.NOTHING;
    }
    if (words.contains("--no-compile") || words.contains("--no-compile-bytecode")) {
      return Effect.REFUSES_TO_COMPILE;
    }
    if (words.contains("--compile") || words.contains("--compile-bytecode") || isUv && uvCompiles) {
      return Effect.COMPILES;
    }
    if (isPip) {
      return pipDoesNot ? Effect.REFUSES_TO_COMPILE : Effect.INSTALLS_COMPILED;
    }
    return Effect.INSTALLS_UNCOMPILED;
  }

  private boolean compilesTrees() {
    int pycache = indexOfProgram("pycache");
    return words.contains("compileall")
        || words.contains("py_compile")
        || words.stream().anyMatch(word -> word.contains("compileall."))
        || pycache >= 0 && words.subList(pycache, words.size()).contains("compile");
  }

  private boolean hasProgram(String program) {
    return indexOfProgram(program) >= 0;
  }

  private int indexOfProgram(String program) {
    for (int i = 0; i < words.size(); i++) {
      if (name(words.get(i)).equals(program)) {
        return i;
      }
    }
    return -1;
  }

  private static String name(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
