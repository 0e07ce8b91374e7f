package dev.pycache.cli.doctor;

import dev.pycache.cache.doctor.DoctorOptions;

/**
 * What {@code pycache doctor} is asked for.
 *
 * @param path what to look at
 * @param mending what to do about it
 * @param verbose whether to show all places of a finding
 * @param quiet whether to say only what cannot be looked at
 * @param colours whether to write in colours
 * @param version of pycache
 */
public record DoctorRequest(
    String path,
    DoctorOptions options,
    Mending mending,
    Format format,
    boolean verbose,
    boolean quiet,
    boolean colours,
    String version) {

  /** What to do with edits. */
  public enum Mending {
    NONE,
    APPLY,
    SHOW
  }

  /** How findings are told. */
  public enum Format {
    TEXT,
    JSON,
    SARIF
  }
}
