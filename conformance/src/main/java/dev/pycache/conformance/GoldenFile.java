package dev.pycache.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of small texts with a name each, which anyone can read and write:
 *
 * <pre>
 * === name
 * text
 *
 * === another name
 * text
 * </pre>
 *
 * <p>An empty line before the next mark belongs to neither. What the texts are, {@link GoldenCases}
 * says.
 *
 * @param texts by name, in the order of the file
 */
record GoldenFile(Path path, Map<String, String> texts) {
  private static final String HEAD = "=== ";

  /** What the file holds; nothing if there is no such file. */
  static GoldenFile read(Path path) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (!Files.exists(path)) {
      return new GoldenFile(path, texts);
    }
    String name = null;
    var text = new StringBuilder();
    for (String line : Files.readAllLines(path)) {
      if (!line.startsWith(HEAD)) {
        text.append(line).append('\n');
        continue;
      }
      finish(path, texts, name, text);
      name = line.substring(HEAD.length()).strip();
      text.setLength(0);
    }
    finish(path, texts, name, text);
    return new GoldenFile(path, texts);
  }

  private static void finish(
      Path path, Map<String, String> texts, @Nullable String name, StringBuilder text)
      throws IOException {
    if (name == null) {
      if (!text.isEmpty()) {
        throw new IOException(path + ": text before the first '" + HEAD.strip() + "'");
      }
    } else if (texts.put(name, text.toString().stripTrailing()) != null) {
      throw new IOException(path + ": two texts are called " + name);
    }
  }

  /** Writes the file anew, or removes it if nothing is left. */
  void write() throws IOException {
    if (texts.isEmpty()) {
      Files.deleteIfExists(path);
      return;
    }
    var out = new StringBuilder();
    texts.forEach(
        (name, text) ->
            out.append(out.isEmpty() ? "" : "\n")
                .append(HEAD)
                .append(name)
                .append('\n')
                .append(text)
                .append('\n'));
    Files.createDirectories(path.getParent());
    Files.writeString(path, out);
  }
}
