package dev.pycache.bytecode.diff;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number for each value, the same for two objects if and only if they are of the same type and
 * value throughout: {@code 1}, {@code 1.0} and {@code True} are three, a NaN is known by its bits,
 * sets do not look at the order of their items. Each object is looked at once, however often it is
 * shared, so that this takes no longer than the file is.
 *
 * <p>Objects that hold themselves, which no compiler makes, get a number by the way back to
 * themselves; two such values may be taken for different although nothing tells them apart.
 */
final class ValueIds {
  private static final int IN_PROGRESS = -1;
  private static final int MULTIPLIER = (int) (System.nanoTime() * 0x9E3779B97F4A7C15L >>> 32) | 1;

  private final Map<Content, Integer> byContent = new HashMap<>();
  private final IdentityHashMap<Constant, Integer> byObject = new IdentityHashMap<>();
  private final List<Constant> path = new ArrayList<>();

  /**
   * What a value is: a kind, and numbers or contents that tell it from others of the kind. The hash
   * code is another one in each process, so that no file can be written whose values all meet in
   * one slot of a table.
   */
  private record Content(String kind, Object what) {
    @Override
    public int hashCode() {
      int h = kind.hashCode();
      return switch (what) {
        case byte[] bytes -> h ^ Str.hash(bytes, 0, bytes.length);
        case int[] numbers -> {
          for (int number : numbers) {
            h = (h ^ number) * MULTIPLIER;
            h ^= h >>> 15;
          }
          yield h;
        }
        default -> (h ^ what.hashCode()) * MULTIPLIER;
      };
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that
          && kind.equals(that.kind)
          && switch (what) {
            case byte[] bytes -> that.what instanceof byte[] b && Arrays.equals(bytes, b);
            case int[] numbers -> that.what instanceof int[] n && Arrays.equals(numbers, n);
            default -> what.equals(that.what);
          };
    }
  }

  int of(Constant value) {
    Integer known = byObject.get(value);
    if (known != null) {
      return known == IN_PROGRESS ? cycle(value) : known;
    }
    byObject.put(value, IN_PROGRESS);
    path.add(value);
    int id = number(content(value));
    path.removeLast();
    byObject.put(value, id);
    return id;
  }

  boolean same(Constant left, Constant right) {
    return left == right || of(left) == of(right);
  }

  private int cycle(Constant value) {
    int up = 0;
    for (int i = path.size() - 1; path.get(i) != value; i--) {
      up++;
    }
    return number(new Content("cycle", up));
  }

  private int number(Content content) {
    Integer id = byContent.get(content);
    if (id == null) {
      id = byContent.size();
      byContent.put(content, id);
    }
    return id;
  }

  private Content content(Constant value) {
    return switch (value) {
      case Singleton s -> new Content("singleton", s);
      case Int i -> new Content("int", i.value().toByteArray());
      case LongInt l -> new Content("long", l.value().toByteArray());
      case Float f -> new Content("float", Double.doubleToRawLongBits(f.value()));
      case Complex c ->
          new Content(
              "complex",
              List.of(
                  Double.doubleToRawLongBits(c.real().value()),
                  Double.doubleToRawLongBits(c.imaginary().value())));
      case Str s -> new Content("str", s);
      case Bytes b -> new Content("bytes", b.value());
      case Tuple t -> new Content("tuple", all(t.items()));
      case ListObject l -> new Content("list", all(l.items()));
      case FrozenSet s -> new Content("frozenset", sorted(all(s.items())));
      case SetObject s -> new Content("set", sorted(all(s.items())));
      case DictObject d -> new Content(d.frozen() ? "frozendict" : "dict", all(d.keysAndValues()));
      case Slice s -> new Content("slice", all(List.of(s.start(), s.stop(), s.step())));
      case StopIterationClass s -> new Content("StopIteration", "");
      case CodeObject c -> new Content("code", code(c));
    };
  }

  private int[] all(List<Constant> values) {
    var numbers = new int[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = of(values.get(i));
    }
    return numbers;
  }

  private static int[] sorted(int[] numbers) {
    Arrays.sort(numbers);
    return numbers;
  }

  private int[] code(CodeObject code) {
    List<Constant> parts =
        new ArrayList<>(
            List.of(
                code.code(),
                code.consts(),
                code.names(),
                code.filename(),
                code.name(),
                code.qualname(),
                code.lineTable(),
                code.exceptionTable()));
    parts.addAll(code.alphaTables());
    return with(
        all(parts),
        code.argCount(),
        code.posOnlyArgCount(),
        code.kwOnlyArgCount(),
        code.stackSize(),
        code.flags(),
        code.firstLine(),
        variables(code.variables()));
  }

  private int variables(Variables variables) {
    return switch (variables) {
      case Variables.Merged m -> number(new Content("merged", all(List.of(m.names(), m.kinds()))));
      case Variables.Separate s ->
          number(
              new Content(
                  "separate", with(all(List.of(s.locals(), s.free(), s.cells())), s.localCount())));
    };
  }

  private static int[] with(int[] numbers, int... more) {
    int[] joined = Arrays.copyOf(numbers, numbers.length + more.length);
    System.arraycopy(more, 0, joined, numbers.length, more.length);
    return joined;
  }
}
