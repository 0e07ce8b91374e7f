package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The runs from which the build makes the AOT caches of the launcher: a class that a run does not
 * come by is slow to load at each start, and one that it comes by costs a little at every start of
 * any command. So {@code compile}, which is started most and has the least to do, has a run of its
 * own. They go through the commands as users call them, on copies of the Python sources in some
 * folders.
 */
final class Training {
  /**
   * A source for each stage that may find an error, and for each way in which it is told. Letters
   * above U+007F are bytes.
   */
  private static final List<String> BROKEN =
      List.of(
          "def f(:\n\tpass\n",
          "print 'a'\n",
          "x = 0777\n",
          "if x:\n  a\n    b\n  c\n",
          "x = (1\ny = 2]\n",
          "\u00e2\u0082\u00ac = 1\n",
          "x = '\u00f6'\n",
          "# coding: none-such\n",
          "\u00ef\u00bb\u00bf# coding: latin-1\n",
          "x = 1\nfrom __future__ import annotations\n",
          "from __future__ import braces\n",
          "def f(a, a):\n  nonlocal b\n",
          "def f(a, /, b=1, *c, d, **e):\n  print c\n",
          "return f'{x!z}', 'abc\n",
          "async def f():\n  [await x for y in z]\n  break\n",
          "x: int = f(y=1, 2) = [a, b] + {**c}\n",
          "class A:\n  try:\n    x is 1\n    '\\d'\n  finally: pass\nfoo() = 2\n");

  /** What large projects have and our sources have not. */
  private static final List<String> UNUSUAL =
      List.of(
          "x = 2.5 - 1j, 2.0 ** 0.5 // 3, 10 ** 40 % 7, -1.5 * 3, 'a' * 2, b'%d' % 1, 1 < 2 != 3\n",
          "\u00c2\u00b5 = '\\N{BULLET}'\n",
          "x in {'a', 'b', 'utf-8'}; x in {'a', 'b', 'utf-8'}; x in {1, 2.0, None}\n",
          "def f(): x in {'ab', 'utf-8'}\ndef g(): x in {'ab', 'utf-8'}; f(1)\n",
          "from __future__ import annotations\nx: y['ab', b'c', 1, -2.5, ...] = {}[None], [][1]\n",
          "match x:\n  case {'a': 1, 'b': 2}: pass\n  case -1 | 1.5 + 2j: pass\n",
          "class A:\n  x: int = 'abc'[1:2]\n  def f(x: A | None = t'{x!r:>{y}}'): pass\n",
          "x = 0x123456789abcdef0123456789, 1e400, -0.0, 1_000, 0o17, 0b1, ...\n",
          "{'a': 1, 'b': 2, 3: 4}; {1, 2, 3}; x <<= 1; x //= 2; x **= 3; x >>= 4; x @= y; x ^= 1\n");

  private Training() {}

  /**
   * Runs commands.
   *
   * @param args {@code compile}, {@code project} or {@code all}, each with what those before it do;
   *     a folder to be made for copies, folders of sources
   */
  public static void main(String[] args) throws IOException {
    Path copies = Path.of(args[1]);
    Files.createDirectory(copies);
    try {
      for (String folder : List.of(args).subList(2, args.length)) {
        copySources(Path.of(folder), copies);
      }
      Path broken = copies.resolve("broken");
      write(BROKEN, broken);
      write(UNUSUAL, copies.resolve("unusual"));
      runCompiler(copies, broken);
      if (!args[0].equals("compile")) {
        runInProject(copies);
      }
      if (args[0].equals("all")) {
        runRareOptions(copies, broken);
        runReaders(copies.toString(), broken.resolve("0.py").toString());
        runManagers(copies);
      }
    } finally {
      delete(copies);
    }
  }

