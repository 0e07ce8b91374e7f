package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The golden cases: one set of sources, and what each target's interpreter made of them. They are
 * the files of a folder,
 *
 * <pre>
 * sources/try.golden    the sources; a name that ends with -O or -OO gives the level
 * 3.12/try.golden       what the newest release of that version makes of each
 * 3.12.1/try.golden     what another release makes of those of which it makes something else
 * </pre>
 *
 * <p>and the texts in them have the names of the cases. An expectation is a listing with the digest
 * of the bytes, or an error, and warnings; see {@link GoldenText}. A release without an expectation
 * of its own has that of the newest of its version.
 */
final class GoldenCases {
  private static final String SOURCES = "sources";

  private final Path folder;
  private final Map<Path, GoldenFile> files = new HashMap<>();

  /**
   * One case.
   *
   * @param file the name of the file it is in
   */
  record GoldenCase(String file, String name, int level, String source) {}

  GoldenCases(Path folder) {
    this.folder = folder;
  }

  /** The names of the files, sorted. */
  List<String> files() throws IOException {
    return names(folder.resolve(SOURCES));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(".golden"))
          .sorted()
          .toList();
    }
  }

  /** The cases of a file in their order. */
  List<GoldenCase> cases(String file) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    read(SOURCES, file)
        .texts()
        .forEach(
            (name, source) -> {
              int level = name.endsWith(" -OO") ? 2 : name.endsWith(" -O") ? 1 : 0;
              cases.add(new GoldenCase(file, name, level, source + "\n"));
            });
    return cases;
  }

  /** What is expected of a target, null if no interpreter was asked. */
  @Nullable String expected(GoldenCase golden, Target target) throws IOException {
    String own = own(golden, target);
    return own != null ? own : own(golden, newest(target));
  }

  private @Nullable String own(GoldenCase golden, Target target) throws IOException {
    return read(target.toString(), golden.file()).texts().get(golden.name());
  }

  /**
   * Takes what the interpreter of a target makes of the cases of a file in place of what it made of
   * them before.
   *
   * @param made by the name of the case; what is not there is taken away
   * @return whether that is anything else
   */
  boolean replace(String file, Target target, Map<String, String> made) throws IOException {
    GoldenFile old = read(target.toString(), file);
    Target newest = newest(target);
    Map<String, String> texts = new LinkedHashMap<>();
    for (GoldenCase golden : cases(file)) {
      String text = made.get(golden.name());
      if (text != null && (target == newest || !text.equals(own(golden, newest)))) {
        texts.put(golden.name(), text);
      }
    }
    if (texts.equals(old.texts())
        && List.copyOf(texts.keySet()).equals(List.copyOf(old.texts().keySet()))) {
      return false;
    }
    var renewed = new GoldenFile(old.path(), texts);
    renewed.write();
    files.put(old.path(), renewed);
    return true;
  }

  private static Target newest(Target target) {
    return Target.releasesOf(target.python()).getFirst();
  }

  /** The expectations that belong to no case, as {@code 3.11/try.golden: name}. */
  List<String> orphans() throws IOException {
    List<String> orphans = new ArrayList<>();
    List<String> known = files();
    for (Target target : Target.values()) {
      Path own = folder.resolve(target.toString());
      if (!Files.exists(own)) {
        continue;
      }
      for (String file : names(own)) {
        Map<String, String> sources = known.contains(file) ? read(SOURCES, file).texts() : Map.of();
        for (String name : read(target.toString(), file).texts().keySet()) {
          if (!sources.containsKey(name)) {
            orphans.add(target + "/" + file + ": " + name);
          }
        }
      }
    }
    return orphans;
  }

  private GoldenFile read(String part, String file) throws IOException {
    Path path = folder.resolve(part).resolve(file);
    GoldenFile known = files.get(path);
    if (known == null) {
      known = GoldenFile.read(path);
      files.put(path, known);
    }
    return known;
  }
}
