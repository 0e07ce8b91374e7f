package dev.pycache.cache.doctor;

import java.util.Locale;

/** How much a finding hurts, in the words of SARIF. */
public enum Severity {
  /** Imports fail, or others can have their code run. */
  ERROR,
  /** Starts are slow, old code may run, or others are bothered. */
  WARNING,
  /** Good to know. */
  NOTE;

  /** The word: {@code error}, {@code warning}, {@code note}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
