package dev.pycache.compiler.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.VersionedExpectations;
import dev.pycache.compiler.source.SourceDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code cases.txt}, whose expectations {@code scripts/diagnosis_cases.py} had from
 * the releases of CPython.
 */
class DiagnosisCasesTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> sources = new ArrayList<>();
    List<List<String>> expectations = new ArrayList<>();
    try (InputStream in = DiagnosisCasesTest.class.getResourceAsStream("cases.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith(">>> ")) {
          sources.add(line.substring(4));
          expectations.add(new ArrayList<>());
        } else if (line.equals("...") || line.startsWith("... ")) {
          sources.add(sources.removeLast() + "\n" + line.substring(Math.min(4, line.length())));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          expectations.getLast().add(line);
        }
      }
    }
    assertThat(sources).hasSizeGreaterThan(500);
    return IntStream.range(0, sources.size())
        .boxed()
        .flatMap(i -> tests(sources.get(i), expectations.get(i)));
  }

  private static Stream<DynamicTest> tests(String source, List<String> lines) {
    return VersionedExpectations.of(lines).entrySet().stream()
        .map(
            expected ->
                DynamicTest.dynamicTest(
                    expected.getKey().release() + " " + source,
                    () ->
                        assertThat(List.of(outcome(source, expected.getKey())))
                            .isEqualTo(expected.getValue())));
  }

  static String outcome(String source, Target target) {
    var context = new CompilationContext(target, Str.of("<case>"), 0);
    try {
      Diagnosis.parse(
          context, SourceDecoder.decode(source.getBytes(StandardCharsets.UTF_8), target));
      return "accepted";
    } catch (CompileException e) {
      Diagnostic d = e.diagnostic();
      return "%s %s,%s-%s,%s: %s"
          .formatted(
              d.type().pythonName(),
              number(d.line()),
              number(d.column()),
              number(d.endLine()),
              number(d.endColumn()),
              d.message());
    }
  }

  private static String number(int number) {
    return number == Diagnostic.ABSENT ? "None" : Integer.toString(number);
  }
}
