package dev.pycache.cli;

import java.util.List;

/**
 * An option of a command.
 *
 * @param names {@code -x} and {@code --long} forms
 * @param value what help calls its value; empty if it takes none
 * @param description what help says of it
 */
record Option(List<String> names, String value, String description) {
  static Option flag(String description, String... names) {
    return new Option(List.of(names), "", description);
  }

  static Option valued(String value, String description, String... names) {
    return new Option(List.of(names), value, description);
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  /** Its names as help shows them. */
  String synopsis() {
    return String.join(", ", names) + (takesValue() ? " " + value : "");
  }
}
