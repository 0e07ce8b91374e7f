package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.freshness.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Small folders in all states, with a source and perhaps an old cache, each made twice: in one the
 * interpreter imports or compiles, in the other the store of pycache does the same. Compared are
 * what both say, and all that is there afterwards: names, kinds, permissions, links, headers, and
 * which files are new.
 */
final class WriteCases {
  /** What a process may do, and what it is told by its environment. */
  private record Surroundings(String umask, boolean hasRights, boolean hasEpoch, boolean hasSpace) {
    @Override
    public String toString() {
      return "umask "
          + umask
          + (hasRights ? "" : ", without root's rights")
          + (hasEpoch ? ", SOURCE_DATE_EPOCH" : "")
          + (hasSpace ? "" : ", no room for a file");
    }
  }

  private static final List<Surroundings> SURROUNDINGS =
      List.of(
          new Surroundings("022", true, false, true),
          new Surroundings("077", true, true, true),
          new Surroundings("000", true, false, true),
          new Surroundings("022", false, false, true),
          new Surroundings("027", false, true, true),
          new Surroundings("222", false, false, true),
          new Surroundings("002", true, false, false));

  private static final List<String> MODES =
      List.of(
          "rw-r--r--",
          "rw-------",
          "rwxr-xr-x",
          "r--r--r--",
          "rw-rw-r--",
          "rw-rw-rw-",
          "r-x------",
          "---------",
          "-w-------");

  private static final List<String> FOLDER_MODES =
      List.of("rwxr-xr-x", "rwxr-xr-x", "rwx------", "r-xr-xr-x", "-wx------", "---------");

  private static final List<String> DROPPING =
      List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");

  private static final FileTime OLD = FileTime.from(978_307_200, TimeUnit.SECONDS);
  private static final long SECONDS_A_RUN = 120;

  /** What stands in the place of the folder for caches. */
  private enum CacheFolder {
    FOLDER,
    NONE,
    LINK_TO_FOLDER,
    LINK_TO_NOWHERE,
    FILE
  }

  /** What stands in the place of the cache. */
  private enum Old {
    NONE,
    FRESH,
    STALE,
    FRESH_CHECKED,
    STALE_CHECKED,
    STALE_UNCHECKED,
    TRUNCATED,
    EMPTY,
    LINK_TO_FILE,
    LINK_TO_NOWHERE,
    LINK_TO_FOLDER,
    FOLDER,
    UNREADABLE
  }

  /** A folder before anybody acts on it. */
  private record State(
      CacheFolder cacheFolder,
      Old old,
      String sourceMode,
      String folderMode,
      String cacheFolderMode,
      long sourceTime,
      String source,
      String action) {}

  private final String python;
  private final CacheOracle.About about;
  private final PythonVersion version;
  private final Tally tally;
  private final RandomGenerator random;
  private final Path scratch;

  WriteCases(
      String python,
      CacheOracle.About about,
      PythonVersion version,
      Tally tally,
      RandomGenerator random,
      Path scratch) {
    this.python = python;
    this.about = about;
    this.version = version;
    this.tally = tally;
    this.random = random;
    this.scratch = scratch;
  }

