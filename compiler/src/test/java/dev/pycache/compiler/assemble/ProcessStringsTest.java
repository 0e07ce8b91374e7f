package dev.pycache.compiler.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.AssemblyRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is looked for in the files is found if, and only if, it is a line of them. */
class ProcessStringsTest {
  @ParameterizedTest
  @EnumSource(Target.class)
  void names(Target target) throws IOException {
    var rules = new AssemblyRules(target);
    Set<String> lines = new HashSet<>(lines(rules.interningProcess() + ".txt"));
    assertThat(lines).hasSizeGreaterThan(3000);
    for (String line : lines) {
      assertThat(ProcessStrings.hasName(rules, Str.of(line))).as(line).isTrue();
      for (String other : List.of(line + "_", line.substring(1), "0" + line)) {
        assertThat(ProcessStrings.hasName(rules, Str.of(other)))
            .as(other)
            .isEqualTo(lines.contains(other));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Target.class, names = "CPYTHON_3_1[34].*", mode = EnumSource.Mode.MATCH_ALL)
  void innerClasses(Target target) throws IOException {
    var rules = new AssemblyRules(target);
    List<String> lines = lines(rules.interningProcess() + "-classes.txt");
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(ProcessStrings.hasInnerClass(rules, Str.of(line))).as(line).isTrue();
    }
    for (String other : List.of("", "A", "\u00e9.<locals>.A", "z\ud800", lines.getFirst() + "1")) {
      assertThat(ProcessStrings.hasInnerClass(rules, Str.of(other))).as(other).isFalse();
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = ProcessStrings.class.getResourceAsStream("interned/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
