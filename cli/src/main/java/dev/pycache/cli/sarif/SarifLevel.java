package dev.pycache.cli.sarif;

import java.util.Locale;

/** How serious a result is. */
public enum SarifLevel {
  ERROR,
  WARNING,
  NOTE;

  /** The word of the format. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
