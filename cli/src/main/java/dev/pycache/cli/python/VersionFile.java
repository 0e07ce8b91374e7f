package dev.pycache.cli.python;

import dev.pycache.cli.config.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code .python-version}, as pyenv and uv have it: the first line that is no comment names a
 * version.
 */
final class VersionFile {
  private static final String NAME = ".python-version";

  /**
   * What is no version of CPython, as {@code system} or the name of an environment, is no answer.
   */
  private static final Pattern VERSION =
      Pattern.compile("(?:cpython[-@]|python)?(3(?:\\.\\d+){1,2})(?:[-+].*|t|\\.dev\\d*)?");

  private VersionFile() {}

  static Optional<NamedPython> nearest(Surroundings surroundings) {
    for (Path folder = surroundings.folder(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(NAME);
      Optional<String> text = SmallFile.read(file);
      if (text.isPresent()) {
        return first(text.get()).map(version -> new NamedPython(version, surroundings.shown(file)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> first(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .map(VERSION::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
