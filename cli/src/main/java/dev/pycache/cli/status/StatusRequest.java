package dev.pycache.cli.status;

import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusOptions;
import java.util.List;
import java.util.Set;

/**
 * What a command line asks for.
 *
 * @param listed the states of which every entry is listed; empty for a few of each that needs
 *     attention
 * @param check whether anything that needs attention is a failure
 */
public record StatusRequest(
    List<String> paths,
    StatusOptions options,
    Set<State> listed,
    boolean json,
    boolean check,
    boolean quiet,
    boolean colours) {}
