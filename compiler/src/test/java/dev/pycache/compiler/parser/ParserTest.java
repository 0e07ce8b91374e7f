package dev.pycache.compiler.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  /** Each source with each of the targets, and its tree there. */
  static Stream<Arguments> trees() throws IOException {
    return cases("trees.txt")
        .flatMap(
            testCase -> {
              String[] parts = testCase.split("\n###\n");
              return VersionedExpectations.of(List.of(parts[1].split("\n"))).entrySet().stream()
                  .map(each -> Arguments.of(each.getKey(), parts[0], each.getValue().getFirst()));
            });
  }

  /** Each source with each of the targets. */
  static Stream<Arguments> refused() throws IOException {
    return cases("refused.txt")
        .flatMap(
            source ->
                VersionedExpectations.TARGETS.stream().map(each -> Arguments.of(each, source)));
  }

  private static CompilationContext context() {
    return context(Target.CPYTHON_3_11);
  }

  private static CompilationContext context(Target target) {
    return new CompilationContext(target, Str.of("test.py"), 0);
  }

  private static Module parse(CompilationContext context, String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, new Tokenizer(SourceDecoder.decode(bytes, context.target()), context));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void buildsTheTreeOfCPython(Target target, String source, String tree) {
    if (tree.equals("refused")) {
      givesUpOnWhatIsWrong(target, source);
    } else {
      assertThat(AstDump.dump(parse(context(target), source))).isEqualTo(tree);
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void givesUpOnWhatIsWrong(Target target, String source) {
    assertThatThrownBy(() -> parse(context(target), source))
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
