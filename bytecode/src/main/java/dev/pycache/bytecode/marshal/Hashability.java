package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object can be an element of a set. It is asked while objects are still being read, so
 * tuples may be met that are not complete; CPython would crash on these.
 */
final class Hashability {
  private static final String INCOMPLETE = "bad marshal data (element holds an unfinished tuple)";
  private static final String ENDLESS = "bad marshal data (element holds itself)";
  private static final String TOO_DEEP = "bad marshal data (element is too deeply nested)";

  /** What has been found to be fine, so that nothing is walked twice. */
  private final Set<Constant> known = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is being walked. */
  private final Set<Constant> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What is wrong, or null if the object can be hashed. */
  @Nullable String problem(@Nullable Constant object) {
    return switch (object) {
      case null -> INCOMPLETE;
      case ListObject list -> "unhashable type: 'list'";
      case SetObject set -> "unhashable type: 'set'";
      case DictObject dict when !dict.frozen() -> "unhashable type: 'dict'";
      case DictObject frozen -> problemOfItems(frozen, frozen.keysAndValues());
      case Tuple tuple -> problemOfItems(tuple, items(tuple));
      case Slice slice -> problemOfItems(slice, List.of(slice.start(), slice.stop(), slice.step()));
      // Its elements were looked at when it was read.
      case FrozenSet set -> null;
      case CodeObject code -> problemOfItems(code, List.of(code.consts()));
      case Singleton s -> null;
      case Int i -> null;
      case LongInt i -> null;
      case Float f -> null;
      case Complex c -> null;
      case Text t -> null;
      case StopIterationClass s -> null;
    };
  }

  private @Nullable String problemOfItems(
      Constant container, List<? extends @Nullable Constant> items) {
    if (known.contains(container)) {
      return null;
    }
    if (!open.add(container)) {
      return ENDLESS;
    }
    // References can make objects deeper than the nesting of the bytes.
    if (open.size() > TypeCode.MAX_DEPTH) {
      return TOO_DEEP;
    }
    for (Constant item : items) {
      String problem = problem(item);
      if (problem != null) {
        return problem;
      }
    }
    open.remove(container);
    known.add(container);
    return null;
  }

  /** The items of a tuple, which may lack some: {@code Tuple.items} is for complete ones. */
  private static List<@Nullable Constant> items(Tuple tuple) {
    @Nullable Constant[] items = new Constant[tuple.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = tuple.get(i);
    }
    return Arrays.asList(items);
  }
}
