package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.path.PathRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Sources and caches by their paths: {@code cache_from_source} and {@code source_from_cache} with
 * made-up paths, prefixes, tags and optimisations, many of which are refused.
 */
final class PathCases {
  private static final List<String> NAMES =
      List.of(
          "a.py",
          "a",
          "",
          ".",
          "..",
          ".py",
          ".a.py",
          "a.b.py",
          "a.b.c.py",
          "a.",
          "...",
          "..py",
          "__init__.py",
          "é.py",
          "中文.py",
          "😀.py",
          "a\udcff.py",
          "\udc80",
          " .py",
          "a b.py",
          "it's.py",
          "\"q\".py",
          "b\\s.py",
          "n\nl.py",
          "a.PY",
          "a.pyw",
          "a.pyc",
          "z\u00ad\u0378.py",
          "__pycache__",
          "a.cpython-311.pyc",
          "x.opt-1.py",
          "a:b.py",
          "c:",
          "\u0001.py");

  private static final List<String> CACHE_NAMES =
      List.of(
          "a.cpython-311.pyc",
          "a.cpython-311.opt-1.pyc",
          "a.b.c",
          "a.b.opt-é.c",
          "a.b.opt-.pyc",
          "a.b.opt-x-y.pyc",
          "a.b.opt1.pyc",
          "a.pyc",
          "a",
          "a.b.c.d.e",
          "...",
          "..",
          ".a.b",
          "a.b.OPT-1.pyc",
          "é.pypy39.pyc",
          "a\udcff.t.pyc",
          "a.b.opt-\udcff.pyc",
          "'.b.c.d.e",
          "a.cpython-312-pytest-8.4.1.pyc",
          "a.graalpy242-311.pyc",
          "a.b.opt-²③.pyc",
          "a.b.opt-½ .c");

  private static final List<String> FOLDERS =
      List.of("x", "..", ".", "", "é", "__pycache__", "a b", "\udcfe", "x.y", "中", "'", "\"'");

  private static final List<String> PREFIXES =
      List.of(
          "",
          "/",
          "//",
          "/p",
          "p",
          "/p/",
          "/p//q///",
          "./p",
          "..",
          "/é",
          "/p/\udcff",
          "x/__pycache__");

  private static final List<String> OPTIMIZATIONS =
      List.of(
          "0",
          "1",
          "2",
          "x",
          "X9",
          "é",
          "²",
          "٣",
          "Ⅷ",
          "½",
          "一",
          "🄀",
          "-1",
          "a b",
          "1.0",
          "_",
          "/",
          "\udc80",
          "'",
          "\u0301",
          "1\n",
          "\u00ad",
          "ª",
          "opt-1",
          "\u2160",
          "\ud835\udfd8");

  private static final List<String> TAGS =
      List.of(
          "cpython-39",
          "cpython-313",
          "pypy39",
          "graalpy242-311",
          "jython-27",
          "foo",
          "a.b",
          "",
          "é",
          "x/y");

  private static final int CODE_POINTS_A_CASE = 0x1000;

  private final CacheOracle oracle;
  private final CacheOracle.About about;
  private final PythonVersion version;
  private final Tally tally;
  private final RandomGenerator random;

  /** Folders to work in that exist, the root among them. */
  private final List<String> workingFolders;

  PathCases(
      CacheOracle oracle,
      CacheOracle.About about,
      PythonVersion version,
      Tally tally,
      RandomGenerator random,
      Path scratch)
      throws IOException {
    this.oracle = oracle;
    this.about = about;
    this.version = version;
    this.tally = tally;
    this.random = random;
    String base = FileNames.of(scratch.toRealPath());
    this.workingFolders = List.of("/", base, base + "/é x", base + "/\udcfd");
    for (String folder : workingFolders) {
      Files.createDirectories(FileNames.toPath(folder));
    }
  }

  /** Runs all code points, and so many made-up cases. */
  void run(int count) throws IOException {
    for (int first = 0; first < 0x110000; first += CODE_POINTS_A_CASE) {
      judgeCharacters(first, first + CODE_POINTS_A_CASE - 1);
    }
    for (int i = 0; i < count; i++) {
      if (random.nextBoolean()) {
        judgeSource();
      } else {
        judgeCache();
      }
    }
  }

