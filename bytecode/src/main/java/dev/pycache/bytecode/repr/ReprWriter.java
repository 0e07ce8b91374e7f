package dev.pycache.bytecode.repr;

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
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.hash.IterationOrder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prints one value. The containers that are begun and not yet ended are on a stack of its own, as a
 * file can nest them without end; every step appends something, so that the limit of the text
 * bounds the steps too.
 */
final class ReprWriter {
  /** Converting to decimal takes more than linear time: about a second for so many bits. */
  private static final int MOST_BITS = 4_000_000;

  /** An int of fewer bits has certainly fewer than 4300 digits. */
  private static final int CERTAINLY_FEW_BITS = 14_000;

  private static final double DIGITS_OF_A_BIT = Math.log10(2);

  private static final int MOST_NAME_BYTES = 100;
  private static final int MOST_FILE_BYTES = 300;

  /** A container of which some items are printed; {@code pairs} are keys and values in turn. */
  private static final class Open {
    final Constant container;
    final List<Constant> items;
    final boolean pairs;
    final String close;
    int next;

    Open(Constant container, List<Constant> items, boolean pairs, String close) {
      this.container = container;
      this.items = items;
      this.pairs = pairs;
      this.close = close;
    }
  }

  private final PythonVersion python;
  private final ReprRules rules;
  private final ToLongFunction<CodeObject> addresses;
  private final boolean allDigits;
  private final StringBuilder out;

  /** The length of the output beyond which it is cut. */
  private final int end;

  private final Deque<Open> stack = new ArrayDeque<>();

  /** The containers on the stack, to know one that is met within itself; null before the first. */
  private @Nullable Set<Constant> open;

  /** The items in order of the sets so far, as a file may refer to one set many times. */
  private @Nullable IdentityHashMap<Constant, List<Constant>> orders;

  /** Whether something was left out. */
  private boolean cut;

  ReprWriter(
      PythonVersion python,
      ReprRules rules,
      ToLongFunction<CodeObject> addresses,
      boolean allDigits,
      StringBuilder out,
      int end) {
    this.python = python;
    this.rules = rules;
    this.addresses = addresses;
    this.allDigits = allDigits;
    this.out = out;
    this.end = end;
  }

  /** Appends the text, or the begin of it and {@link PythonRepr#CUT}. */
  void write(Constant value) {
    begin(value);
    while (!stack.isEmpty() && !cut && out.length() <= end) {
      Open top = stack.getLast();
      int index = top.next++;
      if (index == top.items.size()) {
        out.append(top.close);
        stack.removeLast();
        leave(top.container);
      } else {
        if (index > 0) {
          out.append(top.pairs && index % 2 == 1 ? ": " : ", ");
        }
        begin(top.items.get(index));
      }
    }
    if (cut || out.length() > end) {
      out.setLength(Math.min(out.length(), end));
      out.append(PythonRepr.CUT);
    }
  }