  /** Runs about so many cases, shared out among all surroundings. */
  void run(int count) throws IOException {
    int each = Math.max(1, count / SURROUNDINGS.size());
    for (Surroundings surroundings : SURROUNDINGS) {
      List<State> states = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        states.add(next());
      }
      if (surroundings.hasRights || withoutRights().isPresent()) {
        judge(surroundings, states);
      } else {
        String reason = "root's rights cannot be laid down here (setpriv)";
        for (int i = 0; i < each; i++) {
          tally.add(surroundings.toString(), "", new Verdict(Verdict.Kind.NOT_COMPARED, reason));
        }
      }
    }
  }

  private State next() {
    boolean hashes = version.hasHashBasedCaches();
    String action =
        random.nextBoolean()
            ? "import"
            : hashes
                ? pick(
                    List.of(
                        "compile",
                        "compile timestamp",
                        "compile checked-hash",
                        "compile unchecked-hash"))
                : "compile";
    return new State(
        random.nextInt(3) > 0 ? CacheFolder.FOLDER : pick(List.of(CacheFolder.values())),
        pick(List.of(Old.values())),
        pick(MODES),
        pick(FOLDER_MODES),
        pick(FOLDER_MODES),
        pick(List.of(1_700_000_000L, 0L, 4_294_967_299L, 1_600_000_001L)),
        "x = 1\n" + "#".repeat(random.nextInt(3)),
        action);
  }

  private void judge(Surroundings surroundings, List<State> states) throws IOException {
    Path theirs = Files.createTempDirectory(scratch, "theirs");
    Path ours = Files.createTempDirectory(scratch, "ours");
    var actions = new StringBuilder();
    for (int i = 0; i < states.size(); i++) {
      make(theirs.resolve("s" + i), states.get(i));
      make(ours.resolve("s" + i), states.get(i));
      actions.append("s").append(i).append(' ').append(states.get(i).action()).append('\n');
    }
    Path script = Scripts.extract(CacheOracle.SCRIPT);
    List<String> theirWords;
    List<String> ourWords;
    try {
      theirWords =
          run(
              surroundings,
              List.of(python, "-s", "-W", "ignore", script.toString(), theirs.toString()),
              actions.toString());
      ourWords = run(surroundings, agent(ours), actions.toString());
    } finally {
      Files.delete(script);
    }
    for (int i = 0; i < states.size(); i++) {
      String said = i < theirWords.size() ? word(theirWords.get(i)) : "nothing";
      String did = i < ourWords.size() ? ourWords.get(i) : "nothing";
      String their = said + "\n" + snapshot(theirs.resolve("s" + i));
      String our = did + "\n" + snapshot(ours.resolve("s" + i));
      String name = states.get(i) + " " + surroundings;
      tally.add(
          name,
          "",
          their.equals(our)
              ? new Verdict(Verdict.Kind.SAME_FILES, "")
              : new Verdict(
                  Verdict.Kind.OTHER_FILES, "pycache: " + our + "\n    python: " + their));
    }
  }

  private List<String> agent(Path folder) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-XX:-UsePerfData",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        WriteAgent.class.getName(),
        version.version(),
        about.tag(),
        folder.toString());
  }

  /** Python's exceptions by what they mean to who compiles. */
  private static String word(String said) {
    return switch (said) {
      case "ok" -> said;
      case "FileExistsError" -> "refused";
      default -> "failed";
    };
  }

  /** The lines that a command prints in these surroundings. */
  private static List<String> run(Surroundings surroundings, List<String> command, String input)
      throws IOException {
    List<String> words = new ArrayList<>();
    String limit = surroundings.hasSpace ? "" : "ulimit -f 0; ";
    words.addAll(
        List.of("sh", "-c", "umask " + surroundings.umask + "; " + limit + "exec \"$@\"", "sh"));
    if (!surroundings.hasRights) {
      words.addAll(withoutRights().orElseThrow());
    }
    words.addAll(command);
    var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
    builder.environment().remove("SOURCE_DATE_EPOCH");
    if (surroundings.hasEpoch) {
      builder.environment().put("SOURCE_DATE_EPOCH", "1");
    }
    Process process = builder.start();
    try (var out = process.outputWriter()) {
      out.write(input);
    }
    List<String> lines;
    try (var in = process.inputReader()) {
      lines = in.lines().toList();
    }
    try {
      if (!process.waitFor(SECONDS_A_RUN, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return lines;
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /**
   * What stands before a command that is to obey permissions, which root does not: nothing for
   * others. Empty if root's rights cannot be laid down here.
   */
  static Optional<List<String>> withoutRights() throws IOException {
    if (!isRoot()) {
      return Optional.of(List.of());
    }
    List<String> command = new ArrayList<>(DROPPING);
    command.addAll(List.of("cat", "/proc/self/status"));
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      try (var in = builder.start().inputReader()) {
        boolean dropped = in.lines().anyMatch(line -> line.matches("CapEff:\\s*0+"));
        return dropped ? Optional.of(DROPPING) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // there is no such program
    }
  }

  private void make(Path folder, State state) throws IOException {
    Files.createDirectory(folder);
    Path source = folder.resolve("m.py");
    Files.writeString(source, state.source());
    Files.setLastModifiedTime(source, FileTime.from(state.sourceTime(), TimeUnit.SECONDS));
    Path caches = folder.resolve("__pycache__");
    switch (state.cacheFolder()) {
      case FOLDER -> Files.createDirectory(caches);
      case NONE -> {}
      case LINK_TO_FOLDER -> {
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(caches, Path.of("elsewhere"));
      }
      case LINK_TO_NOWHERE -> Files.createSymbolicLink(caches, Path.of("nowhere"));
      case FILE -> Files.writeString(caches, "a file");
    }
    if (Files.isDirectory(caches)) {
      makeOld(caches.resolve("m." + about.tag() + ".pyc"), state, source);
      chmod(caches, state.cacheFolderMode());
    }
    chmod(source, state.sourceMode());
    chmod(folder, state.folderMode());
  }

  private void makeOld(Path cache, State state, Path source) throws IOException {
    switch (state.old()) {
      case NONE -> {}
      case FRESH -> write(cache, cache(InvalidationMode.TIMESTAMP, source));
      case STALE -> write(cache, harmed(InvalidationMode.TIMESTAMP, source));
      case FRESH_CHECKED -> write(cache, cache(hash(InvalidationMode.CHECKED_HASH), source));
      case STALE_CHECKED -> write(cache, harmed(hash(InvalidationMode.CHECKED_HASH), source));
      case STALE_UNCHECKED -> write(cache, harmed(hash(InvalidationMode.UNCHECKED_HASH), source));
      case TRUNCATED -> write(cache, Arrays.copyOf(cache(InvalidationMode.TIMESTAMP, source), 9));
      case EMPTY -> write(cache, new byte[0]);
      case LINK_TO_FILE -> {
        write(cache.resolveSibling("target"), cache(InvalidationMode.TIMESTAMP, source));
        Files.createSymbolicLink(cache, Path.of("target"));
      }
      case LINK_TO_NOWHERE -> Files.createSymbolicLink(cache, Path.of("nowhere"));
      case LINK_TO_FOLDER -> {
        Files.createDirectory(cache.resolveSibling("folder"));
        Files.createSymbolicLink(cache, Path.of("folder"));
      }
      case FOLDER -> Files.createDirectory(cache);
      case UNREADABLE -> {
        write(cache, cache(InvalidationMode.TIMESTAMP, source));
        chmod(cache, "---------");
      }
    }
  }

  private InvalidationMode hash(InvalidationMode mode) {
    return version.hasHashBasedCaches() ? mode : InvalidationMode.TIMESTAMP;
  }

  /** A cache that says so of its source, with some code. */
  private byte[] cache(InvalidationMode mode, Path source) throws IOException {
    SourceFile facts = SourceFile.of(source.toString()).orElseThrow();
    byte[] header = mode.header(Magic.of(version), facts).toByteArray();
    byte[] code = about.code().value();
    byte[] cache = Arrays.copyOf(header, header.length + code.length);
    System.arraycopy(code, 0, cache, header.length, code.length);
    return cache;
  }

  private byte[] harmed(InvalidationMode mode, Path source) throws IOException {
    byte[] cache = cache(mode, source);
    cache[Magic.of(version).headerSize() - 1] ^= 1;
    return cache;
  }

  private void write(Path cache, byte[] start) throws IOException {
    Files.write(cache, start);
    Files.setLastModifiedTime(cache, OLD);
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** All that is in a folder, as text; makes it readable. */
  private String snapshot(Path folder) throws IOException {
    var text = new StringBuilder();
    describe(folder, folder, text);
    return text.toString();
  }

  private void describe(Path root, Path path, StringBuilder text) throws IOException {
    text.append("      ").append(root.relativize(path));
    if (Files.isSymbolicLink(path)) {
      text.append(" -> ").append(Files.readSymbolicLink(path)).append('\n');
      return;
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    text.append(' ').append(PosixFilePermissions.toString(mode));
    Set<PosixFilePermission> readable =
        EnumSet.copyOf(PosixFilePermissions.fromString("rwx------"));
    readable.addAll(mode);
    Files.setPosixFilePermissions(path, readable);
    if (Files.isDirectory(path)) {
      text.append(" folder\n");
      try (Stream<Path> inside = Files.list(path)) {
        for (Path each : inside.sorted().toList()) {
          describe(root, each, text);
        }
      }
      return;
    }
    byte[] content = Files.readAllBytes(path);
    boolean isNew =
        Files.getLastModifiedTime(path).compareTo(FileTime.from(OLD.toInstant().plusSeconds(1)))
            > 0;
    int shown = Math.min(content.length, Magic.of(version).headerSize());
    text.append(
            path.getFileName().toString().equals("m.py") ? " source " : isNew ? " new " : " old ")
        .append(HexFormat.of().formatHex(content, 0, shown))
        .append('\n');
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
