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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Constants as the listing for comparing shows them: whatever differs in the bytes differs in the
 * text, also what Python's {@code repr} does not tell, as the interned mark of a string (an {@code
 * i} behind it) and the payload of a NaN; what has no meaning, as the order of a set, does not.
 */
final class ComparedText implements ItemText {
  /** Values can hold themselves. */
  private static final int MAX_DEPTH = 100;

  private static final String TOO_MUCH = "...";

  private final TextAllowance allowance;

  /**
   * @param root the code object that holds all that will be shown
   */
  ComparedText(CodeObject root) {
    this.allowance = new TextAllowance(root);
  }

  /** The text of a constant in full, as far as such texts do not become too many. */
  String of(Constant constant) {
    var out = new StringBuilder();
    appendConstant(out, constant);
    return out.toString();
  }

  @Override
  public void appendConstant(StringBuilder out, Constant constant) {
    int start = out.length();
    append(out, constant, 0, start + allowance.next());
    allowance.spend(out.length() - start);
  }

  @Override
  public void appendName(StringBuilder out, Constant name) {
    appendConstant(out, name);
  }

  /**
   * @param end length of {@code out} from which on nothing more is told
   */
  private static void append(StringBuilder out, Constant constant, int depth, int end) {
    if (depth > MAX_DEPTH || out.length() > end) {
      out.append(TOO_MUCH);
      return;
    }
    switch (constant) {
      case Singleton s -> out.append(s.text());
      case Int i -> appendNumber(out, i.value());
      case LongInt i -> {
        appendNumber(out, i.value());
        out.append('L');
      }
      case Float f -> out.append(text(f));
      case Complex c ->
          out.append('(')
              .append(text(c.real()))
              .append(", ")
              .append(text(c.imaginary()))
              .append("j)");
      case Str s -> appendQuoted(out, s, end);
      case Bytes b -> appendQuoted(out, b, end);
      case Tuple t -> {
        appendItems(out.append('('), t.items(), depth, end);
        out.append(t.size() == 1 ? ",)" : ")");
      }
      case FrozenSet s -> appendSorted(out.append("frozenset({"), s.items(), depth, end);
      case SetObject s -> appendSorted(out.append("set({"), s.items(), depth, end);
      case ListObject l -> {
        appendItems(out.append('['), l.items(), depth, end);
        out.append(']');
      }
      case DictObject d -> {
        appendItems(
            out.append(d.frozen() ? "frozendict(" : "dict("), d.keysAndValues(), depth, end);
        out.append(')');
      }
      case Slice s -> {
        appendItems(out.append("slice("), List.of(s.start(), s.stop(), s.step()), depth, end);
        out.append(')');
      }
      case StopIterationClass s -> out.append("StopIteration");
      case CodeObject c ->
          out.append("<code ")
              .append(c.qualname().text())
              .append(", line ")
              .append(c.firstLine())
              .append('>');
    }
  }

  private static void appendNumber(StringBuilder out, BigInteger value) {
    out.append(value.bitLength() <= 256 ? value.toString() : "0x" + value.toString(16));
  }

  private static String text(Float number) {
    double value = number.value();
    return Double.isNaN(value)
        ? "nan:" + Long.toHexString(Double.doubleToRawLongBits(value))
        : Double.toString(value);
  }

  private static void appendItems(StringBuilder out, List<Constant> items, int depth, int end) {
    String separator = "";
    for (Constant item : items) {
      out.append(separator);
      if (out.length() > end) {
        out.append(TOO_MUCH);
        return;
      }
      append(out, item, depth + 1, end);
      separator = ", ";
    }
  }

  /** The elements have no order that shows. */
  private static void appendSorted(StringBuilder out, List<Constant> items, int depth, int end) {
    List<String> texts = new ArrayList<>();
    int left = end - out.length();
    for (Constant item : items) {
      var text = new StringBuilder();
      append(text, item, depth + 1, left);
      left -= text.length();
      texts.add(text.toString());
      if (left < 0) {
        break;
      }
    }
    texts.sort(null);
    out.append(String.join(", ", texts)).append("})");
  }

  private static void appendQuoted(StringBuilder out, Bytes bytes, int end) {
    out.append("b'");
    for (byte b : bytes.value()) {
      if (out.length() > end) {
        out.append(TOO_MUCH);
        break;
      }
      appendCharacter(out, b & 0xFF, b >= ' ' && b < 0x7F);
    }
    out.append(bytes.isInterned() ? "'i" : "'");
  }

  private static void appendQuoted(StringBuilder out, Str string, int end) {
    out.append('\'');
    String text = string.toString();
    for (int i = 0; i < text.length(); ) {
      if (out.length() > end) {
        out.append(TOO_MUCH);
        break;
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      appendCharacter(out, c, c >= ' ' && c != 0x7F && !isSurrogate(c));
    }
    out.append(string.interned() ? "'i" : "'");
  }

  private static boolean isSurrogate(int c) {
    return c >= 0xD800 && c < 0xE000;
  }

  private static void appendCharacter(StringBuilder out, int c, boolean printable) {
    if (c == '\n') {
      out.append("\\n");
    } else if (c == '\'' || c == '\\') {
      out.append('\\').append((char) c);
    } else if (printable) {
      out.appendCodePoint(c);
    } else {
      out.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
    }
  }
}
