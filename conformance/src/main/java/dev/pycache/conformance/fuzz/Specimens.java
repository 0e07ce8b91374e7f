package dev.pycache.conformance.fuzz;

import static java.util.Comparator.comparingInt;

import dev.pycache.bytecode.PythonVersion;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The caches to start from, by version: each version is taken as often as any other. */
final class Specimens {
  /** Harm to larger ones would cost more time than it is worth. */
  private static final int MAX_BYTES = 32 << 10;

  /** So many of each version: all of them are in memory with all their objects. */
  private static final int MAX_FILES = 32;

  private static final String HEAD = "=== ";

  private final Map<PythonVersion, List<Specimen>> byVersion = new EnumMap<>(PythonVersion.class);
  private final List<List<Specimen>> lists = new ArrayList<>();

  private Specimens() {}

  /** Those that come with this package: {@code VERSION.txt}, made by {@code fuzz_corpus.py}. */
  static Specimens bundled() throws IOException {
    var specimens = new Specimens();
    for (PythonVersion python : PythonVersion.values()) {
      try (InputStream in = Specimens.class.getResourceAsStream(python.version() + ".txt")) {
        if (in != null) {
          specimens.read(python.version(), in);
        }
      }
    }
    return specimens;
  }

  private void read(String version, InputStream in) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    String title = "";
    var bytes = new ByteArrayOutputStream();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(HEAD)) {
        add(version + " " + title, bytes.toByteArray());
        title = line.substring(HEAD.length());
        bytes.reset();
      } else if (!line.startsWith("#")) {
        bytes.writeBytes(HexFormat.of().parseHex(line));
      }
    }
    add(version + " " + title, bytes.toByteArray());
  }

  private void add(String name, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      add(Specimen.of(name, bytes));
    }
  }

  private void add(Specimen specimen) {
    List<Specimen> list =
        byVersion.computeIfAbsent(
            specimen.data().python(),
            python -> {
              lists.add(new ArrayList<>());
              return lists.getLast();
            });
    if (list.size() < MAX_FILES) {
      list.add(specimen);
    }
  }

  /**
   * Adds some of the caches below a folder that can be read and are not too large; of many, an
   * arbitrary choice, but always the same.
   */
  void addBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(comparingInt(Specimens::mixed)).toList()) {
        if (file.toString().endsWith(".pyc") && Files.size(file) <= MAX_BYTES) {
          byte[] bytes = Files.readAllBytes(file);
          try {
            add(Specimen.of(folder.relativize(file).toString(), bytes));
          } catch (IOException e) {
            System.err.println("fuzz: not taken: " + file + ": " + e.getMessage());
          }
        }
      }
    }
  }

  private static int mixed(Path file) {
    return file.toString().hashCode() * 0x9E3779B9;
  }

  /** One of any version. */
  Specimen any(SplittableRandom random) {
    List<Specimen> list = lists.get(random.nextInt(lists.size()));
    return list.get(random.nextInt(list.size()));
  }

  /** Those of a version. */
  Specimens of(PythonVersion python) {
    var specimens = new Specimens();
    byVersion.getOrDefault(python, List.of()).forEach(specimens::add);
    return specimens;
  }

  /** All of them. */
  List<Specimen> all() {
    return lists.stream().flatMap(List::stream).toList();
  }

  /** How many there are of each version. */
  String summary() {
    var text = new StringBuilder();
    byVersion.forEach(
        (python, list) -> text.append(' ').append(python).append(':').append(list.size()));
    return text.substring(1);
  }
}
