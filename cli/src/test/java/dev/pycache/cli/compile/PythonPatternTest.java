package dev.pycache.cli.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class PythonPatternTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/pycache/cli/compile/patterns.txt");

  private static final Pattern ESCAPE = Pattern.compile("%\\{([0-9a-f]+)}");

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }

  /** The place as Python counts it, in characters. */
  private static String place(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? text.codePointCount(0, matcher.start()) + "-" + text.codePointCount(0, matcher.end())
        : "no";
  }

  /** What {@code scripts/pattern_cases.py} had from Python. */
  @Test
  void findsWhatPythonFinds() throws IOException {
    List<String> differences = new ArrayList<>();
    for (String line : Files.readAllLines(CASES)) {
      String[] fields = line.split("\t", -1);
      String found;
      try {
        found = place(PythonPattern.compile(unescaped(fields[0])), unescaped(fields[1]));
      } catch (PatternSyntaxException e) {
        found = e.getDescription();
      }
      if (!found.equals(unescaped(fields[2]))) {
        differences.add(line + " | " + found);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void namesWhatJavaCannotSay() {
    assertThatThrownBy(() -> PythonPattern.compile("(a)?(?(1)b|c)"))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("not supported");
  }

  @Test
  void findsOddBytesOfNames() {
    assertThat(PythonPattern.compile("o.d").matcher("x/o\uDCFFd").find()).isTrue();
    assertThat(PythonPattern.compile("[\uDC80-\uDCFF]").matcher("x/o\uDCFFd").find()).isTrue();
  }
}