  private void judgeSource() throws IOException {
    String path = path(NAMES);
    String optimization = random.nextInt(3) == 0 ? pick(OPTIMIZATIONS) : "";
    Optional<String> prefix = prefix();
    String folder = pick(workingFolders);
    String tag = tag();
    var layout = new CacheLayout(tag, prefix, version);
    List<String> ours = answer(() -> layout.cacheFromSource(path, optimization, () -> folder));
    var theirs = oracle.ask('P', path, optimization, sent(prefix), folder, tag);
    if (about.findsRoot() && ours.contains("IndexError")) {
      return; // a later release of 3.13 has that right
    }
    String name = "cache_from_source(" + path + ") tag " + tag + " optimization " + optimization;
    add(name + " prefix " + prefix + " in " + folder, ours, theirs);
  }

  private void judgeCache() throws IOException {
    String tag = tag();
    Optional<String> prefix = prefix();
    var layout = new CacheLayout(tag, prefix, version);
    String path = cachePath(layout);
    List<String> ours = answer(() -> layout.sourceFromCache(path));
    var theirs = oracle.ask('S', path, sent(prefix), tag);
    add("source_from_cache(" + path + ") tag " + tag + " prefix " + prefix, ours, theirs);
  }

  /** Three times in four one that could be right. */
  private String cachePath(CacheLayout layout) {
    if (random.nextInt(4) == 0) {
      return path(CACHE_NAMES);
    }
    String name = pick(CACHE_NAMES);
    if (layout.prefix().isPresent() && random.nextBoolean()) {
      return layout.prefix().get() + "/" + folders() + name;
    }
    return folders() + "__pycache__/" + name;
  }

  /** All but the characters that Java does not know yet: its Unicode is that of Python 3.14. */
  private void judgeCharacters(int first, int last) throws IOException {
    var layout = new CacheLayout("t", Optional.empty(), version);
    var ours = new StringBuilder();
    for (int c = first; c <= last; c++) {
      String text = Character.toString(c);
      ours.append(answer(() -> layout.cacheFromSource("a.py", text)).size() == 1 ? '1' : '0');
    }
    var theirs = oracle.ask('A', Integer.toString(first), Integer.toString(last));
    theirs.ifPresent(
        answer -> {
          for (int c = first; c <= last; c++) {
            if (Character.getType(c) == Character.UNASSIGNED) {
              ours.setCharAt(c - first, answer.getFirst().charAt(c - first));
            }
          }
        });
    add("str.isalnum from " + Integer.toHexString(first), List.of(ours.toString()), theirs);
  }

  private interface Question {
    String answer();
  }

  private static List<String> answer(Question question) {
    try {
      return List.of(question.answer());
    } catch (PathRefusedException e) {
      return List.of("!", e.pythonName(), String.valueOf(e.getMessage()));
    }
  }

  private void add(String name, List<String> ours, Optional<List<String>> theirs) {
    if (theirs.isEmpty()) {
      tally.add(name, "", new Verdict(Verdict.Kind.NOT_COMPARED, "no answer"));
    } else if (theirs.get().equals(ours)) {
      tally.add(name, "", new Verdict(Verdict.Kind.SAME_PATH, ""));
    } else {
      String detail = "pycache " + ours + ", python " + theirs.get();
      tally.add(name, "", new Verdict(Verdict.Kind.OTHER_PATH, detail));
    }
  }

  private String path(List<String> names) {
    return folders() + pick(names) + (random.nextInt(12) == 0 ? "/" : "");
  }

  private String folders() {
    var path = new StringBuilder(pick(List.of("", "", "/", "./", "../", "//", ".//")));
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      path.append(pick(FOLDERS)).append(random.nextInt(6) == 0 ? "//" : "/");
    }
    return path.toString();
  }

  private Optional<String> prefix() {
    boolean has = about.hasPrefixes() && random.nextBoolean();
    return has ? Optional.of(pick(PREFIXES)) : Optional.empty();
  }

  private static String sent(Optional<String> prefix) {
    return prefix.map(text -> "+" + text).orElse("-");
  }

  private String tag() {
    return random.nextBoolean() ? about.tag() : pick(TAGS);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
