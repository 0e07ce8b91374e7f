package dev.pycache.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of small cases with what an interpreter made of them, as text that anyone can read and
 * write:
 *
 * <pre>
 * === name of the case [-O | -OO]
 * source
 * ---
 * expectation
 * </pre>
 *
 * <p>The expectation is a listing with the digest of the bytes, or an error, and warnings; see
 * {@link GoldenText}. An empty line before the next {@code ===} belongs to neither.
 */
record GoldenFile(Path path, List<GoldenCase> cases) {
  private static final String HEAD = "=== ";
  private static final String SEPARATOR = "---";

  /** One case; {@code expected} is empty until an interpreter was asked. */
  record GoldenCase(String name, int level, String source, String expected) {}

  static GoldenFile read(Path path) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    String title = null;
    List<String> source = new ArrayList<>();
    List<String> expected = null;
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith(HEAD)) {
        addCase(cases, title, source, expected);
        title = line.substring(HEAD.length()).strip();
        source = new ArrayList<>();
        expected = null;
      } else if (title == null) {
        throw new IOException(path + ": text before the first '" + HEAD.strip() + "'");
      } else if (expected == null && line.equals(SEPARATOR)) {
        expected = new ArrayList<>();
      } else if (expected == null) {
        source.add(line);
      } else {
        expected.add(line);
      }
    }
    addCase(cases, title, source, expected);
    return new GoldenFile(path, cases);
  }

  private static void addCase(
      List<GoldenCase> cases,
      @org.jspecify.annotations.Nullable String title,
      List<String> source,
      @org.jspecify.annotations.Nullable List<String> expected) {
    if (title == null) {
      return;
    }
    int level = title.endsWith(" -OO") ? 2 : title.endsWith(" -O") ? 1 : 0;
    String text = String.join("\n", source).stripTrailing() + "\n";
    cases.add(
        new GoldenCase(
            title, level, text, expected == null ? "" : String.join("\n", expected).strip()));
  }

  /** Writes the file anew. */
  void write() throws IOException {
    var out = new StringBuilder();
    for (GoldenCase golden : cases) {
      out.append(HEAD).append(golden.name()).append('\n').append(golden.source());
      out.append(SEPARATOR).append('\n').append(golden.expected()).append("\n\n");
    }
    Files.writeString(path, out.toString().stripTrailing() + "\n");
  }
}
