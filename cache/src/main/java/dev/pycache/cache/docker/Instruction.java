package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.List;

/**
 * An instruction of a Dockerfile.
 *
 * @param line number of its first line, from 1 on
 * @param keyword in upper case
 * @param flags words before the arguments that begin with two dashes
 * @param arguments the rest, with continued lines joined and comments within them gone
 * @param bodies texts of its here-documents
 */
record Instruction(
    int line, String keyword, List<String> flags, String arguments, List<String> bodies) {

  /** The value of {@code --name=value}; empty if there is none. */
  String flag(String name) {
    String start = "--" + name + "=";
    for (String flag : flags) {
      if (flag.startsWith(start)) {
        return flag.substring(start.length());
      }
    }
    return "";
  }

  /**
   * The arguments as words: those of a JSON array, or those between blanks with quotes taken off.
   */
  List<String> words() {
    return isArray() ? array() : split(arguments);
  }

  private boolean isArray() {
    return arguments.startsWith("[") && arguments.endsWith("]");
  }

  private List<String> array() {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    for (int i = 1; i < arguments.length() - 1; i++) {
      char c = arguments.charAt(i);
      if (c == '"') {
        if (word == null) {
          word = new StringBuilder();
        } else {
          words.add(word.toString());
          word = null;
        }
      } else if (word != null) {
        word.append(c == '\\' && i + 1 < arguments.length() ? arguments.charAt(++i) : c);
      }
    }
    return words;
  }

  /** Words between blanks; quotes and backslashes work as in a shell. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    boolean isWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        isWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        isWord = true;
      } else if (Character.isWhitespace(c)) {
        if (isWord) {
          words.add(word.toString());
          word.setLength(0);
          isWord = false;
        }
      } else {
        word.append(c);
        isWord = true;
      }
    }
    if (isWord) {
      words.add(word.toString());
    }
    return words;
  }
}
