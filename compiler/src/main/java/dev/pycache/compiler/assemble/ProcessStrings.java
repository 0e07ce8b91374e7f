package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.AssemblyRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The strings that a fresh process of the interpreter has interned before it compiles anything.
 * Read at the first use, which few sources cause.
 */
final class ProcessStrings {
  private static final AtomicReferenceArray<@Nullable Set<String>> NAMES =
      new AtomicReferenceArray<>(Target.values().length);

  private static final AtomicReferenceArray<@Nullable Set<String>> CLASSES =
      new AtomicReferenceArray<>(Target.values().length);

  private ProcessStrings() {}

  /** Those that look like names. */
  static Set<String> names(AssemblyRules rules) {
    return get(NAMES, rules.interningProcess(), ".txt");
  }

  /** The qualified names of inner classes, where qualified names are interned. */
  static Set<String> innerClasses(AssemblyRules rules) {
    return get(CLASSES, rules.interningProcess(), "-classes.txt");
  }

  private static Set<String> get(
      AtomicReferenceArray<@Nullable Set<String>> sets, Target target, String suffix) {
    Set<String> strings = sets.get(target.ordinal());
    if (strings == null) {
      strings = read("interned/" + target + suffix);
      sets.set(target.ordinal(), strings);
    }
    return strings;
  }

  private static Set<String> read(String name) {
    try (InputStream in = ProcessStrings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      Set<String> strings = new HashSet<>();
      var words = new StringTokenizer(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      while (words.hasMoreTokens()) {
        strings.add(words.nextToken());
      }
      return strings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
