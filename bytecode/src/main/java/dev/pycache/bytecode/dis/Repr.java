package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.MarshalOnly;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Constants as text, close to Python's {@code repr}; an interned string has an {@code i} behind it.
 */
final class Repr {
  private Repr() {}

  static String of(Constant constant) {
    return switch (constant) {
      case Singleton s -> s.text();
      case Int i ->
          i.value().bitLength() <= 256 ? i.value().toString() : "0x" + i.value().toString(16);
      case Float f -> of(f.value());
      case Complex c -> "(" + of(c.real().value()) + ", " + of(c.imaginary().value()) + "j)";
      case Str s -> quote(s) + (s.interned() ? "i" : "");
      case Bytes b -> "b" + quote(b.value());
      case Tuple t -> "(" + list(t.items()) + (t.size() == 1 ? ",)" : ")");
      // The elements have no order that shows.
      case FrozenSet s ->
          s.items().stream()
              .map(Repr::of)
              .sorted()
              .collect(Collectors.joining(", ", "frozenset({", "})"));
      case MarshalOnly m -> m.toString();
      case CodeObject c -> "<code " + c.qualname() + ", line " + c.firstLine() + ">";
    };
  }

  /** The payload of a NaN shows in the bytes. */
  private static String of(double value) {
    return Double.isNaN(value)
        ? "nan:%x".formatted(Double.doubleToRawLongBits(value))
        : Double.toString(value);
  }

  private static String list(List<Constant> items) {
    return items.stream().map(Repr::of).collect(Collectors.joining(", "));
  }

  private static String quote(byte[] bytes) {
    var text = new StringBuilder("'");
    for (byte b : bytes) {
      append(text, b & 0xFF, b >= ' ' && b < 0x7F);
    }
    return text.append('\'').toString();
  }

  private static String quote(Str string) {
    var text = new StringBuilder("'");
    string
        .toString()
        .codePoints()
        .forEach(c -> append(text, c, c >= ' ' && c != 0x7F && !isSurrogate(c)));
    return text.append('\'').toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= 0xD800 && c < 0xE000;
  }

  private static void append(StringBuilder text, int c, boolean printable) {
    if (c == '\n') {
      text.append("\\n");
    } else if (c == '\'' || c == '\\') {
      text.append('\\').append((char) c);
    } else if (printable) {
      text.appendCodePoint(c);
    } else {
      text.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
    }
  }
}
