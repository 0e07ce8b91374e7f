package dev.pycache.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Variables;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.VersionedCases;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.codegen.text.ConstantText;
import dev.pycache.compiler.fold.AstOptimizer;
import dev.pycache.compiler.parser.ParseFailure;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.SymbolTable;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
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
    List<DynamicTest> tests =
        VersionedCases.of(CodeGeneratorTest.class, CodeGeneratorTest::outcome);
    assertThat(tests).hasSizeGreaterThan(1000);
    return tests.stream();
  }

  private static String outcome(Target target, String source) {
    var context = new CompilationContext(target, Str.of("case"), 0);
    var result = new StringBuilder();
    try {
      new Listing(target, result).show(compile(context, source), "");
    } catch (ParseFailure e) {
      result.append("not accepted\n");
    } catch (CompileException e) {
      Diagnostic d = e.diagnostic();
      result.append(d.type().pythonName()).append(": ").append(d.message());
      if (d.line() != Diagnostic.ABSENT) {
        result.append(
            " @%d,%d-%d,%s"
                .formatted(
                    d.line(),
                    d.column(),
                    d.endLine(),
                    d.endColumn() == Diagnostic.ABSENT ? "None" : d.endColumn()));
      }
      result.append('\n');
    }
    String warnings =
        context.warnings().stream()
            .map(w -> "%s: %s @%d%n".formatted(w.category(), w.message(), w.line()))
            .collect(Collectors.joining());
    return warnings + result;
  }

  /** The text of code objects in the form of the expectations. */
  private record Listing(Target target, StringBuilder out) {
    void show(CodeObject code, String indent) {
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
      show("locals", localsOf(code, 0x20), indent);
      show("cells", localsOf(code, 0x40), indent);
      show("free", localsOf(code, 0x80), indent);
      show("names", code.names().items(), indent);
      for (Constant constant : code.consts().items()) {
        out.append(indent).append("  ").append(text(constant)).append('\n');
      }
      for (Constant constant : code.consts().items()) {
        if (constant instanceof CodeObject inner) {
          show(inner, indent + "    ");
        }
      }
    }

    private void show(String title, List<Constant> names, String indent) {
      if (!names.isEmpty()) {
        String all = names.stream().map(Constant::toString).collect(Collectors.joining(" "));
        out.append(indent).append("  ").append(title).append(": ").append(all).append('\n');
      }
    }

    /** The expectations do not tell where a code object is. */
    private String text(Constant constant) {
      return ConstantText.of(target, constant)
          .replaceAll("(<code object .*?) at 0x[^,]*, file \"[^\"]*\", line [0-9]+>", "$1>");
    }

    private static List<Constant> localsOf(CodeObject code, int kind) {
      var variables = (Variables.Merged) code.variables();
      List<Constant> found = new ArrayList<>();
      for (int i = 0; i < variables.names().size(); i++) {
        if ((variables.kinds().value()[i] & kind) != 0) {
          found.add(variables.names().get(i));
        }
      }
      return found;
    }
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
    Module parsed = Parser.parse(context, new Tokenizer(source, context));
    FutureFeatures future = FutureFeatures.of(context, parsed);
    Module module = AstOptimizer.optimize(context, parsed, future);
    return CodeGenerator.generate(
        context, module, future, SymbolTable.build(context, module, future));
  }
}
