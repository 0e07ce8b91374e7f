package dev.pycache.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.fold.AstOptimizer;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.SymbolTable;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/codegen_cases.py} had from
 * CPython.
 */
class CodeGeneratorTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    String text;
    try (InputStream in = CodeGeneratorTest.class.getResourceAsStream("cases.txt")) {
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
    var context = new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 0);
    var result = new StringBuilder();
    try {
      show(compile(context, source), "", result);
    } catch (CompileException e) {
      Diagnostic d = e.diagnostic();
      result.append(d.type().pythonName()).append(": ").append(d.message());
      if (d.line() != Diagnostic.ABSENT) {
        result.append(" @%d,%d-%d,%d".formatted(d.line(), d.column(), d.endLine(), d.endColumn()));
      }
      result.append('\n');
    }
    String warnings =
        context.warnings().stream()
            .map(w -> "%s: %s @%d%n".formatted(w.category(), w.message(), w.line()))
            .collect(Collectors.joining());
    return warnings + result;
  }

  /** The expectations do not tell where a code object is. */
  private static String text(Constant constant) {
    return ConstantText.of(Target.CPYTHON_3_11, constant)
        .replaceAll("(<code object .*?) at 0x[^,]*, file \"[^\"]*\", line [0-9]+>", "$1>");
  }

  private static void show(CodeObject code, String indent, StringBuilder out) {
    out.append(indent)
        .append(
            "%s line %d args %d/%d/%d flags %x\n"
                .formatted(
                    code.qualname(),
                    code.firstLine(),
                    code.argCount(),
                    code.posOnlyArgCount(),
                    code.kwOnlyArgCount(),
                    code.flags()));
    show("locals", localsOf(code, 0x20), indent, out);
    show("cells", localsOf(code, 0x40), indent, out);
    show("free", localsOf(code, 0x80), indent, out);
    show("names", code.names().items(), indent, out);
    for (Constant constant : code.consts().items()) {
      out.append(indent).append("  ").append(text(constant)).append('\n');
    }
    for (Constant constant : code.consts().items()) {
      if (constant instanceof CodeObject inner) {
        show(inner, indent + "    ", out);
      }
    }
  }

  private static void show(String title, List<Constant> names, String indent, StringBuilder out) {
    if (!names.isEmpty()) {
      String all = names.stream().map(Constant::toString).collect(Collectors.joining(" "));
      out.append(indent).append("  ").append(title).append(": ").append(all).append('\n');
    }
  }

  private static List<Constant> localsOf(CodeObject code, int kind) {
    Tuple all = ((Variables.Merged) code.variables()).names();
    List<Constant> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((((Variables.Merged) code.variables()).kinds().value()[i] & kind) != 0) {
        found.add(all.get(i));
      }
    }
    return found;
  }

  @Test
  void aLongChainOfElifTakesNoStack() {
    var source = new StringBuilder("if a: b\n");
    for (int i = 0; i < 500; i++) {
      source.append("elif a").append(i).append(": b\n");
    }
    var context = new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 0);
    assertThat(compile(context, source.toString()).names().size()).isEqualTo(502);
  }

  @Test
  void theNameOfAClassIsTheObjectInItsBody() {
    var context = new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 0);
    CodeObject outer = (CodeObject) compile(context, "class A:\n  class B: pass\n").consts().get(0);
    CodeObject inner = (CodeObject) outer.consts().get(1);
    assertThat(inner.qualname()).hasToString("A.B").isSameAs(inner.consts().get(0));
    assertThat(outer.qualname()).isSameAs(outer.name()).isSameAs(outer.consts().get(0));
  }

  @Test
  void optimizationDropsAssertsAndDocstrings() {
    String source = "'doc'\ndef f():\n  'doc'\n  assert x\n";
    CodeObject plain =
        compile(new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 0), source);
    assertThat(((CodeObject) plain.consts().get(1)).names().size()).isEqualTo(1);
    CodeObject noAsserts =
        compile(new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 1), source);
    assertThat(((CodeObject) noAsserts.consts().get(1)).names().size()).isZero();
    assertThat(((CodeObject) noAsserts.consts().get(1)).consts().get(0)).hasToString("doc");
    CodeObject noDocstrings =
        compile(new CompilationContext(Target.CPYTHON_3_11, Str.of("case"), 2), source);
    assertThat(noDocstrings.names().items()).extracting(Constant::toString).containsExactly("f");
  }

  private static CodeObject compile(CompilationContext context, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Source source = SourceDecoder.decode(bytes, context.target());
    Module parsed = Parser.parse(context, Tokenizer.tokenizeAll(source, context));
    FutureFeatures future = FutureFeatures.of(context, parsed);
    Module module = AstOptimizer.optimize(context, parsed, future);
    return CodeGenerator.generate(
        context, module, future, SymbolTable.build(context, module, future));
  }
}
