package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of small cases with what an interpreter made of them, as text that anyone can read and
 * write:
 *
 * <pre>
 * === name of the case [-O | -OO]
 * source
 * ---
 * expectation
 * --- 3.11.2
 * expectation of that target, if it has another
 * </pre>
 *
 * <p>The expectation is that of every target which has none of its own. It is a listing with the
 * digest of the bytes, or an error, and warnings; see {@link GoldenText}. An empty line before the
 * next mark belongs to neither.
 */
record GoldenFile(Path path, List<GoldenCase> cases) {
  private static final String HEAD = "=== ";
  private static final String SEPARATOR = "---";

  /** The target whose expectation stands for all others. */
  private static final Target COMMON = Target.CPYTHON_3_11;

  /**
   * One case.
   *
   * @param expected empty until an interpreter was asked
   * @param others what targets of their own expectation expect, by name
   */
  record GoldenCase(
      String name, int level, String source, String expected, SortedMap<String, String> others) {
    String expected(Target target) {
      return others.getOrDefault(target.toString(), expected);
    }

    /** The case with what an interpreter makes of it. */
    GoldenCase with(Target target, String text) {
      if (target == COMMON) {
        return new GoldenCase(name, level, source, text, others);
      }
      SortedMap<String, String> renewed = new TreeMap<>(others);
      if (text.equals(expected)) {
        renewed.remove(target.toString());
      } else {
        renewed.put(target.toString(), text);
      }
      return new GoldenCase(name, level, source, expected, renewed);
    }
  }

  static GoldenFile read(Path path) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    Draft draft = null;
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith(HEAD)) {
        if (draft != null) {
          cases.add(draft.finish());
        }
        draft = new Draft(line.substring(HEAD.length()).strip());
      } else if (draft == null) {
        throw new IOException(path + ": text before the first '" + HEAD.strip() + "'");
      } else {
        draft.add(line);
      }
    }
    if (draft != null) {
      cases.add(draft.finish());
    }
    return new GoldenFile(path, cases);
  }

  /** A case while it is read. */
  private static final class Draft {
    private final String title;
    private final List<String> source = new ArrayList<>();

    /** By target; the common one under the empty name. */
    private final SortedMap<String, List<String>> expectations = new TreeMap<>();

    private List<String> part = source;

    Draft(String title) {
      this.title = title;
    }

    void add(String line) {
      String target = line.startsWith(SEPARATOR) ? line.substring(SEPARATOR.length()).strip() : "-";
      boolean isFirst = part == source;
      if (isFirst ? target.isEmpty() : Target.parse(target).isPresent()) {
        part = new ArrayList<>();
        expectations.put(target, part);
      } else {
        part.add(line);
      }
    }

    GoldenCase finish() {
      int level = title.endsWith(" -OO") ? 2 : title.endsWith(" -O") ? 1 : 0;
      SortedMap<String, String> others = new TreeMap<>();
      expectations.forEach((target, lines) -> others.put(target, String.join("\n", lines).strip()));
      String expected = others.remove("");
      String text = String.join("\n", source).stripTrailing() + "\n";
      return new GoldenCase(title, level, text, expected == null ? "" : expected, others);
    }
  }

  /** Writes the file anew. */
  void write() throws IOException {
    var out = new StringBuilder();
    for (GoldenCase golden : cases) {
      out.append(HEAD).append(golden.name()).append('\n').append(golden.source());
      out.append(SEPARATOR).append('\n').append(golden.expected()).append("\n\n");
      golden
          .others()
          .forEach(
              (target, expected) ->
                  out.append(SEPARATOR + " " + target + "\n" + expected + "\n\n"));
    }
    Files.writeString(path, out.toString().stripTrailing() + "\n");
  }
}
