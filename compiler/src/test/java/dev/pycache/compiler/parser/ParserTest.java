package dev.pycache.compiler.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fast parser against CPython's trees; {@code scripts/parser_trees.py} writes the expectations.
 */
class ParserTest {
  private static Stream<String> cases(String file) throws IOException {
    try (InputStream in = ParserTest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("no " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.substring(0, text.length() - 1).split("\n---\n"));
    }
  }

  static Stream<String> trees() throws IOException {
    return cases("trees.txt");
  }

  static Stream<String> refused() throws IOException {
    return cases("refused.txt");
  }

  private static CompilationContext context() {
    return new CompilationContext(Target.CPYTHON_3_11, Str.of("test.py"), 0);
  }

  private static Module parse(CompilationContext context, String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, Tokenizer.tokenizeAll(SourceDecoder.decode(bytes, Target.CPYTHON_3_11), context));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void buildsTheTreeOfCPython(String testCase) {
    String[] parts = testCase.split("\n###\n");
    assertThat(AstDump.dump(parse(context(), parts[0]))).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void givesUpOnWhatIsWrong(String source) {
    assertThatThrownBy(() -> parse(context(), source))
        .isInstanceOfAny(ParseFailure.class, CompileException.class);
  }

  @Test
  void longChainsAreNoDepth() {
    Module sum = parse(context(), "a" + " + a".repeat(50_000));
    assertThat(((Stmt.ExprStmt) sum.body().getFirst()).value()).isInstanceOf(Expr.BinOp.class);
    Module chain = parse(context(), "if a: b\n" + "elif a: b\n".repeat(4_000));
    assertThat(chain.body()).hasSize(1);
    Module list = parse(context(), "[" + "a, ".repeat(100_000) + "]");
    assertThat(((Stmt.ExprStmt) list.body().getFirst()).value())
        .isInstanceOfSatisfying(
            Expr.ListDisplay.class, it -> assertThat(it.elements()).hasSize(100_000));
  }

  @Test
  void leavesDepthNearTheLimitToTheOtherParser() {
    assertThat(parse(context(), "(".repeat(150) + "a" + ")".repeat(150)).body()).hasSize(1);
    assertThatThrownBy(() -> parse(context(), "(".repeat(200) + "a" + ")".repeat(200)))
        .isInstanceOf(ParseFailure.class);
    assertThatThrownBy(() -> parse(context(), "lambda: ".repeat(3_000) + "a"))
        .isInstanceOf(ParseFailure.class);
    assertThatThrownBy(() -> parse(context(), "- ".repeat(6_000) + "a"))
        .isInstanceOf(ParseFailure.class);
  }

  @Test
  void aParenthesisReadTwiceWarnsOnce() {
    var context = context();
    parse(context, "with (a('\\d')) as b: pass\n");
    assertThat(context.warnings()).hasSize(1);
  }
}
