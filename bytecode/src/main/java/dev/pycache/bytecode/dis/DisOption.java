package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.PythonVersion;

/** What a listing shows only when it is asked for; the options of {@code dis.dis}. */
public enum DisOption {
  /** The inline caches behind the instructions ({@code show_caches}, 3.11+). */
  SHOW_CACHES,
  /** Offsets beside the labels ({@code show_offsets}, 3.13+; before, they are always shown). */
  SHOW_OFFSETS,
  /** Lines and columns instead of lines ({@code show_positions}, 3.14+). */
  SHOW_POSITIONS,
  /**
   * The instructions as the interpreter has rewritten them ({@code adaptive}, 3.11+): for code that
   * comes from a file, as it does when it loads the file.
   */
  SPECIALIZED;

  /** Whether the {@code dis} of that version has this option. */
  public boolean existsIn(PythonVersion python) {
    return DisModule.of(python).options().contains(this);
  }
}
