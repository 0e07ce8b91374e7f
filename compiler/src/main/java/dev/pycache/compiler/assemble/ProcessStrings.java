package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name-like strings that a fresh process of the interpreter has interned before it compiles
 * anything. Read at the first use, which few sources cause.
 */
final class ProcessStrings {
  private static final AtomicReferenceArray<@Nullable Set<String>> SETS =
      new AtomicReferenceArray<>(Target.values().length);

  private ProcessStrings() {}

  static Set<String> of(Target target) {
    Set<String> strings = SETS.get(target.ordinal());
    if (strings == null) {
      strings = read("interned/" + target + ".txt");
      SETS.set(target.ordinal(), strings);
    }
    return strings;
  }

  private static Set<String> read(String name) {
    try (InputStream in = ProcessStrings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
