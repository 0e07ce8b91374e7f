package dev.pycache.cli.compat;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compat.Compatibility;
import dev.pycache.cache.compat.Compatibility.Verdict;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.compiler.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Results for people. */
final class CompatText {
  private final List<Target> targets;
  private final long[] accepted;
  private long sources;

  CompatText(List<Target> targets) {
    this.targets = targets;
    this.accepted = new long[targets.size()];
  }

  /** Counts a result for the summary. */
  void count(Compatibility compatibility) {
    sources++;
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] += compatibility.verdicts().get(i).accepts() ? 1 : 0;
    }
  }

  /** A line with the versions that accept a source, then one for each error of others. */
  String of(Compatibility compatibility) {
    List<String> accepting = new ArrayList<>();
    Map<String, List<String>> errors = new LinkedHashMap<>();
    for (Verdict verdict : compatibility.verdicts()) {
      String python = verdict.target().toString();
      verdict
          .error()
          .ifPresentOrElse(
              error -> errors.computeIfAbsent(text(error), e -> new ArrayList<>()).add(python),
              () -> accepting.add(python));
    }
    var text = new StringBuilder(ControlCharacters.shown(compatibility.source()));
    text.append(": ")
        .append(accepting.isEmpty() ? "no version asked" : String.join(", ", accepting))
        .append('\n');
    errors.forEach(
        (error, pythons) ->
            text.append("  ")
                .append(String.join(", ", pythons))
                .append(": ")
                .append(error)
                .append('\n'));
    return text.toString();
  }

  /** As in {@code "SyntaxError: invalid syntax (line 3, column 7)"}. */
  static String text(Diagnostic error) {
    var place = new StringJoiner(", ", " (", ")").setEmptyValue("");
    if (error.line() > 0) {
      place.add("line " + error.line());
      if (error.column() > 0) {
        place.add("column " + error.column());
      }
    }
    return error.type().pythonName() + ": " + ControlCharacters.shown(error.message()) + place;
  }

  /** How many sources each version accepts. */
  String summary() {
    var text = new StringJoiner(", ", sources + (sources == 1 ? " source: " : " sources: "), "\n");
    for (int i = 0; i < accepted.length; i++) {
      text.add(targets.get(i) + " accepts " + accepted[i]);
    }
    return text.toString();
  }
}
