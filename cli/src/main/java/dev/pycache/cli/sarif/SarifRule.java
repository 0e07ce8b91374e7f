package dev.pycache.cli.sarif;

import java.util.List;

/**
 * What can be found.
 *
 * @param id never changes, and is never used again for something else: {@code PYC001}
 * @param name for people: {@code foreign-cache}
 * @param summary one sentence
 * @param help why it matters and what to do
 * @param level of results of this rule, unless they say otherwise
 * @param tags words by which services group rules, such as {@code security}
 */
public record SarifRule(
    String id, String name, String summary, String help, SarifLevel level, List<String> tags) {
  public SarifRule {
    tags = List.copyOf(tags);
  }
}
