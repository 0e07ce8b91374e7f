package dev.pycache.cli.diff;

import dev.pycache.bytecode.PythonVersion;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code diff}.
 *
 * @param left a file or {@code -}
 * @param right a file or {@code -}
 * @param raw the version that wrote the files, if they are bare marshal data
 * @param json whether programs read it
 * @param html the file for a page; null for none
 * @param colours whether a terminal reads it
 */
public record DiffRequest(
    String left,
    String right,
    @Nullable PythonVersion raw,
    boolean json,
    @Nullable String html,
    boolean colours) {}
