package dev.pycache.cache.canonical;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.marshal.CodeField;
import dev.pycache.bytecode.marshal.CodeLayout;
import dev.pycache.bytecode.marshal.Contents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether two values are the same to a program, in every field of every code object and whatever of
 * them is one object. It knows nothing of how values are written, so it can judge what a writer has
 * written.
 */
public final class SameValue {
  private final CodeLayout layout;
  private final ArrayDeque<Constant> open = new ArrayDeque<>();

  /** What each object has been compared with: shared ones are met again and again. */
  private final IdentityHashMap<Constant, Set<Constant>> compared = new IdentityHashMap<>();

  private SameValue(CodeLayout layout) {
    this.layout = layout;
  }

  public static boolean of(CodeLayout layout, Constant a, Constant b) {
    var same = new SameValue(layout);
    same.add(a, b);
    while (!same.open.isEmpty()) {
      if (!same.compare(same.open.pop(), same.open.pop())) {
        return false;
      }
    }
    return true;
  }

  private void add(Constant a, Constant b) {
    open.push(b);
    open.push(a);
  }

  private void addAll(List<Constant> a, List<Constant> b) {
    for (int i = 0; i < a.size(); i++) {
      add(a.get(i), b.get(i));
    }
  }

  /** Compares two objects but for their contents, which are kept for later. */
  private boolean compare(Constant a, Constant b) {
    if (a.getClass() != b.getClass()) {
      return false;
    }
    return switch (a) {
      case CodeObject code -> numbers(code).equals(numbers((CodeObject) b)) && sameContents(a, b);
      case Tuple t -> sameContents(a, b);
      case ListObject l -> sameContents(a, b);
      case Slice s -> sameContents(a, b);
      case DictObject dict -> dict.frozen() == ((DictObject) b).frozen() && sameContents(a, b);
      case SetObject set -> sameElements(set.items(), ((SetObject) b).items());
      case FrozenSet set -> sameElements(set.items(), ((FrozenSet) b).items());
      default -> key(a).equals(key(b));
    };
  }

  /** The fields of a code object that are no objects. */
  private List<Object> numbers(CodeObject code) {
    List<Object> numbers = new ArrayList<>();
    for (CodeField field : layout.fields()) {
      switch (field.form()) {
        case NUMBER -> numbers.add(field.number(code));
        case RAW -> numbers.add(field.object(code));
        case OBJECT -> {} // among the contents
      }
    }
    return numbers;
  }

  private boolean sameContents(Constant a, Constant b) {
    Set<Constant> known =
        compared.computeIfAbsent(a, x -> Collections.newSetFromMap(new IdentityHashMap<>()));
    if (!known.add(b)) {
      return true; // found out already, or about to be
    }
    List<Constant> inA = Contents.of(layout, a);
    List<Constant> inB = Contents.of(layout, b);
    if (inA.size() != inB.size()) {
      return false;
    }
    addAll(inA, inB);
    return true;
  }

  /**
   * Elements in any order. That they could be sorted bounds their size, so that comparing all they
   * hold comes to an end.
   */
  private boolean sameElements(List<Constant> a, List<Constant> b) {
    return a.size() == b.size() && counted(a).equals(counted(b));
  }

  private Map<Object, Integer> counted(List<Constant> elements) {
    Map<Object, Integer> counts = new HashMap<>();
    for (Constant element : elements) {
      counts.merge(key(element), 1, Integer::sum);
    }
    return counts;
  }

  /** Something that is equal for equal values: a NaN, which equals nothing, is its bits here. */
  private Object key(Constant value) {
    return switch (value) {
      case Float number -> new Bits(number);
      case Complex number -> List.of(new Bits(number.real()), new Bits(number.imaginary()));
      case SetObject set -> counted(set.items());
      case FrozenSet set -> counted(set.items());
      case Tuple t -> keys(value);
      case ListObject l -> keys(value);
      case DictObject d -> keys(value);
      case Slice s -> keys(value);
      case CodeObject code -> List.of(numbers(code), keys(code));
      default -> value;
    };
  }

  private List<Object> keys(Constant value) {
    List<Object> keys = new ArrayList<>();
    keys.add(value.getClass());
    for (Constant content : Contents.of(layout, value)) {
      keys.add(key(content));
    }
    return keys;
  }

  private record Bits(long bits) {
    Bits(Float number) {
      this(Double.doubleToRawLongBits(number.value()));
    }
  }
}
