package dev.pycache.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.pycache.bytecode.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources that are nested deeply or go on for long: what CPython 3.11.7 accepts is accepted, what
 * it refuses is refused with its words, in time that grows with the source and on any stack. The
 * numbers are the interpreter's, found by bisection.
 */
@Timeout(60)
class DeepInputTest {
  /** Hardly more than a thread needs to run at all. */
  private static final long SMALL_STACK_BYTES = 160 << 10;

  private static final String ACCEPTED = "accepted";
  private static final String RECURSION =
      "RecursionError: maximum recursion depth exceeded during compilation";
  private static final String MEMORY = "MemoryError: ";

  @ParameterizedTest
  @CsvSource({
    "x = @, (, a, )",
    "@, [, a, ]",
    "@, {1:, a, }",
    "@, f(, a, )",
    "@, a[, 1, ]",
    "for @ in b: pass, (, a, )",
    "'match a:\n case @: pass', [, a, ]",
  })
  void brackets(String frame, String open, String inside, String close) {
    IntFunction<String> source =
        n -> frame.replace("@", open.repeat(n) + inside + close.repeat(n)) + "\n";
    assertThat(outcome(source.apply(200))).isEqualTo(ACCEPTED);
    assertThat(outcome(source.apply(201))).isEqualTo("SyntaxError: too many nested parentheses");
    assertThat(outcome(source.apply(100_000)))
        .isEqualTo("SyntaxError: too many nested parentheses");
  }

  /** What the tree walks refuse, and behind that what the parser refuses already. */
  @ParameterizedTest
  @CsvSource({
    "-, a, 2992, 5967",
    "'not ', a, 2992, 5967",
    "a**-, b, 1496, 1989",
    "'a if b else ', c, 2992, 5967",
  })
  void prefixes(String part, String last, int deepest, int deepestParsed) {
    IntFunction<String> source = n -> "x=" + part.repeat(n) + last + "\n";
    assertThat(outcome(source.apply(deepest))).isEqualTo(ACCEPTED);
    assertThat(outcome(source.apply(deepest + 1))).isEqualTo(RECURSION);
    assertThat(outcome(source.apply(deepestParsed))).isEqualTo(RECURSION);
    assertThat(outcome(source.apply(deepestParsed + 1))).isEqualTo(MEMORY);
    assertThat(outcome(source.apply(100_000))).isEqualTo(MEMORY);
  }

  /** Left recursion costs the parser nothing. */
  @ParameterizedTest
  @CsvSource({"+a, 2992", ".b, 2992", "(), 2992", "[0], 2992", ".b(), 1496"})
  void suffixes(String part, int deepest) {
    IntFunction<String> source = n -> "x=a" + part.repeat(n) + "\n";
    assertThat(outcome(source.apply(deepest))).isEqualTo(ACCEPTED);
    assertThat(outcome(source.apply(deepest + 1))).isEqualTo(RECURSION);
    assertThat(outcome(source.apply(100_000))).isEqualTo(RECURSION);
  }

