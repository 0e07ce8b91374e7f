package dev.pycache.conformance.compileall;

import dev.pycache.conformance.compileall.Scenario.Start;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small project with everything in it that {@code compileall} has a rule for. It is made once for
 * each {@link Start}, with the interpreter's caches, and copied for each run.
 */
final class SampleTree {
  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1_700_000_000L));

  /** Behind all that is done to the sources, so that their caches can be trusted. */
  private final FileTime later = FileTime.from(Instant.now().plus(Duration.ofDays(1)));

  private static final String[] STATES = {
    "fresh",
    "stale",
    "size",
    "truncated",
    "garbage",
    "magic",
    "flags",
    "damaged",
    "missing",
    "partial",
    "checked",
    "unchecked",
    "checked_stale",
    "unchecked_stale"
  };

  private static final String[] ALL_LEVELS = {"-o", "0", "-o", "1", "-o", "2"};

  private final Path work;
  private final Runner runner;
  private final Map<Start, Path> made = new HashMap<>();

  /**
   * @param runner has the interpreter make the caches
   */
  SampleTree(Path work, Runner runner) {
    this.work = work;
    this.runner = runner;
  }

  /** The folder in which both run, with a new copy of the tree. */
  Path copy(Start start) throws IOException, InterruptedException {
    Path original = made.get(start);
    if (original == null) {
      Path fresh = Files.createDirectories(work.resolve("run"));
      make(fresh, start);
      original = work.resolve("made-" + start);
      Files.move(fresh, original);
      made.put(start, original);
    }
    Path copy = work.resolve("run");
    copy(original, copy);
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private void make(Path folder, Start start) throws IOException, InterruptedException {
    sources(folder);
    switch (start) {
      case NOTHING -> {}
      case CACHES -> caches(folder, Map.of());
      case LEGACY_CACHES -> caches(folder, Map.of(), "-b");
      case PREFIXED_CACHES ->
          caches(folder, Map.of("PYTHONPYCACHEPREFIX", folder.resolve("caches").toString()));
      case OBSTACLES -> obstacles(folder);
    }
  }

  private static void sources(Path folder) throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    String same = "def f(a, b=(1, 2)):\n    return a in b\n";
    String all = "'''Doc.'''\n\nclass C:\n    '''Of C.'''\n    def m(self):\n        assert self\n";
    write(tree, "plain.py", same);
    write(tree, "empty.py", "");
    write(tree, ".hidden.py", same);
    write(tree, ".py", same);
    write(tree, "a b.c.py", all);
    write(tree, "caf\u00e9.py", all);
    write(tree, "notes.txt", "no source\n");
    write(tree, "script", same);
    write(tree, "bad.py", "def f(:\n    pass\n");
    write(tree, "crlf.py", "x = '''a\r\nb'''\r\n");
    write(tree, "package/__init__.py", "from . import mod\n");
    write(tree, "package/mod.py", all);
    write(tree, "package/deep/er/x.py", same);
    write(tree, "folder.py/inner.py", same);
    write(tree, "__pycache__/not_here.py", same);
    Path latin = write(tree, "latin.py", "");
    Files.write(latin, "# coding: latin-1\nx = '\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.setLastModifiedTime(latin, TIME);
    Path odd = Path.of(URI.create(tree.toUri() + "odd%FF.py"));
    Files.writeString(odd, same);
    Files.setLastModifiedTime(odd, TIME);
    write(folder, "outside/elsewhere.py", all);
    write(folder, "list.txt", "tree/package\n\ttree/plain.py  \n");
    Files.createSymbolicLink(tree.resolve("link.py"), Path.of("plain.py"));
    Files.createSymbolicLink(tree.resolve("outside.py"), Path.of("../outside/elsewhere.py"));
    Files.createSymbolicLink(tree.resolve("broken.py"), Path.of("nowhere.py"));
    Files.createSymbolicLink(tree.resolve("loop"), Path.of("."));
    for (String mode : List.of("rw-------", "r--r--r--", "rwxr-xr-x", "rw-rw-rw-")) {
      Path source = write(tree, "modes/" + mode.replace("-", "_") + ".py", all);
      Files.setPosixFilePermissions(
          source, java.nio.file.attribute.PosixFilePermissions.fromString(mode));
    }
    for (String state : STATES) {
      write(tree, "states/" + state + ".py", all + "    state = '" + state + "'\n");
    }
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, TIME);
    return file;
  }

  private void caches(Path folder, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    Path states = folder.resolve("tree/states");
    // The place of a legacy cache does not tell its level, so that there is only one.
    String[] levels = options.length > 0 ? new String[] {"-o", "0"} : ALL_LEVELS;
    runner.python(folder, environment, words(options, levels, "tree"));
    for (String mode : List.of("checked", "unchecked")) {
      String[] hashed = {"-f", "--invalidation-mode", mode + "-hash"};
      String[] paths = {"tree/states/" + mode + ".py", "tree/states/" + mode + "_stale.py"};
      runner.python(folder, environment, words(options, levels, hashed, paths));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path cache : files.filter(file -> file.toString().endsWith(".pyc")).toList()) {
        harm(cache);
      }
    }
    for (String state : List.of("checked_stale", "unchecked_stale")) {
      write(states, state + ".py", "changed = 1\n");
    }
    write(states, "size.py", "a_new_size = True\n");
    Path stale = write(states, "stale.py", "changed = 1\n");
    Files.setLastModifiedTime(stale, FileTime.from(TIME.toInstant().plusSeconds(1)));
  }

  private static String[] words(String[] first, String[] second, String... more) {
    return Stream.of(first, second, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static String[] words(String[] first, String[] second, String[] third, String[] more) {
    return words(words(first, second), third, more);
  }

  /** Does to a cache what the name of its source says. */
  private void harm(Path cache) throws IOException {
    String name = cache.getFileName().toString();
    byte[] bytes = Files.readAllBytes(cache);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (name.substring(0, name.indexOf('.'))) {
      case "truncated" -> bytes = Arrays.copyOf(bytes, 11);
      case "garbage" -> Arrays.fill(bytes, (byte) 'x');
      case "magic" -> header.putShort(0, (short) 3531);
      case "flags" -> header.putInt(4, 8);
      case "damaged" -> bytes = Arrays.copyOf(bytes, 40);
      default -> {}
    }
    Files.write(cache, bytes);
    Files.setLastModifiedTime(cache, later);
    if (name.startsWith("missing.") || name.startsWith("partial.") && name.contains("opt-1")) {
      Files.delete(cache);
    }
  }

  private static void obstacles(Path folder) throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("__pycache__/plain.cpython-311.pyc"));
    Files.createSymbolicLink(
        tree.resolve("__pycache__/empty.cpython-311.pyc"), Path.of("../notes.txt"));
    write(tree, "package/__pycache__", "a file where the folder should be\n");
  }
}
