package dev.pycache.compiler.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.rules.DiagnosisRules;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the grammar files, whatever they say of Python. */
class GrammarTest {
  /** A rule that nothing leads to is misspelt, or should have gone. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void everyRuleIsUsed(Target target) {
    Grammar grammar = GrammarReader.read(new DiagnosisRules(target).grammar());
    Set<Integer> reached = new HashSet<>();
    var next = new ArrayDeque<Integer>(List.of(grammar.file()));
    if (grammar.replacementField() >= 0) {
      next.add(grammar.replacementField());
    }
    while (!next.isEmpty()) {
      int number = next.remove();
      if (reached.add(number)) {
        for (Grammar.Alternative alternative : grammar.rules()[number].alternatives()) {
          for (int item : alternative.items) {
            if ((item & Grammar.OP) == Grammar.RULE) {
              next.add(item >> Grammar.OPERAND_SHIFT);
            }
          }
        }
      }
    }
    Set<String> unused = new TreeSet<>();
    for (int i = 0; i < grammar.rules().length; i++) {
      if (!reached.contains(i)) {
        unused.add(grammar.rules()[i].name);
      }
    }
    assertThat(unused).isEmpty();
  }

  /** A layer holds only what is otherwise than in those below it. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void noLayerRepeatsARule(Target target) {
    List<String> layers = new DiagnosisRules(target).grammar();
    Map<String, String> last = new HashMap<>();
    for (int count = 1; count <= layers.size(); count++) {
      Map<String, String> own = rules(GrammarText.of(layers.subList(0, count)));
      Map<String, String> before = Map.copyOf(last);
      if (count > 1) {
        String layer = layers.get(count - 1);
        Stream<String> named =
            GrammarText.text(layer)
                .lines()
                .filter(line -> !line.isEmpty() && Character.isLowerCase(line.charAt(0)))
                .map(line -> line.split(" ")[0])
                .filter(own::containsKey);
        assertThat(
                named.filter(
                    rule -> Objects.requireNonNull(own.get(rule)).equals(before.get(rule))))
            .as(layer)
            .isEmpty();
      }
      last.clear();
      last.putAll(own);
    }
  }

  /** What the image of the build holds is the same grammar. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void isTheSameWhenWrittenAndRead(Target target) {
    Grammar grammar = GrammarReader.read(new DiagnosisRules(target).grammar());

    Grammar read = LinkedGrammar.read(LinkedGrammar.write(grammar));
    for (int i = 0; i < grammar.rules().length; i++) {
      assertThat(read.rules()[i].alternatives())
          .usingRecursiveComparison()
          .isEqualTo(grammar.rules()[i].alternatives());
    }
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("rules.*\\.(name|body)")
        .isEqualTo(grammar);
  }

  /** The rules of a grammar by name, without comments and with blanks as one. */
  private static Map<String, String> rules(String grammar) {
    Map<String, String> rules = new HashMap<>();
    String name = "";
    for (String line : grammar.split("\n")) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (Character.isLowerCase(line.charAt(0))) {
        name = line.split(" ")[0];
      }
      rules.merge(name, line.strip(), (a, b) -> a + " " + b);
    }
    return rules;
  }
}
