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
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/symtable_cases.py} had from
 * CPython.
 */
class SymbolTableTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    String text;
    try (InputStream in = SymbolTableTest.class.getResourceAsStream("cases.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String sample : text.split("\n---\n")) {
      String source = lines(sample, false);
      String expected = lines(sample, true);
      tests.add(
          DynamicTest.dynamicTest(source, () -> assertThat(outcome(source)).isEqualTo(expected)));
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private static String lines(String sample, boolean expectations) {
    return sample
        .lines()
        .filter(line -> line.startsWith("### ") == expectations)
        .map(line -> expectations ? line.substring(4) : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String outcome(String source) {
    var out = new StringBuilder();
    try {
      show(build(source).top(), "", out);
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

  private static void show(Scope scope, String indent, StringBuilder out) {
    var symbols = new TreeMap<String, Integer>();
    for (int i = 0; i < scope.size(); i++) {
      symbols.put(scope.symbol(i).toString(), scope.flags(i));
    }
    var line = new StringBuilder(indent).append(scope.type()).append(' ').append(scope.name());
    line.append(scope.isNested() ? " nested (" : " (");
    line.append(scope.varNames().stream().map(Str::toString).collect(Collectors.joining(" ")))
        .append(") ");
    symbols.forEach(
        (name, flags) ->
            line.append(name).append('=').append(Integer.toHexString(flags)).append(' '));
    out.append(line.toString().stripTrailing()).append('\n');
    for (Scope child : scope.children) {
      show(child, indent + "  ", out);
    }
  }

  @Test
  void treesAreAsDeepAsInCPython() throws InterruptedException {
    DeepThread.run(
        () -> {
          assertThat(build("a" + ".b".repeat(2992)).top().size()).isEqualTo(1);
          assertThatThrownBy(() -> build("a" + ".b".repeat(2993)))
              .isInstanceOfSatisfying(
                  CompileException.class,
                  e -> assertThat(e.diagnostic().type()).isEqualTo(ErrorType.RECURSION_ERROR));
        });
  }

  @Test
  void capturedNamesAreSorted() {
    String inner = "  def g(): return (c, a, b)\n";
    CompilationContext context = context();
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
    CompilationContext context = context();
    Module module = parse(context, source.toString());
    Scope top = SymbolTable.build(context, module, FutureFeatures.of(context, module)).top();
    assertThat(top.size()).isEqualTo(5000);
    for (int i = 0; i < 5000; i++) {
      assertThat(top.scope(context.strings().intern("v" + i))).isEqualTo(NameScope.LOCAL);
    }
  }

  @Test
  void privateNamesAreMangled() {
    Strings strings = context().strings();
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

  private static SymbolTable build(String text) {
    CompilationContext context = context();
    Module module = parse(context, text);
    return SymbolTable.build(context, module, FutureFeatures.of(context, module));
  }

  private static CompilationContext context() {
    return new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 0);
  }

  private static Module parse(CompilationContext context, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return Parser.parse(
        context, Tokenizer.tokenizeAll(SourceDecoder.decode(bytes, context.target()), context));
  }
}
