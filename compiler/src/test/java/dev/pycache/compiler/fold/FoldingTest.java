package dev.pycache.compiler.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.Warning;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/fold_cases.py} had from
 * CPython, and a few more.
 */
class FoldingTest {
  /** Of these the cases have nothing to say where the release before them folds otherwise. */
  private static final Set<Target> MEASURED_AS_WEBASSEMBLY =
      EnumSet.of(Target.CPYTHON_3_13_2, Target.CPYTHON_3_14_2);

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> lines;
    try (InputStream in = FoldingTest.class.getResourceAsStream("cases.txt")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(">>> ")) {
        continue;
      }
      String expression = lines.get(i).substring(4);
      int end = i + 1;
      while (end < lines.size() && !lines.get(end).matches("(>>> .*|#.*|)")) {
        end++;
      }
      VersionedExpectations.of(lines.subList(i + 1, end))
          .forEach(
              (target, expected) -> {
                if (!MEASURED_AS_WEBASSEMBLY.contains(target)) {
                  tests.add(
                      DynamicTest.dynamicTest(
                          target.release() + ": " + expression,
                          () -> assertThat(outcome(expression, target)).isEqualTo(expected)));
                }
              });
    }
    assertThat(tests).hasSizeGreaterThan(2000);
    return tests.stream();
  }

  /**
   * The folded expression; where folding is left to the flow graph also the one constant that it
   * will be, if it will.
   */
  private static List<String> outcome(String expression, Target target) {
    CompilationContext context = context(target, 0);
    Expr folded = value(optimize(context, parse(context, "result = " + expression)));
    String text = ExpressionText.of(folded);
    if (folded instanceof Expr.Constant || !target.isAtLeast(Target.CPYTHON_3_14_2)) {
      return List.of(text);
    }
    Constant constant = evaluate(folded, new ConstantArithmetic(context));
    return constant == null ? List.of(text) : List.of(text, "= " + ExpressionText.of(constant));
  }

  /** What the operators of an expression make of its constants; null if that is not a constant. */
  private static @Nullable Constant evaluate(Expr expr, ConstantArithmetic arithmetic) {
    return switch (expr) {
      case Expr.Constant e -> e.value();
      case Expr.UnaryOp e -> {
        Constant operand = evaluate(e.operand(), arithmetic);
        boolean refused = e.op() == UnaryOperator.INVERT && operand instanceof Singleton;
        yield operand == null || refused ? null : arithmetic.unary(e.op(), operand);
      }
      case Expr.BinOp e -> {
        Constant left = evaluate(e.left(), arithmetic);
        Constant right = evaluate(e.right(), arithmetic);
        yield left == null || right == null ? null : arithmetic.binary(e.op(), left, right);
      }
      case Expr.Subscript e -> {
        Constant collection = evaluate(e.value(), arithmetic);
        Constant index =
            e.slice() instanceof Expr.Slice slice ? slice(slice) : evaluate(e.slice(), arithmetic);
        yield collection == null || index == null ? null : arithmetic.subscript(collection, index);
      }
      case Expr.Tuple e -> {
        List<Constant> items = new ArrayList<>();
        e.elements().forEach(item -> items.add(evaluate(item, arithmetic)));
        yield items.contains(null) ? null : Tuple.of(items);
      }
      default -> null;
    };
  }

  /** A slice is a constant if its parts are, as they are written. */
  private static @Nullable Constant slice(Expr.Slice slice) {
    List<Constant> parts = new ArrayList<>();
    for (Expr part : Arrays.asList(slice.lower(), slice.upper(), slice.step())) {
      switch (part) {
        case null -> parts.add(Singleton.NONE);
        case Expr.Constant constant -> parts.add(constant.value());
        default -> {
          return null;
        }
      }
    }
    return new Slice(parts.get(0), parts.get(1), parts.get(2));
  }

  @Test
  void sharesWhatDoesNotChange() {
    CompilationContext context = context(Target.CPYTHON_3_11, 0);
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
      CompilationContext context = context(Target.CPYTHON_3_11, level);
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

  @Test
  void docstringsThatAreNotKeptLeaveTheTree() {
    String source = "'doc'\n'text'\ndef f():\n  'doc'\nclass C:\n  'doc'\n  x = 1";
    assertThat(optimized(source, Target.CPYTHON_3_13, 2).body()).hasSize(4);
    assertThat(optimized(source, Target.CPYTHON_3_14, 1).body()).hasSize(4);
    Module module = optimized(source, Target.CPYTHON_3_14, 2);
    assertThat(module.body()).hasSize(3);
    // The next statement must not become the docstring.
    assertThat(((Stmt.ExprStmt) module.body().getFirst()).value())
        .isInstanceOf(Expr.JoinedStr.class);
    var f = (Stmt.FunctionDef) module.body().get(1);
    assertThat(f.body()).containsExactly(new Stmt.Pass(new Span(4, 2, 4, 6)));
    assertThat(((Stmt.ClassDef) module.body().get(2)).body()).hasSize(1);
  }

  @Test
  void boundsAndDefaultsOfTypeParametersAreFolded() {
    String source = "def f[T: 1 + 1 = 2 + 2](): pass";
    assertThat(parameter(source, Target.CPYTHON_3_13_0).bound()).isInstanceOf(Expr.Constant.class);
    assertThat(parameter(source, Target.CPYTHON_3_13_0).defaultValue())
        .isInstanceOf(Expr.Constant.class);
    assertThat(parameter(source, Target.CPYTHON_3_14).bound()).isInstanceOf(Expr.BinOp.class);
    assertThat(parameter(source, Target.CPYTHON_3_14).defaultValue())
        .isInstanceOf(Expr.BinOp.class);
  }

  private static TypeParameter.TypeVar parameter(String source, Target target) {
    var function = (Stmt.FunctionDef) optimized(source, target, 0).body().getFirst();
    return (TypeParameter.TypeVar) function.typeParameters().getFirst();
  }

  @Test
  void numbersInPatternsAreFoldedEverywhere() {
    String source = "match x:\n  case -1 | -1 + 2j | {1 - 2j: -3.0}: pass";
    for (Target target : VersionedExpectations.TARGETS) {
      var match = (Stmt.Match) optimized(source, target, 0).body().getFirst();
      var either = (Pattern.MatchOr) match.cases().getFirst().pattern();
      assertThat(((Pattern.MatchValue) either.patterns().get(0)).value())
          .isInstanceOf(Expr.Constant.class);
      assertThat(((Pattern.MatchValue) either.patterns().get(1)).value())
          .isInstanceOf(Expr.Constant.class);
      var mapping = (Pattern.MatchMapping) either.patterns().get(2);
      assertThat(mapping.keys().getFirst()).isInstanceOf(Expr.Constant.class);
    }
  }

  @Test
  void jumpsOutOfFinallyAreWarnedOf() {
    String source =
        """
        def f():
          for x in y:
            try: pass
            finally:
              try: break
              except E: return
              else: continue
              finally: break
              for z in y:
                break
                return
              else: continue
              class C: continue
              with x: return
              def g(): return
        """;
    CompilationContext context = context(Target.CPYTHON_3_14, 0);
    optimize(context, parse(context, source));
    assertThat(context.warnings())
        .extracting(warning -> warning.line() + " " + warning.message())
        .containsExactly(
            "5 'break' in a 'finally' block",
            "6 'return' in a 'finally' block",
            "7 'continue' in a 'finally' block",
            "8 'break' in a 'finally' block",
            "12 'continue' in a 'finally' block",
            "13 'continue' in a 'finally' block",
            "14 'return' in a 'finally' block");
    context = context(Target.CPYTHON_3_13, 0);
    optimize(context, parse(context, source));
    assertThat(context.warnings()).isEmpty();
  }

  private static Module optimized(String source, Target target, int optimization) {
    CompilationContext context = context(target, optimization);
    return optimize(context, parse(context, source));
  }

  private static Expr value(Module module) {
    return ((Stmt.Assign) module.body().getFirst()).value();
  }

  private static Module fold(String text) {
    CompilationContext context = context(Target.CPYTHON_3_11, 0);
    return optimize(context, parse(context, text));
  }

  private static CompilationContext context(Target target, int optimization) {
    return new CompilationContext(target, Str.of("case"), optimization);
  }

  private static Module parse(CompilationContext context, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, new Tokenizer(SourceDecoder.decode(bytes, context.target()), context));
  }

  /** Folds twice: what the parser says of blocks in which nothing is to do makes no difference. */
  private static Module optimize(CompilationContext context, Module module) {
    FutureFeatures future = FutureFeatures.of(context, module);
    List<Warning> warnings = context.warnings();
    Module folded = AstOptimizer.optimize(context, module, future);
    List<Warning> issued = List.copyOf(warnings);
    warnings.clear();
    Module everywhere = AstOptimizer.optimize(context, new Module(module.body()), future);
    assertThat(everywhere.body().toString())
        .isEqualTo(folded.body().toString()); // NaN is not equal
    assertThat(warnings).isEqualTo(issued);
    return folded;
  }
}
