package dev.pycache.cli.sarif;

import java.util.List;

/**
 * Something that was found.
 *
 * @param rule one of those of the log
 * @param level how serious it is here
 * @param message a sentence or more, plain text
 * @param places where it is; those behind the first belong to it in another way
 * @param identity what tells it from other results of the rule in the same file, whatever lines
 *     move and whatever machine looks; may be empty
 */
public record SarifResult(
    SarifRule rule,
    SarifLevel level,
    String message,
    List<SarifPlace> places,
    List<String> identity) {
  public SarifResult {
    places = List.copyOf(places);
    identity = List.copyOf(identity);
  }

  /** A result of the level of its rule. */
  public SarifResult(
      SarifRule rule, String message, List<SarifPlace> places, List<String> identity) {
    this(rule, rule.level(), message, places, identity);
  }
}
