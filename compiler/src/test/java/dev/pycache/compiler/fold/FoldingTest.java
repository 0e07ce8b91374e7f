package dev.pycache.compiler.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases in {@code cases.txt}, whose expectations {@code scripts/fold_cases.py} had from CPython, and a few more. */
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
        tests.add(DynamicTest.dynamicTest(expression, () -> assertThat(outcome(expression)).isEqualTo(expected)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests.stream();
  }

  @Test
  void sharesWhatDoesNotChange() {
    Module module = parse("a = f(b, c=[d])\nif a: x = 1 + 2\nelse: y = z\n");
    Module folded = fold(module, 0);
    assertThat(folded.body().get(0)).isSameAs(module.body().get(0));
    var before = (Stmt.If) module.body().get(1);
    var after = (Stmt.If) folded.body().get(1);
    assertThat(after).isNotSameAs(before);
    assertThat(after.test()).isSameAs(before.test());
    assertThat(after.orElse()).isSameAs(before.orElse());
    assertThat(fold(folded, 0)).isSameAs(folded);
  }

  @Test
  void aFoldedStringIsNoDocstring() {
    var first = (Stmt.ExprStmt) fold(parse("'a' + 'b'\n"), 0).body().getFirst();
    assertThat(first.value()).isInstanceOf(Expr.JoinedStr.class);
    var plain = (Stmt.ExprStmt) fold(parse("'a'\n"), 0).body().getFirst();
    assertThat(plain.value()).isInstanceOf(Expr.Constant.class);
  }

  @Test
  void debugDependsOnTheLevel() {
    assertThat(show(value(fold(parse("x = __debug__\n"), 0)))).isEqualTo("True");
    assertThat(show(value(fold(parse("x = __debug__\n"), 1)))).isEqualTo("False");
  }

  @Test
  void annotationsThatBecomeTextAreNotFolded() {
    String body = "x: 1 + 1 = 1 + 1\n";
    var folded = (Stmt.AnnAssign) fold(parse(body), 0).body().getFirst();
    assertThat(folded.annotation()).isInstanceOf(Expr.Constant.class);
    var kept = (Stmt.AnnAssign) fold(parse("from __future__ import annotations\n" + body), 0).body().get(1);
    assertThat(kept.annotation()).isInstanceOf(Expr.BinOp.class);
    assertThat(kept.value()).isInstanceOf(Expr.Constant.class);
  }

  @Test
  void displaysThatAreIteratedOverBecomeConstants() {
    var loop = (Stmt.For) fold(parse("for x in [1, 2]: pass\n"), 0).body().getFirst();
    assertThat(show(loop.iterable())).isEqualTo("(1 2)");
    var asyncLoop = (Stmt.FunctionDef) fold(parse("async def f():\n  async for x in [1, 2]: pass\n"), 0).body().getFirst();
    assertThat(((Stmt.For) asyncLoop.body().getFirst()).iterable()).isInstanceOf(Expr.ListDisplay.class);
    var comprehension = (Expr.ListComp) value(fold(parse("x = [y for y in {1, 2}]\n"), 0));
    assertThat(show(comprehension.generators().getFirst().iterable())).isEqualTo("{1 2}");
  }

  private static String outcome(String expression) {
    return show(value(fold(parse("result = " + expression + "\n"), 0)));
  }

  private static Expr value(Module module) {
    return ((Stmt.Assign) module.body().getFirst()).value();
  }

  private static CompilationContext context(int optimization) {
    return new CompilationContext(Target.CPYTHON_3_11, Str.of("test"), optimization);
  }

  private final CompilationContext shared = context(0);

  private static Module parse(String text) {
    Source source = SourceDecoder.decode(text.getBytes(StandardCharsets.UTF_8), Target.CPYTHON_3_11);
    CompilationContext context = CONTEXT.get();
    return Parser.parse(context, Tokenizer.tokenizeAll(source, context));
  }

  private static Module fold(Module module, int optimization) {
    CompilationContext context = CONTEXT.get();
    return AstOptimizer.optimize(context, module, FutureFeatures.of(context, module));
  }

  private static String show(Expr expr) {
    return "";
  }
}
