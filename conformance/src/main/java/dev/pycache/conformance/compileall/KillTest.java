package dev.pycache.conformance.compileall;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Several processes at once on one tree, most of which are killed in the middle, while the sources
 * change from round to round. A cache must at all times be one of which every byte is known: that
 * of the version of its source whose time and size are in its header.
 */
public final class KillTest {
  private static final Target TARGET = Target.CPYTHON_3_11;
  private static final long TIME = 1_700_000_000L;
  private static final int FILES_IN_A_FOLDER = 100;
  private static final String TREE = "tree";

  private final Path work;
  private final int files;
  private final int processes;
  private final Random random;
  private final Consumer<String> problems;
  private final int[] versions;

  /** How long they take together if nobody is killed. */
  private long nanos;

  private int killed;
  private int leftovers;
  private int looks;

  /**
   * A test in an empty folder.
   *
   * @param files how many sources
   * @param processes how many at once
   * @param problems hears what is wrong
   */
  public KillTest(Path work, int files, int processes, long seed, Consumer<String> problems) {
    this.work = work;
    this.files = files;
    this.processes = processes;
    this.random = new Random(seed);
    this.problems = problems;
    this.versions = new int[files];
  }

  /** What it came to, so that a test in which nothing happened is not taken for one. */
  public record Result(int killed, int leftovers, int caches) {}

  /** Goes through some rounds. */
  public Result run(int rounds) throws IOException, InterruptedException {
    for (int i = 0; i < files; i++) {
      writeSource(i);
    }
    long start = System.nanoTime();
    race(false);
    nanos = System.nanoTime() - start;
    look("at the beginning", true);
    for (int round = 1; round <= rounds; round++) {
      change(round);
      race(true);
      look("round " + round, false);
      finish();
      look("after round " + round, true);
    }
    return new Result(killed, leftovers, looks);
  }

  private void change(int round) throws IOException {
    for (int i = 0; i < files; i++) {
      if (random.nextInt(3) == 0) {
        versions[i] = round;
        writeSource(i);
      }
    }
  }

  /** Sources have nothing that could make compiling them differ from one time to the next. */
  private static String source(int file, int version) {
    var text = new StringBuilder("'''Source " + file + ".'''\nVERSION = " + version + "\n");
    for (int i = 0; i <= (file + version) % 40; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "def f%d(a, b=%d):\n    return [x * a + b for x in a.items]\n",
              i,
              version));
    }
    return text.toString();
  }

  private static String name(int file) {
    return TREE + "/d" + file / FILES_IN_A_FOLDER + "/m" + file + ".py";
  }

  private static long time(int version) {
    return TIME + version;
  }

  private void writeSource(int file) throws IOException {
    Path path = work.resolve(name(file));
    Files.createDirectories(path.getParent());
    Files.writeString(path, source(file, versions[file]));
    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(time(versions[file]))));
  }

  /** All begin together; each is killed at a moment of its own, unless it is done before. */
  private void race(boolean deadly) throws IOException, InterruptedException {
    List<Process> running = new ArrayList<>();
    List<Long> moments = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < processes; i++) {
      running.add(start(i % 2 == 0 ? "-f" : "-j1"));
      moments.add((long) (nanos * random.nextDouble(0.2, 1)));
    }
    moments.sort(null);
    for (int i = 0; i < processes; i++) {
      Process process = running.get(i);
      long left = start + moments.get(i) - System.nanoTime();
      if (deadly && !process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
        killed++;
      }
      process.waitFor();
    }
  }

  private void finish() throws IOException, InterruptedException {
    int status = start("-j2").waitFor();
    if (status != 0) {
      problems.accept("a run that nobody killed ended with status " + status);
    }
  }

  private Process start(String option) throws IOException {
    List<String> command = new ArrayList<>(Runner.compileCommand(TARGET));
    command.addAll(List.of(option, TREE));
    var builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Runner.clean(builder.environment());
    return builder.start();
  }

  /**
   * Looks at every cache.
   *
   * @param complete whether all must be there, of the last version of their sources, and nothing
   *     else
   */
  private void look(String when, boolean complete) throws IOException {
    for (int i = 0; i < files; i++) {
      Path cache = cache(i);
      if (Files.exists(cache)) {
        looks++;
        check(when, i, Files.readAllBytes(cache), complete);
      } else if (complete) {
        problems.accept(when + ": there is no " + cache);
      }
    }
    try (Stream<Path> all = Files.walk(work.resolve(TREE))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".py") && !name.endsWith(".pyc")) {
          leftovers++;
          if (complete) {
            problems.accept(when + ": left over is " + file);
          }
        }
      }
    }
  }

  private Path cache(int file) {
    Path source = work.resolve(name(file));
    String name = source.getFileName().toString().replace(".py", "." + TARGET.cacheTag() + ".pyc");
    return source.resolveSibling("__pycache__").resolve(name);
  }

  private void check(String when, int file, byte[] found, boolean complete) throws IOException {
    if (found.length < PycHeader.SIZE) {
      problems.accept(when + ": " + name(file) + " has a cache of " + found.length + " bytes");
      return;
    }
    int version = (int) (PycHeader.read(found).mtime() - TIME);
    if (version < 0 || version > versions[file] || complete && version != versions[file]) {
      problems.accept(when + ": " + name(file) + " has a cache of version " + version);
    } else if (!Arrays.equals(found, expected(file, version))) {
      problems.accept(when + ": the cache of " + name(file) + " is not what it says");
    }
  }

  private static byte[] expected(int file, int version) {
    byte[] source = source(file, version).getBytes(StandardCharsets.UTF_8);
    PycHeader header = PycHeader.timestamp(TARGET, time(version), source.length);
    return switch (Compiler.compile(source, name(file), TARGET, 0)) {
      case CompileResult.Compiled compiled ->
          new MarshalWriter(TARGET).write(header.toByteArray(), compiled.code());
      case CompileResult.Rejected rejected ->
          throw new IllegalStateException(rejected.diagnostic().message());
    };
  }
}
