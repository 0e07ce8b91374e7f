package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cache.compile.SourceWarning;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expectations are what {@code traceback.format_exception_only} of 3.11.7 prints. */
class PythonTextTest {
  private static final int NONE = Diagnostic.ABSENT;

  private static Arguments row(
      int line, int column, @Nullable String text, int endLine, int endColumn, String shown) {
    var error = new Diagnostic(ErrorType.SYNTAX_ERROR, "m", line, column, endLine, endColumn, text);
    return Arguments.of(error, shown);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        row(2, 2, "\tBAD x\n", 2, 5, "  File \"f.py\", line 2\n    \tBAD x\n    \t^^^\n"),
        row(1, 5, "    é wide 中 x\n", 1, 9, "  File \"f.py\", line 1\n    é wide 中 x\n    ^^^^\n"),
        row(3, 1, "x = (\n", 3, 0, "  File \"f.py\", line 3\n    x = (\n    ^\n"),
        row(
            3,
            7,
            "\f  \tx\u00A0y = 1\n",
            3,
            9,
            "  File \"f.py\", line 3\n    \tx\u00A0y = 1\n    \t \u00A0^^\n"),
        row(3, 3, "abc\n", 3, -1, "  File \"f.py\", line 3\n    abc\n      ^\n"),
        row(3, 2, "    indented\n", 3, 4, "  File \"f.py\", line 3\n    indented\n"),
        row(3, 0, "abc\n", 3, 0, "  File \"f.py\", line 3\n    abc\n"),
        row(3, 9, "abc\n", 4, 2, "  File \"f.py\", line 3\n    abc\n       \n"),
        row(1, NONE, "abc\n", NONE, NONE, "  File \"f.py\", line 1\n    abc\n"),
        row(1, 3, null, 1, 4, "  File \"f.py\", line 1\n"),
        row(1, 4, "😀\tx\n", 1, 5, "  File \"f.py\", line 1\n    😀\tx\n     \t ^\n"),
        row(2, 1, "two\nlines\n", 3, 3, "  File \"f.py\", line 2\n    two\nlines\n    ^^\n"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void showsErrorsAsPythonDoes(Diagnostic error, String shown) {
    assertThat(PythonText.of("f.py", error)).isEqualTo(shown + "SyntaxError: m\n");
  }

  @Test
  void namesTheFileWhereThereIsNoLine() {
    var error = new Diagnostic(ErrorType.VALUE_ERROR, "m", NONE, NONE, NONE, NONE, null);
    assertThat(PythonText.of("f.py", error)).isEqualTo("ValueError: m (f.py)\n");
  }

  @Test
  void showsWarningsAsPythonDoes() {
    var warning = new SourceWarning("SyntaxWarning", "msg", 3, "  \t x is 1\r\n");
    assertThat(PythonText.of("f.py", warning)).isEqualTo("f.py:3: SyntaxWarning: msg\n  x is 1\n");
    var blank = new SourceWarning("SyntaxWarning", "msg", 3, null);
    assertThat(PythonText.of("f.py", blank)).isEqualTo("f.py:3: SyntaxWarning: msg\n");
  }

  @Test
  void hidesDeprecationsAsPythonDoes() {
    var deprecation = new SourceWarning("DeprecationWarning", "msg", 3, null);
    assertThat(PythonText.isShown("f.py", deprecation)).isFalse();
    assertThat(PythonText.isShown("__main__.py", deprecation)).isTrue();
    assertThat(PythonText.isShown("f.py", new SourceWarning("SyntaxWarning", "msg", 3, null)))
        .isTrue();
  }
}