  private static void write(List<String> sources, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < sources.size(); i++) {
      Files.write(folder.resolve(i + ".py"), sources.get(i).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** What the launcher starts with the smallest cache. */
  private static void runCompiler(Path copies, Path broken) throws IOException {
    String folder = copies.toString();
    run("--version");
    run("compile", "--python", "3.0", folder);
    for (Target target : Target.values()) {
      run("compile", "-f", "-j1", "--python", target.release(), folder);
    }
    run("compile", "-q", folder, copies.resolve("missing.py").toString());
    run("compile", "-o1", "-o2", folder);
    run("compile", "-f", "--invalidation-mode", "checked-hash", folder);
    run("compile", "-q", "--invalidation-mode", "checked-hash", folder);
    run(new Surroundings(Map.of("PYCACHE_QUIET", "1"), copies), "compile", "-f", folder);
    run("compile", folder, broken.toString());
    run("compile", folder);
  }

  /** The same where there is a file with settings, and with the Python to compile for. */
  private static void runInProject(Path copies) throws IOException {
    Path project = copies.resolve("pyproject.toml");
    Files.writeString(project, "[project]\nrequires-python = \">=3.11\"\n");
    var inFolder = new Surroundings(Map.of(), copies);
    run(inFolder, "compile", copies.toString());
    Files.writeString(project, "[tool.pycache]\ninvalidation-mode = \"checked-hash\"\n");
    run(inFolder, "compile", copies.toString());
    Files.delete(project);
    run("compile", copies.toString());
  }

  /** What else can be said to {@code compile}. */
  private static void runRareOptions(Path copies, Path broken) {
    String folder = copies.toString();
    run("help");
    run("help", "compile");
    run("compile", "-h");
    run("compile", "--no-such-option");
    run("compile", "-n", "--exclude", "b*.py", folder);
    run("compile", "--format", "json", folder, broken.toString());
  }

  /** The commands that read what was compiled. */
  private static void runReaders(String folder, String broken) throws IOException {
    List<String> caches =
        list(Path.of(folder)).stream()
            .map(Path::toString)
            .filter(path -> path.endsWith(".pyc"))
            .sorted()
            .toList();
    String page = folder + "/page.html";
    String one = caches.getFirst();
    String other = caches.getLast();
    for (String command : List.of("dis", "diff", "show", "canonicalise")) {
      run("help", command);
    }
    run("dis", folder);
    run("dis", broken);
    run("dis", "--color=always", "--python", "3.11", folder);
    run("dis", "--format", "json", one);
    run("dis", "--function", "<module>", "--html", page, one);
    run("dis", "--color=always", one, other);
    run("dis", "--html", page, one, other);
    run("diff", "--color=always", one, other);
    run("diff", "--format", "json", one, other);
    run("diff", "--html", page, one, other);
    run("show", one);
    run("show", "--format", "json", one);
    run("canonicalise", "--check", folder);
  }

  /** The commands that look after caches, in a repository of git and outside of one. */
  private static void runManagers(Path copies) throws IOException {
    String folder = copies.toString();
    for (String command : List.of("status", "why", "verify", "clean", "doctor")) {
      run("help", command);
    }
    runManagers(folder);
    Path git = copies.resolve(".git");
    Files.createDirectories(git.resolve("objects"));
    Files.createDirectories(git.resolve("refs/heads"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(copies.resolve(".gitignore"), "*.log\n");
    runManagers(folder);
    run("clean", folder);
  }

  private static void runManagers(String folder) {
    run("status", folder);
    run("status", "--color=always", "--bodies", "-v", folder);
    run("status", "--format", "json", folder);
    run("why", folder + "/broken.py");
    run("verify", folder);
    run("verify", "--format", "json", folder);
    run("verify", "--format", "sarif", folder);
    run("clean", "-n", folder);
    run("clean", "-n", "--max-size", "1G", folder);
    run("clean", "-n", "--orphans", "--stale", "--invalid", "--format", "json", folder);
    run("doctor", folder);
    run("doctor", "--diff", folder);
    run("doctor", "--format", "sarif", folder);
  }

  private static void run(String... words) {
    run(Surroundings.ofProcess(), words);
  }

  private static void run(Surroundings surroundings, String... words) {
    int _ =
        Main.run(
            Arrays.asList(words),
            surroundings,
            new Output(OutputStream.nullOutputStream()),
            new Output(OutputStream.nullOutputStream()));
  }

  private static void copySources(Path from, Path to) throws IOException {
    for (Path file : list(from)) {
      if (file.toString().endsWith(".py")) {
        Path copy = to.resolve(from.getFileName()).resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : list(folder).reversed()) {
      Files.delete(file);
    }
  }

  /** All that is in a folder, and the folder itself before that. */
  private static List<Path> list(Path folder) {
    List<Path> found = new ArrayList<>();
    collect(folder.toFile(), found);
    return found;
  }

  /** By hand: what the JDK walks folders with would be in the AOT cache for nothing. */
  private static void collect(File file, List<Path> found) {
    found.add(file.toPath());
    File[] inner = file.listFiles();
    if (inner != null) {
      Arrays.sort(inner);
      for (File each : inner) {
        collect(each, found);
      }
    }
  }
}
