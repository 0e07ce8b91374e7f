package dev.pycache.compiler.symtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.DeepThread;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.VersionedCases;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.parser.ParseFailure;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/symtable_cases.py} had from
 * CPython.
 */
class SymbolTableTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = VersionedCases.of(SymbolTableTest.class, SymbolTableTest::outcome);
    assertThat(tests).hasSizeGreaterThan(1500);
    return tests.stream();
  }

  private static String outcome(Target target, String source) {
    var context = new CompilationContext(target, Str.of("case"), 0);
    Module module;
    try {
      module = parse(context, source);
    } catch (ParseFailure | CompileException e) {
      return "not accepted\n";
    }
    var out = new StringBuilder();
    try {
      FutureFeatures future = FutureFeatures.of(context, module);
      show(SymbolTable.build(context, module, future).top(), "", out);
    } catch (CompileException e) {
      Diagnostic d = e.diagnostic();
      out.append(
              "%s: %s @%d,%d-".formatted(d.type().pythonName(), d.message(), d.line(), d.column()))
          .append(d.endLine())
          .append(',')
          .append(d.endColumn() == Diagnostic.ABSENT ? "None" : d.endColumn())
          .append('\n');
    }
    return out.toString();
  }

  private static List<String> parameters(Scope scope) {
    List<String> names = new ArrayList<>();
    for (int i = 0; names.size() < scope.parameterCount(); i++) {
      if ((scope.flags(i) & SymbolFlags.PARAMETER) != 0) {
        names.add(scope.symbol(i).toString());
      }
    }
    return names;
  }

  private static void show(Scope scope, String indent, StringBuilder out) {
    var symbols = new TreeMap<String, Integer>();
    for (int i = 0; i < scope.size(); i++) {
      symbols.put(scope.symbol(i).toString(), scope.flags(i));
    }
    var line = new StringBuilder(indent).append(scope.type()).append(' ').append(scope.name());
    line.append(scope.isNested() ? " nested (" : " (");
    line.append(String.join(" ", parameters(scope))).append(") ");
    symbols.forEach(
        (name, flags) ->
            line.append(name).append('=').append(Integer.toHexString(flags)).append(' '));
    out.append(line.toString().stripTrailing()).append('\n');
    for (Scope child : scope.children) {
      show(child, indent + "  ", out);
    }
  }

  @ParameterizedTest
  @CsvSource({"3.11.7,2992", "3.12.1,2992", "3.12.7,9995", "3.13.0,9995", "3.13.18,9995"})
  void treesAreAsDeepAsInCPython(String release, int attributes) throws InterruptedException {
    Target target = Target.parse(release).orElseThrow();
    DeepThread.run(
        () -> {
          assertThat(build("a" + ".b".repeat(attributes), target).top().size()).isEqualTo(1);
          assertThatThrownBy(() -> build("a" + ".b".repeat(attributes + 1), target))
              .isInstanceOfSatisfying(
                  CompileException.class,
                  e -> assertThat(e.diagnostic().type()).isEqualTo(ErrorType.RECURSION_ERROR));
        });
  }

  @Test
  void typeParametersAreFoundByTheirNodes() {
    CompilationContext context = context(Target.CPYTHON_3_14);
    Module module = parse(context, "def f[T: a = b, *Ts = c](x: T): pass\ntype A = f");
    SymbolTable table = SymbolTable.build(context, module, FutureFeatures.of(context, module));
    var f = (Stmt.FunctionDef) module.body().getFirst();
    var typeVariable = (TypeParameter.TypeVar) f.typeParameters().getFirst();
    assertThat(table.scopeOf(f.typeParameters()).type()).isEqualTo(ScopeType.TYPE_PARAMETERS);
    assertThat(names(table.scopeOf(typeVariable))).contains("a").doesNotContain("b");
    assertThat(names(table.defaultOf(typeVariable))).contains("b").doesNotContain("a");
    assertThat(names(table.defaultOf(f.typeParameters().get(1)))).contains("c");
    assertThat(names(table.annotationsOf(f))).contains("T");
    assertThat(table.annotationsOf(f).annotationsUsed()).isTrue();
    assertThat(table.scopeOf(module.body().get(1)).type()).isEqualTo(ScopeType.TYPE_ALIAS);
  }

  @Test
  void annotationsOfVariablesShareOneScope() {
    CompilationContext context = context(Target.CPYTHON_3_14);
    Module module = parse(context, "x: a\ny: b\nclass C:\n  z: c\n  def f(self): w: d");
    SymbolTable table = SymbolTable.build(context, module, FutureFeatures.of(context, module));
    var c = (Stmt.ClassDef) module.body().get(2);
    assertThat(names(table.top().annotations())).contains("a", "b").doesNotContain("c");
    assertThat(table.top().hasConditionalAnnotations()).isTrue();
    assertThat(names(table.scopeOf(c).annotations())).contains("c").doesNotContain("d");
    assertThat(table.scopeOf(c).hasConditionalAnnotations()).isFalse();
    assertThat(table.scopeOf(c).needsClassDictionary()).isTrue();
    assertThat(table.scopeOf(c.body().get(1)).isMethod()).isTrue();
  }

  /** The names of a scope; none if it is not there. */
  private static List<String> names(@Nullable Scope scope) {
    List<String> names = new ArrayList<>();
    for (int i = 0; scope != null && i < scope.size(); i++) {
      names.add(scope.symbol(i).toString());
    }
    return names;
  }

  @Test
  void comprehensionsAreInlinedFrom312On() {
    for (Target target : VersionedExpectations.TARGETS) {
      CompilationContext context = context(target);
      Module module = parse(context, "[x for x in y]");
      SymbolTable table = SymbolTable.build(context, module, FutureFeatures.of(context, module));
      var statement = (Stmt.ExprStmt) module.body().getFirst();
      assertThat(table.scopeOf(statement.value()).isInlined())
          .isEqualTo(target != Target.CPYTHON_3_11);
    }
  }

  @Test
  void aReplacedSymbolComesBack() {
    Scope top = build("x = 1", Target.CPYTHON_3_14).top();
    Str name = top.symbol(0);
    int before = top.flags(name);
    top.replace(name, 0);
    assertThat(top.scope(name)).isEqualTo(NameScope.UNKNOWN);
    top.replace(name, before);
    assertThat(top.flags(name)).isEqualTo(before);
  }

  @Test
  void capturedNamesAreSorted() {
    String inner = "  def g(): return (c, a, b)\n";
    CompilationContext context = context(Target.CPYTHON_3_11);
    Module module = parse(context, "def f(c, b):\n  a = 1\n" + inner);
    SymbolTable table = SymbolTable.build(context, module, FutureFeatures.of(context, module));
    var f = (Stmt.FunctionDef) module.body().getFirst();
    assertThat(table.scopeOf(f).cellVars())
        .extracting(Str::toString)
        .containsExactly("a", "b", "c");
    assertThat(table.scopeOf(f.body().get(1)).freeVars())
        .extracting(Str::toString)
        .containsExactly("a", "b", "c");
    assertThat(table.scopeOf(f).scope(context.strings().intern("nothing")))
        .isEqualTo(NameScope.UNKNOWN);
  }

  @Test
  void manyNamesAreFoundAgain() {
    var source = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      source.append("v").append(i).append(" = v").append(i).append('\n');
    }
    CompilationContext context = context(Target.CPYTHON_3_11);
    Module module = parse(context, source.toString());
    Scope top = SymbolTable.build(context, module, FutureFeatures.of(context, module)).top();
    assertThat(top.size()).isEqualTo(5000);
    for (int i = 0; i < 5000; i++) {
      assertThat(top.scope(context.strings().intern("v" + i))).isEqualTo(NameScope.LOCAL);
    }
  }

  @Test
  void privateNamesAreMangled() {
    Strings strings = context(Target.CPYTHON_3_11).strings();
    Str name = strings.intern("__spam");
    assertThat(Mangling.mangle(strings, null, name)).isSameAs(name);
    assertThat(Mangling.mangle(strings, strings.intern("__Egg"), name))
        .isSameAs(strings.intern("_Egg__spam"));
    assertThat(Mangling.mangle(strings, strings.intern("__"), name)).isSameAs(name);
    assertThat(Mangling.mangle(strings, strings.intern("C"), strings.intern("__a__")))
        .hasToString("__a__");
    assertThat(Mangling.mangle(strings, strings.intern("C"), strings.intern("__a.b")))
        .hasToString("__a.b");
  }

  private static SymbolTable build(String text, Target target) {
    CompilationContext context = context(target);
    Module module = parse(context, text);
    return SymbolTable.build(context, module, FutureFeatures.of(context, module));
  }

  private static CompilationContext context(Target target) {
    return new CompilationContext(target, Str.of("case"), 0);
  }

  private static Module parse(CompilationContext context, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, new Tokenizer(SourceDecoder.decode(bytes, context.target()), context));
  }
}
