package dev.pycache.compiler.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/fold_cases.py} had from
 * CPython, and a few more.
 */
class FoldingTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> lines;
    try (InputStream in = FoldingTest.class.getResourceAsStream("cases.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(">>> ")) {
        String expression = lines.get(i).substring(4);
        String expected = lines.get(i + 1);
        tests.add(
            DynamicTest.dynamicTest(
                expression, () -> assertThat(outcome(expression)).isEqualTo(expected)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests.stream();
  }

  private static String outcome(String expression) {
    return ExpressionText.of(value(fold("result = " + expression)));
  }

  @Test
  void sharesWhatDoesNotChange() {
    CompilationContext context = context(0);
    Module module = parse(context, "a = f(b, c=[d])\nif a: x = 1 + 2\nelse: y = z");
    Module folded = optimize(context, module);
    assertThat(folded.body().get(0)).isSameAs(module.body().get(0));
    var before = (Stmt.If) module.body().get(1);
    var after = (Stmt.If) folded.body().get(1);
    assertThat(after).isNotSameAs(before);
    assertThat(after.test()).isSameAs(before.test());
    assertThat(after.orElse()).isSameAs(before.orElse());
    assertThat(optimize(context, folded)).isSameAs(folded);
  }

  @Test
  void aFoldedStringIsNoDocstring() {
    assertThat(((Stmt.ExprStmt) fold("'a' + 'b'").body().getFirst()).value())
        .isInstanceOf(Expr.JoinedStr.class);
    assertThat(((Stmt.ExprStmt) fold("'a'").body().getFirst()).value())
        .isInstanceOf(Expr.Constant.class);
  }

  @Test
  void debugDependsOnTheLevel() {
    for (int level = 0; level <= 2; level++) {
      CompilationContext context = context(level);
      Expr value = value(optimize(context, parse(context, "x = __debug__")));
      assertThat(ExpressionText.of(value)).isEqualTo(level == 0 ? "True" : "False");
    }
  }

  @Test
  void annotationsThatBecomeTextAreNotFolded() {
    String statement = "x: 1 + 1 = 1 + 1";
    var folded = (Stmt.AnnAssign) fold(statement).body().getFirst();
    assertThat(folded.annotation()).isInstanceOf(Expr.Constant.class);
    var kept =
        (Stmt.AnnAssign) fold("from __future__ import annotations\n" + statement).body().get(1);
    assertThat(kept.annotation()).isInstanceOf(Expr.BinOp.class);
    assertThat(kept.value()).isInstanceOf(Expr.Constant.class);
  }

  @Test
  void displaysThatAreIteratedOverBecomeConstants() {
    var loop = (Stmt.For) fold("for x in [1, 2]: pass").body().getFirst();
    assertThat(ExpressionText.of(loop.iterable())).isEqualTo("(1 2)");
    var function =
        (Stmt.FunctionDef) fold("async def f():\n  async for x in [1, 2]: pass").body().getFirst();
    assertThat(((Stmt.For) function.body().getFirst()).iterable())
        .isInstanceOf(Expr.ListDisplay.class);
    var comprehension = (Expr.ListComp) value(fold("x = [y for y in {1, 2}]"));
    assertThat(ExpressionText.of(comprehension.generators().getFirst().iterable()))
        .isEqualTo("{1 2}");
  }

  private static Expr value(Module module) {
    return ((Stmt.Assign) module.body().getFirst()).value();
  }

  private static Module fold(String text) {
    CompilationContext context = context(0);
    return optimize(context, parse(context, text));
  }

  private static CompilationContext context(int optimization) {
    return new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), optimization);
  }

  private static Module parse(CompilationContext context, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, Tokenizer.tokenizeAll(SourceDecoder.decode(bytes, context.target()), context));
  }

  private static Module optimize(CompilationContext context, Module module) {
    return AstOptimizer.optimize(context, module, FutureFeatures.of(context, module));
  }
}
