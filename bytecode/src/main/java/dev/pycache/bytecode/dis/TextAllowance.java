package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.Bytes;
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
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * How much text the constants and names of a listing may make up. Values are shared, and an
 * instruction that shows one takes two bytes, so that a small file could mean a text of any size;
 * but what a compiler has made never means more than some times its own size.
 */
final class TextAllowance {
  /** A text that is not longer does not count: each has an instruction of its own. */
  static final int SHORT = 200;

  private static final long LEAST = 1 << 20;

  /** A byte can become {@code \xff}, and a constant is used more than once now and then. */
  private static final long FACTOR = 32;

  /** The most that is ever spent on one text. */
  private static final int MOST = 1 << 24;

  private long left;

  TextAllowance(CodeObject root) {
    left = LEAST + FACTOR * size(root);
  }

  /** How long the next text may be. */
  int next() {
    return Math.clamp(left, SHORT, MOST);
  }

  /** Tells the length of a text. */
  void spend(int length) {
    left -= length > SHORT ? length : 0;
  }

  /** The size of a code object and all that it holds, each object counted once. */
  private static long size(CodeObject root) {
    Set<Constant> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Constant> waiting = new ArrayDeque<>();
    waiting.push(root);
    long size = 0;
    while (!waiting.isEmpty()) {
      Constant value = waiting.pop();
      if (seen.add(value)) {
        size += 1 + ownSize(value, waiting);
      }
    }
    return size;
  }

  /** The size of a value without what it holds, which is put to {@code waiting}. */
  private static long ownSize(Constant value, Deque<Constant> waiting) {
    return switch (value) {
      case Singleton s -> 0;
      case StopIterationClass s -> 0;
      case Float f -> 0;
      case Complex c -> 0;
      case Int i -> i.value().bitLength() / 8;
      case LongInt i -> i.value().bitLength() / 8;
      case Str s -> s.utf8().length;
      case Bytes b -> b.length();
      case Tuple t -> held(t.items(), waiting);
      case FrozenSet s -> held(s.items(), waiting);
      case SetObject s -> held(s.items(), waiting);
      case ListObject l -> held(l.items(), waiting);
      case DictObject d -> held(d.keysAndValues(), waiting);
      case Slice s -> held(List.of(s.start(), s.stop(), s.step()), waiting);
      case CodeObject c -> {
        Collections.addAll(waiting, c.consts(), c.names(), c.filename(), c.name(), c.qualname());
        switch (c.variables()) {
          case Variables.Merged merged -> waiting.push(merged.names());
          case Variables.Separate separate ->
              Collections.addAll(waiting, separate.locals(), separate.free(), separate.cells());
        }
        yield c.code().length();
      }
    };
  }

  private static long held(Collection<Constant> items, Deque<Constant> waiting) {
    waiting.addAll(items);
    return items.size();
  }
}
