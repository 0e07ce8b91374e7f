package dev.pycache.cache.docker;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Golden files: each case begins with {@code ===} and a name, and {@code ---} divides it. */
final class Cases {
  /** A case: what goes in, and the lines that are to come out. */
  record Case(String name, String input, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Cases() {}

  /** The cases of a file, or of all in a folder. */
  static List<Case> in(String resource) throws IOException, URISyntaxException {
    URL url = Cases.class.getResource(resource);
    if (url == null) {
      throw new IOException("no resource " + resource);
    }
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(url.toURI()))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = Files.readString(file);
        for (String each : text.substring(text.indexOf("===")).split("(?m)^===", -1)) {
          if (!each.isEmpty()) {
            cases.add(parse(file.getFileName().toString(), each));
          }
        }
      }
    }
    return cases;
  }

  private static Case parse(String file, String text) {
    int end = text.indexOf('\n');
    String name = text.substring(0, end).strip();
    String body = text.substring(end + 1);
    int line = body.startsWith("---\n") ? 0 : body.indexOf("\n---\n") + 1;
    String input = line > 0 ? body.substring(0, line - 1) : "";
    String expected = line > 0 ? body.substring(line + 4) : body;
    return new Case(name.isEmpty() ? file + ": " + input : name, input, expected.lines().toList());
  }
}
