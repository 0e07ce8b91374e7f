package dev.pycache.cli.compat;

import dev.pycache.bytecode.Target;
import java.util.List;

/**
 * What {@code pycache compat} is asked for.
 *
 * @param targets the releases to ask
 * @param jobs number of threads; 0 for one on each processor
 * @param verbose whether to list sources that all accept
 * @param quiet whether to say only what cannot be read
 * @param version of pycache
 */
public record CompatRequest(
    List<String> paths,
    List<Target> targets,
    int jobs,
    Format format,
    boolean verbose,
    boolean quiet,
    String version) {

  /** How results are told. */
  public enum Format {
    TEXT,
    JSON,
    SARIF
  }
}
