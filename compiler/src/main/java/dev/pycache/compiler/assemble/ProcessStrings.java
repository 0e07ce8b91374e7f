package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.AssemblyRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The strings that a fresh process of the interpreter has interned before it compiles anything.
 * Read at the first use, which few sources cause, and searched as they are in the file: one a line,
 * in the order of their bytes.
 */
final class ProcessStrings {
  private static final AtomicReferenceArray<byte[]> NAMES =
      new AtomicReferenceArray<>(Target.values().length);

  private static final AtomicReferenceArray<byte[]> CLASSES =
      new AtomicReferenceArray<>(Target.values().length);

  private ProcessStrings() {}

  /** Whether a text that looks like a name is one of them. */
  static boolean hasName(AssemblyRules rules, Str text) {
    return contains(get(NAMES, rules.interningProcess(), ".txt"), text.utf8());
  }

  /**
   * Whether a qualified name is that of an inner class, which are interned where qualified names
   * are.
   */
  static boolean hasInnerClass(AssemblyRules rules, Str qualifiedName) {
    return contains(get(CLASSES, rules.interningProcess(), "-classes.txt"), qualifiedName.utf8());
  }

  private static byte[] get(AtomicReferenceArray<byte[]> files, Target target, String suffix) {
    byte[] lines = files.get(target.ordinal());
    if (lines == null) {
      lines = read("interned/" + target + suffix);
      files.set(target.ordinal(), lines);
    }
    return lines;
  }

  private static byte[] read(String name) {
    try (InputStream in = ProcessStrings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks for a line by halves. */
  private static boolean contains(byte[] lines, byte[] wanted) {
    int low = 0;
    int high = lines.length;
    while (low < high) {
      int start = low + high >>> 1;
      while (start > low && lines[start - 1] != '\n') {
        start--;
      }
      int end = start;
      while (lines[end] != '\n') {
        end++;
      }
      int order = Arrays.compareUnsigned(wanted, 0, wanted.length, lines, start, end);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        high = start;
      } else {
        low = end + 1;
      }
    }
    return false;
  }
}
