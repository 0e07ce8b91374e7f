package dev.pycache.cli.verify;

import dev.pycache.cache.verify.VerifyOptions;
import java.util.List;

/**
 * What is asked of {@code verify}.
 *
 * @param paths sources, caches and folders
 * @param verbose whether to tell of matches too
 * @param quiet 1: only of what fails; 2: of nothing
 * @param colours whether a terminal reads it
 * @param version of pycache
 */
public record VerifyRequest(
    List<String> paths,
    VerifyOptions options,
    Format format,
    boolean verbose,
    int quiet,
    boolean colours,
    String version) {
  /** Who reads it. */
  public enum Format {
    TEXT,
    JSON,
    SARIF
  }

  public VerifyRequest {
    paths = List.copyOf(paths);
  }
}