  /** {@code Py_ReprEnter}: whether a container is not within itself. */
  private boolean enter(Constant container) {
    if (open == null) {
      open = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    return open.add(container);
  }

  /** {@code Py_ReprLeave}. */
  private void leave(Constant container) {
    if (open != null) {
      open.remove(container);
    }
  }

  /** Prints a value, or the beginning of a container. */
  private void begin(Constant value) {
    switch (value) {
      case Singleton s -> out.append(s.text());
      case StopIterationClass c ->
          out.append(
              rules.python2() ? "<type 'exceptions.StopIteration'>" : "<class 'StopIteration'>");
      case Int i -> integer(i.value());
      case LongInt i -> {
        integer(i.value());
        out.append(rules.python2() ? "L" : "");
      }
      case Float f -> out.append(rules.floats().of(f.value(), true));
      case Complex c ->
          out.append(rules.floats().ofComplex(c.real().value(), c.imaginary().value()));
      case Str s -> {
        out.append(rules.python2() ? "u" : "");
        Quoted.append(out, s, PrintableCharacters.of(python), end);
      }
      case Bytes b -> {
        out.append(rules.python2() ? "" : "b");
        Quoted.append(out, b.value(), end);
      }
      case CodeObject c -> code(c);
      case Tuple t -> tuple(t);
      case ListObject l -> beginList(l);
      case FrozenSet s -> set(s, s.items(), "frozenset", !rules.python2());
      case SetObject s -> set(s, s.items(), "set", false);
      case DictObject d -> dict(d);
      case Slice s -> push(s, "slice(", List.of(s.start(), s.stop(), s.step()), false, ")");
    }
  }

  private void push(
      Constant container, String begin, List<Constant> items, boolean pairs, String close) {
    out.append(begin);
    stack.addLast(new Open(container, items, pairs, close));
  }

  private void tuple(Tuple tuple) {
    if (rules.guardsTuples() && tuple.size() > 0 && !enter(tuple)) {
      out.append("(...)");
    } else {
      push(tuple, "(", tuple.items(), false, tuple.size() == 1 ? ",)" : ")");
    }
  }

  private void beginList(ListObject list) {
    if (!enter(list)) {
      out.append("[...]");
    } else {
      push(list, "[", list.items(), false, "]");
    }
  }

  /** {@code set_repr}. */
  private void set(Constant set, List<Constant> items, String name, boolean named) {
    if (!enter(set)) {
      out.append(name).append("(...)");
    } else if (rules.python2()) {
      push(set, name + "([", ordered(set, items), false, "])");
    } else if (items.isEmpty()) {
      push(set, name + "(", items, false, ")");
    } else {
      push(set, named ? name + "({" : "{", ordered(set, items), false, named ? "})" : "}");
    }
  }

  private List<Constant> ordered(Constant set, List<Constant> items) {
    if (orders == null) {
      orders = new IdentityHashMap<>();
    }
    return orders.computeIfAbsent(set, s -> IterationOrder.of(python).ofSet(items));
  }

  /** {@code dict_repr}, {@code frozendict_repr}. */
  private void dict(DictObject dict) {
    String begin = dict.frozen() ? "frozendict({" : "{";
    String close = dict.frozen() ? "})" : "}";
    if (!enter(dict)) {
      out.append(begin).append("...").append(close);
    } else if (dict.frozen() && dict.keysAndValues().isEmpty()) {
      push(dict, "frozendict(", List.of(), true, ")");
    } else {
      push(dict, begin, IterationOrder.of(python).ofDict(dict.keysAndValues()), true, close);
    }
  }

  /** {@code long_to_decimal_string}. */
  private void integer(BigInteger value) {
    int bits = value.bitLength();
    if (bits < Integer.SIZE) {
      out.append(value.intValue());
      return;
    }
    String limitMessage = allDigits ? null : rules.digitLimit();
    if (bits < CERTAINLY_FEW_BITS) {
      out.append(value);
    } else if (limitMessage != null && value.abs().compareTo(ReprRules.FIRST_TOO_LONG) >= 0) {
      throw new ReprException(limitMessage);
    } else if (bits > MOST_BITS || bits * DIGITS_OF_A_BIT > end - out.length()) {
      cut = true;
    } else {
      out.append(value);
    }
  }

  /** {@code code_repr}. */
  private void code(CodeObject code) {
    String address = Long.toHexString(addresses.applyAsLong(code));
    out.append("<code object ")
        .append(text(code.name(), MOST_NAME_BYTES))
        .append(" at 0x")
        .repeat('0', Math.max(0, rules.addressDigits() - address.length()))
        .append(address)
        .append(", file \"")
        .append(text(code.filename(), MOST_FILE_BYTES))
        .append("\", line ")
        .append(code.firstLine() == 0 ? -1 : code.firstLine())
        .append('>');
  }

  /** A name; of Python 2 so many bytes as its buffer takes, as a terminal would show them. */
  private static String text(Text name, int mostBytes) {
    return switch (name) {
      case Str text -> text.toString();
      case Bytes bytes ->
          terminalText(Arrays.copyOf(bytes.value(), cStringLength(bytes, mostBytes)));
    };
  }

  private static int cStringLength(Bytes bytes, int most) {
    int length = 0;
    while (length < Math.min(bytes.length(), most) && bytes.value()[length] != 0) {
      length++;
    }
    return length;
  }

  private static String terminalText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
