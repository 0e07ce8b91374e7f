package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are references in {@link CanonicalForm}, and by which numbers. A first pass counts
 * the places from which each object is reached; the writer then asks for each object in the order
 * of the bytes, and numbers are given out as it does.
 */
final class ObjectNumbers {
  /** No reference: the object itself is to be written. */
  static final int NONE = -1;

  /**
   * Number of objects within what is met again and written again. Without a bound a few hundred
   * bytes could stand for more than any disk holds.
   */
  private static final int MAX_REPEATED = 1 << 20;

  private static final class Node {
    int places;
    int number = NONE;
    boolean interned;
  }

  private final Scheme scheme;
  private final IdentityHashMap<Constant, Node> byIdentity = new IdentityHashMap<>();
  private final Map<Constant, Node> byText = new HashMap<>();
  private int next;

  /** Which objects can be referred to. */
  private enum Scheme {
    /** None. */
    NOTHING,
    /** Interned byte strings, each of which has a number. */
    STRINGS,
    /** All but frozen sets and what exists once; the flag says which have a number. */
    OBJECTS
  }

  private ObjectNumbers(Scheme scheme) {
    this.scheme = scheme;
  }

  /** For writing without references. */
  static ObjectNumbers none() {
    return new ObjectNumbers(Scheme.NOTHING);
  }

  /**
   * For writing {@code root}.
   *
   * @throws IllegalArgumentException if that would not end within bounds
   */
  static ObjectNumbers of(Dialect dialect, CodeLayout layout, Constant root) {
    Scheme scheme =
        dialect.hasReferences()
            ? Scheme.OBJECTS
            : dialect.hasStringReferences() ? Scheme.STRINGS : Scheme.NOTHING;
    var numbers = new ObjectNumbers(scheme);
    numbers.new Count(layout).visit(root, false);
    return numbers;
  }

  /** Whether a string is interned in every process, or any of its text is marked as such. */
  boolean isInterned(Str text) {
    Node node = byText.get(text);
    return node == null ? isCharacter(text) : node.interned;
  }

  private static boolean isCharacter(Str text) {
    byte[] utf8 = text.utf8();
    return utf8.length < 2 || (utf8.length == 2 && (utf8[0] & 0xFE) == 0xC2);
  }

  /** The number of an object that has been written before, or {@link #NONE}. */
  int referenceTo(Constant object) {
    Node node = scheme == Scheme.NOTHING ? null : find(object);
    if (node == null) {
      return NONE;
    }
    if (node.number == NONE) {
      if (scheme == Scheme.STRINGS || node.places > 1) {
        node.number = next++;
      }
      return NONE;
    }
    return node.number;
  }

  /** Whether an object that is written now is flagged. */
  boolean isFlagged(Constant object) {
    Node node = scheme == Scheme.OBJECTS ? find(object) : null;
    return node != null && node.places > 1;
  }

  private @Nullable Node find(Constant object) {
    return isOneByText(object) ? byText.get(object) : byIdentity.get(object);
  }

  /**
   * Strings are one object if their text is one. Among the constants of CPython, a string can be an
   * object beside the interned one of its text just because another module had that interned.
   */
  private boolean isOneByText(Constant object) {
    return switch (object) {
      case Str text -> true;
      case Bytes bytes -> bytes.isInterned();
      default -> false;
    };
  }

  private boolean isNumbered(Constant object) {
    return switch (scheme) {
      case NOTHING -> false;
      case STRINGS -> object instanceof Bytes bytes && bytes.isInterned();
      case OBJECTS ->
          !(object instanceof Singleton
              || object instanceof StopIterationClass
              || object instanceof FrozenSet);
    };
  }

  /** The first pass. */
  private final class Count {
    private final CodeLayout layout;
    private final IdentityHashMap<Constant, Boolean> unnumbered = new IdentityHashMap<>();
    private int repeated;
    private int depth;

    Count(CodeLayout layout) {
      this.layout = layout;
    }

    /**
     * @param again whether it is within something that has been visited before
     */
    void visit(Constant object, boolean again) {
      if (again && ++repeated > MAX_REPEATED) {
        throw new IllegalArgumentException("too large when all that is shared is written out");
      }
      boolean inside = again;
      if (isNumbered(object)) {
        Map<Constant, Node> nodes = isOneByText(object) ? byText : byIdentity;
        Node node = nodes.computeIfAbsent(object, o -> new Node());
        if (object instanceof Str text) {
          node.interned |= text.interned() || isCharacter(text);
        }
        if (++node.places > 1) {
          return;
        }
      } else if (!(object instanceof Singleton)) {
        inside = unnumbered.put(object, true) != null || again;
      }
      List<Constant> contents = Contents.of(layout, object);
      if (++depth > TypeCode.MAX_DEPTH) {
        throw new IllegalArgumentException("object too deeply nested to marshal");
      }
      for (Constant item : contents) {
        visit(item, inside);
      }
      depth--;
    }
  }
}
