package dev.pycache.cli.dis;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.DisOption;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code dis}.
 *
 * @param paths files, folders, or {@code -}
 * @param pythons names of versions or releases whose code sources become; may be empty
 * @param byDefault the name of that one if nobody names any; asked only where there is a source
 * @param raw the version that wrote the files, if they are bare marshal data
 * @param shown what listings show beyond the usual
 * @param function the name of what is wanted; null for all
 * @param json whether programs read it
 * @param html the file for a page; null for none
 * @param colours whether a terminal reads it
 */
public record DisRequest(
    List<String> paths,
    List<String> pythons,
    Supplier<String> byDefault,
    @Nullable PythonVersion raw,
    Set<DisOption> shown,
    @Nullable String function,
    boolean json,
    @Nullable String html,
    boolean colours) {}
