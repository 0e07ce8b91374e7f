package dev.pycache.compiler.literal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.Warning;
import dev.pycache.compiler.ast.Expr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/literal_cases.py} had from
 * CPython.
 */
class LiteralCasesTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> sources = new ArrayList<>();
    List<List<String>> expectations = new ArrayList<>();
    try (InputStream in = LiteralCasesTest.class.getResourceAsStream("cases.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith(">>> ")) {
          sources.add(line.substring(4));
          expectations.add(new ArrayList<>());
        } else if (line.startsWith("... ")) {
          sources.add(sources.removeLast() + "\n" + line.substring(4));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          expectations.getLast().add(line);
        }
      }
    }
    assertThat(sources).hasSizeGreaterThan(50);
    return Stream.iterate(0, i -> i < sources.size(), i -> i + 1)
        .flatMap(i -> tests(sources.get(i), expectations.get(i)));
  }

  private static Stream<DynamicTest> tests(String source, List<String> expected) {
    return VersionedExpectations.of(expected).entrySet().stream()
        .filter(each -> !each.getValue().contains("no answer"))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey() + " " + source,
                    () ->
                        assertThat(outcome(source, each.getKey()))
                            .isEqualTo(String.join("\n", each.getValue()) + "\n")));
  }

  private static String outcome(String source, Target target) {
    var site = new LiteralSite(target);
    var out = new StringBuilder();
    try {
      show(site.parse(source), "", out);
    } catch (CompileException e) {
      out.append(e.diagnostic().type().pythonName())
          .append(": ")
          .append(e.getMessage())
          .append('\n');
    }
    for (Warning w : site.context().warnings()) {
      out.append("line %d: %s: %s\n".formatted(w.line(), w.category(), w.message()));
    }
    return out.toString();
  }

  private static void show(Expr node, String indent, StringBuilder out) {
    var span = node.span();
    String place =
        " @%d,%d-%d,%d\n".formatted(span.line(), span.column(), span.endLine(), span.endColumn());
    String deeper = indent + "  ";
    out.append(indent);
    switch (node) {
      case Expr.Constant constant -> out.append(value(constant.value())).append(place);
      case Expr.Name name -> out.append("name ").append(name.id()).append(place);
      case Expr.JoinedStr joined -> {
        out.append("JoinedStr").append(place);
        joined.values().forEach(value -> show(value, deeper, out));
      }
      case Expr.TemplateStr template -> {
        out.append("TemplateStr").append(place);
        template.values().forEach(value -> show(value, deeper, out));
      }
      case Expr.Interpolation field -> {
        out.append("Interpolation ").append(field.conversion()).append(' ');
        out.append(value(field.text())).append(place);
        show(field.value(), deeper, out);
        if (field.formatSpec() != null) {
          show(field.formatSpec(), deeper, out);
        }
      }
      case Expr.FormattedValue field -> {
        out.append("FormattedValue ").append(field.conversion()).append(place);
        show(field.value(), deeper, out);
        if (field.formatSpec() != null) {
          show(field.formatSpec(), deeper, out);
        }
      }
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  private static String value(Constant value) {
    return switch (value) {
      case Int number -> "int " + number.value().toString(16);
      case Float number -> "float %016x".formatted(Double.doubleToRawLongBits(number.value()));
      case Complex number ->
          "complex %016x".formatted(Double.doubleToRawLongBits(number.imaginary().value()));
      case Bytes bytes -> "bytes " + escape(new String(bytes.value(), StandardCharsets.ISO_8859_1));
      case Str text -> "str " + escape(text, new StringBuilder());
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  /**
   * As Python's codec unicode_escape writes it; pairs of surrogates in a Str are two characters.
   */
  private static String escape(Str text, StringBuilder out) {
    byte[] utf8 = text.utf8();
    for (int i = 0; i < utf8.length; ) {
      int length =
          utf8[i] >= 0 ? 1 : (utf8[i] & 0xE0) == 0xC0 ? 2 : (utf8[i] & 0xF0) == 0xE0 ? 3 : 4;
      byte[] character = java.util.Arrays.copyOfRange(utf8, i, i + length);
      out.append(escape(Str.ofUtf8(character).toString()));
      i += length;
    }
    return out.toString();
  }

  private static String escape(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                  if (c >= ' ' && c < 0x7F) {
                    out.append((char) c);
                  } else {
                    out.append(
                        (c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                  }
                }
              }
            });
    return out.toString();
  }
}
