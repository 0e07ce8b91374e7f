package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which objects CPython's marshal would find to have more than one reference. It asks the
 * reference count; here a walk over all objects counts the places each stands in, and the objects
 * that the process itself holds are known. The writer needs to know beforehand only where a
 * frozenset is sorted.
 */
final class SharedObjects {
  private final IdentityTable seen = new IdentityTable();

  /** By the numbers of objects: those that stand in several places. */
  private final BitSet often = new BitSet();

  /** Counts anew, from a root. */
  void count(Constant root) {
    seen.clear();
    often.clear();
    visit(root);
  }

  /**
   * Whether an object that the last count met, and that the process does not hold, stands in
   * several places.
   */
  boolean isMetOften(Constant object) {
    int number = seen.get(object);
    return number >= 0 && often.get(number);
  }

  /**
   * The objects that exist once in a process, and interned strings, which marshal always treats as
   * shared.
   */
  static boolean isHeldByProcess(Constant object) {
    // Ordered by frequency, for the cases are tried in order; strings mostly come by themselves.
    return switch (object) {
      case Tuple t -> t.size() == 0;
      case CodeObject c -> false;
      case Bytes b -> b.length() <= 1;
      case Int i -> i.isCached();
      case Str s -> isHeldByProcess(s);
      case Singleton s -> true;
      case Float f -> false;
      case Complex c -> false;
      case FrozenSet s -> false;
      case Slice s -> false;
      case MarshalOnly m -> false;
    };
  }

  static boolean isHeldByProcess(Str text) {
    return text.interned() || text.isCached() || text.isEmpty();
  }

  private void visit(Constant object) {
    if (isHeldByProcess(object)) {
      return;
    }
    int number = seen.putIfAbsent(object);
    if (number != IdentityTable.ABSENT) {
      often.set(number);
      return;
    }
    switch (object) {
      case Tuple tuple -> {
        for (int i = 0; i < tuple.size(); i++) {
          visit(tuple.get(i));
        }
      }
      case FrozenSet set -> {
        List<Constant> items = set.items();
        for (int i = 0; i < items.size(); i++) {
          visit(items.get(i));
        }
      }
      case Slice slice -> {
        visit(slice.start());
        visit(slice.stop());
        visit(slice.step());
      }
      case CodeObject code -> {
        // The code itself is made anew when it is asked for, and kinds are never shared.
        visit(code.consts());
        visit(code.names());
        if (code.variables() instanceof Variables.Merged variables) {
          visit(variables.names());
        }
        visit(code.filename());
        visit(code.name());
        visit(code.qualname());
        visit(code.lineTable());
        visit(code.exceptionTable());
      }
      case Singleton s -> {}
      case Str s -> {}
      case Int i -> {}
      case Float f -> {}
      case Complex c -> {}
      case Bytes b -> {}
      case MarshalOnly m -> {}
    }
  }
}