  @Test
  void elif() {
    IntFunction<String> source = n -> "if a: b\n" + "elif c: d\n".repeat(n);
    assertThat(outcome(source.apply(1_000))).isEqualTo(ACCEPTED);
    assertThat(outcome(source.apply(10_000))).isEqualTo(MEMORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"while a:", "for a in b:", "with a:"})
  void blocks(String head) {
    assertThat(outcome(nested(head, 20))).isEqualTo(ACCEPTED);
    assertThat(outcome(nested(head, 21)))
        .isEqualTo("SyntaxError: too many statically nested blocks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"if a:", "def f():", "class C:"})
  void indentation(String head) {
    assertThat(outcome(nested(head, 99))).isEqualTo(ACCEPTED);
    assertThat(outcome(nested(head, 100)))
        .isEqualTo("IndentationError: too many levels of indentation");
  }

  /**
   * The code of a finally clause is there twice, so that of the innermost of many fills any memory.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10})
  void finallyInFinally(int depth) {
    assertThat(outcome(nested("try: a\nfinally:", depth))).isEqualTo(ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = #\n",
        "x = [#]\n",
        "x = (#)\n",
        "x = {#}\n",
        "f(#)\n",
        "def f(#): pass\n",
        "#\n",
        "print(#\n"
      })
  void hundredThousandNames(String frame) {
    String names =
        IntStream.range(0, 100_000).mapToObj(i -> "a" + i + ",").collect(Collectors.joining());
    assertThat(outcome(frame.replace("#", names)))
        .isEqualTo(frame.equals("print(#\n") ? "SyntaxError: '(' was never closed" : ACCEPTED);
  }

  @Test
  void hundredThousandLines() {
    String lines = "x = foo(a, b)\n".repeat(100_000);
    assertThat(outcome(lines)).isEqualTo(ACCEPTED);
    assertThat(outcome("x = (\n" + lines)).isEqualTo("SyntaxError: '(' was never closed");
    assertThat(outcome("x = '''\n" + lines))
        .startsWith("SyntaxError: unterminated triple-quoted string literal");
  }

  @Test
  void errorInTheLastOfManyLines() {
    assertThat(outcome("x = foo(a, b)\n".repeat(50_000) + "x = = 1\n"))
        .isEqualTo("SyntaxError: invalid syntax");
  }

  @Test
  void longLiterals() {
    assertThat(outcome("x = '" + "a".repeat(10_000_000) + "'\n")).isEqualTo(ACCEPTED);
    assertThat(outcome("x = 0x" + "f1".repeat(500_000) + "\n")).isEqualTo(ACCEPTED);
    assertThat(outcome("x = " + "9".repeat(4300) + "\n")).isEqualTo(ACCEPTED);
    assertThat(outcome("x = " + "9".repeat(4301) + "\n"))
        .startsWith("SyntaxError: Exceeds the limit");
    assertThat(outcome("x = f'" + "{a!r:>{w}} ".repeat(5_000) + "'\n")).isEqualTo(ACCEPTED);
    assertThat(outcome("x = (" + "'abc' ".repeat(50_000) + ")\n")).isEqualTo(ACCEPTED);
  }

  @Test
  void manyOfAKind() {
    assertThat(outcome(many(20_000, i -> "x = lambda: " + i + "\n"))).isEqualTo(ACCEPTED);
    assertThat(outcome("x = [" + many(20_000, i -> "lambda: a" + i + ", ") + "]\n"))
        .isEqualTo(ACCEPTED);
    assertThat(outcome("x = {" + many(50_000, i -> "'k" + i + "': " + i + ", ") + "}\n"))
        .isEqualTo(ACCEPTED);
    assertThat(outcome("try: a\n" + many(5_000, i -> "except E" + i + " as e: b\n")))
        .isEqualTo(ACCEPTED);
    assertThat(outcome("match a:\n" + many(5_000, i -> " case [" + i + ", b]: c\n")))
        .isEqualTo(ACCEPTED);
  }

  /** {@code Aa} and {@code BB} are one to the hash code of Java's strings. */
  @Test
  void namesMadeToCollide() {
    String names =
        many(
            1 << 15,
            i ->
                IntStream.range(0, 15)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining())
                    + "\n");
    assertTimeout(Duration.ofSeconds(5), () -> assertThat(outcome(names)).isEqualTo(ACCEPTED));
  }

  private static String many(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  /** Lines that open a block each, every one in the block of the one before. */
  private static String nested(String head, int depth) {
    var source = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      String indentation = " ".repeat(i);
      source.append(indentation).append(head.replace("\n", "\n" + indentation)).append('\n');
    }
    return source.append(" ".repeat(depth)).append("pass\n").toString();
  }

  /** What comes of a source on a thread with a small stack. */
  private static String outcome(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    var outcome = new AtomicReference<String>();
    var thread = new Thread(null, () -> outcome.set(compile(bytes)), "small", SMALL_STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Objects.requireNonNull(outcome.get());
  }

  private static String compile(byte[] source) {
    try {
      return switch (Compiler.compile(source, "deep.py", Target.CPYTHON_3_11, 0)) {
        case CompileResult.Compiled compiled -> ACCEPTED;
        case CompileResult.Rejected rejected ->
            rejected.diagnostic().type().pythonName() + ": " + rejected.diagnostic().message();
      };
    } catch (RuntimeException | Error e) {
      return "failed: " + e;
    }
  }
}
