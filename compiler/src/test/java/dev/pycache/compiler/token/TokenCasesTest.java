package dev.pycache.compiler.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.Warning;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/token_cases.py} had from
 * CPython.
 */
class TokenCasesTest {
  private record Case(String source, List<String> expected) {}

  @TestFactory
  Stream<DynamicTest> allAtOnce() throws IOException {
    return tests(context -> source -> Tokenizer.tokenizeAll(source, context));
  }

  @TestFactory
  Stream<DynamicTest> oneByOne() throws IOException {
    return tests(
        context ->
            source -> {
              var tokenizer = new Tokenizer(source, context);
              while (tokenizer.fill() != TokenKind.ENDMARKER) {}
              return tokenizer.tokens();
            });
  }

  private static Stream<DynamicTest> tests(
      Function<CompilationContext, Function<Source, Tokens>> tokenizer) throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(50);
    return cases.stream().flatMap(c -> tests(c, tokenizer));
  }

  private static Stream<DynamicTest> tests(
      Case c, Function<CompilationContext, Function<Source, Tokens>> tokenizer) {
    return VersionedExpectations.of(c.expected).entrySet().stream()
        .filter(expected -> !expected.getValue().contains("no answer"))
        .map(
            expected ->
                DynamicTest.dynamicTest(
                    expected.getKey() + " " + c.source,
                    () ->
                        assertThat(outcome(unescape(c.source), expected.getKey(), tokenizer))
                            .isEqualTo(expected.getValue())));
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = TokenCasesTest.class.getResourceAsStream("cases.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith(">>> ")) {
          cases.add(new Case(line.substring(4), new ArrayList<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          cases.getLast().expected.add(line);
        }
      }
    }
    return cases;
  }

  private static List<String> outcome(
      byte[] file,
      Target target,
      Function<CompilationContext, Function<Source, Tokens>> tokenizer) {
    var context = new CompilationContext(target, Str.of("case.py"), 0);
    List<String> lines = new ArrayList<>();
    try {
      Tokens tokens = tokenizer.apply(context).apply(SourceDecoder.decode(file, context.target()));
      for (int i = 0; i < tokens.count() - 1; i++) {
        String text = escape(tokens.buffer(), tokens.start(i), tokens.end(i));
        lines.add((kind(tokens.kind(i)) + " " + place(tokens, i) + " " + text).stripTrailing());
      }
    } catch (CompileException e) {
      Diagnostic d = e.diagnostic();
      byte[] message = d.message().getBytes(StandardCharsets.UTF_8);
      lines.add(
          "%s %s,%s-%s,%s %s"
              .formatted(
                  d.type().pythonName(),
                  number(d.line()),
                  number(d.column()),
                  number(d.endLine()),
                  number(d.endColumn()),
                  escape(message, 0, message.length)));
    }
    for (Warning w : context.warnings()) {
      lines.add(w.category() + " " + w.line() + " " + w.message());
    }
    return lines;
  }

  private static String kind(TokenKind kind) {
    return switch (kind) {
      case NAME, NUMBER, STRING, NEWLINE, INDENT, DEDENT, ASYNC, AWAIT -> kind.name();
      case FSTRING_START, FSTRING_MIDDLE, FSTRING_END -> kind.name();
      case TSTRING_START, TSTRING_MIDDLE, TSTRING_END -> kind.name();
      default ->
          kind.text().isEmpty() || !Character.isLetter(kind.text().charAt(0)) ? "OP" : "NAME";
    };
  }

  /** The end is that of the text, as Python's tokenizer shows it; the parser's may be behind it. */
  private static String place(Tokens t, int i) {
    int endColumn = -1;
    if (t.column(i) >= 0 && t.line(i) == t.endLine(i)) {
      endColumn = t.column(i) + t.end(i) - t.start(i);
    } else if (t.column(i) >= 0) {
      endColumn = 0;
      while (t.buffer()[t.end(i) - endColumn - 1] != '\n') {
        endColumn++;
      }
    }
    return t.line(i) + "," + t.column(i) + "-" + t.endLine(i) + "," + endColumn;
  }

  private static String number(int n) {
    return n == Diagnostic.ABSENT ? "None" : Integer.toString(n);
  }

  private static String escape(byte[] bytes, int start, int end) {
    var text = new StringBuilder();
    for (int i = start; i < end; i++) {
      int c = bytes[i] & 0xFF;
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        default ->
            text.append(c >= ' ' && c < 0x7F ? Character.toString(c) : String.format("\\x%02x", c));
      }
    }
    return text.toString();
  }

  private static byte[] unescape(String text) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      c = text.charAt(++i);
      switch (c) {
        case 'n' -> bytes.write('\n');
        case 'r' -> bytes.write('\r');
        case 't' -> bytes.write('\t');
        case 'x' -> {
          bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
