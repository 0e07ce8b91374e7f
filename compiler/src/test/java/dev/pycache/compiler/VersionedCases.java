package dev.pycache.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The cases of a stage, in the file {@code cases.txt} beside its test: sources between lines of
 * three dashes, and in lines behind {@code ###} what is expected of them, as {@link
 * VersionedExpectations} has it.
 */
public final class VersionedCases {
  private static final String MARK = "### ";

  private VersionedCases() {}

  /**
   * A test for each case and target.
   *
   * @param outcome what the stage makes of a source for a target
   */
  public static List<DynamicTest> of(Class<?> test, BiFunction<Target, String, String> outcome)
      throws IOException {
    String text;
    try (InputStream in = test.getResourceAsStream("cases.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String sample : text.split("\n---\n")) {
      String source = joined(sample.lines().filter(line -> !line.startsWith(MARK)));
      List<String> lines =
          sample
              .lines()
              .filter(line -> line.startsWith(MARK))
              .map(line -> line.substring(MARK.length()))
              .toList();
      VersionedExpectations.of(lines)
          .forEach(
              (target, expected) ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          target.release() + ": " + source,
                          () ->
                              assertThat(outcome.apply(target, source))
                                  .isEqualTo(joined(expected.stream())))));
    }
    return tests;
  }

  private static String joined(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }
}
