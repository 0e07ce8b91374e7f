package dev.pycache.cli.clean;

import dev.pycache.cache.clean.CleanOptions;
import java.util.List;

/**
 * What a command line asks for.
 *
 * @param verbose whether each file is told of
 */
public record CleanRequest(
    List<String> paths, CleanOptions options, boolean json, boolean verbose, boolean quiet) {}
