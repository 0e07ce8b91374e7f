import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The last step of the build: makes of the floors' jars what {@code ./pycache} starts.
 *
 * <p>That is one jar, because each further one costs at every start; its classes without call sites that are linked at
 * run time ({@link CallSites}); and an AOT cache (JEP 483, 514), which has these classes loaded and linked. They are on
 * the class path, not modules: that is what one jar can be, and what JPMS is for here, keeping the floors apart, javac has
 * seen to.
 *
 * <p>Usage: {@code java -cp JARS BuildImage.java ROOT JARS}, with the jars of the floors and of nothing else
 */
final class BuildImage {
  private final Path root;
  private final Path image;
  private final Path jar;
  private final Path cache;

  private BuildImage(Path root) {
    this.root = root;
    this.image = root.resolve("target", "image");
    this.jar = image.resolve("pycache.jar");
    this.cache = image.resolve("pycache.aot");
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var build = new BuildImage(Path.of(args[0]).toRealPath());
    build.run(args[1].split(":"));
  }

  private void run(String[] jars) throws IOException, InterruptedException {
    putAside();
    Files.createDirectories(image);
    writeJar(jars);
    train();
    // The launcher looks for this, so that it comes last.
    Files.writeString(image.resolve("made"), javaHome() + "\n" + System.getProperty("java.version") + "\n");
  }

  /** Removes the old image; its files stay whole for those who run on them. */
  private void putAside() throws IOException {
    if (Files.exists(image)) {
      Path old = image.resolveSibling("image.old");
      remove(old);
      Files.move(image, old);
      remove(old);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }

  private void writeJar(String[] jars) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (String each : jars) {
      try (var in = new JarFile(each)) {
        for (var entry : in.stream().toList()) {
          String name = entry.getName();
          if (!entry.isDirectory() && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
            entries.put(name, in.getInputStream(entry).readAllBytes());
          }
        }
      }
    }
    var hierarchy = ClassHierarchyResolver.ofClassLoading(BuildImage.class.getClassLoader());
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new ZipOutputStream(file)) {
      for (var entry : entries.entrySet()) {
        byte[] bytes = entry.getValue();
        add(out, entry.getKey(), entry.getKey().endsWith(".class") ? CallSites.inline(bytes, hierarchy) : bytes);
      }
    }
  }

  /** Adds an entry that is neither compressed, which would cost at every start, nor dated, so that builds are alike. */
  private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    var entry = new ZipEntry(name);
    var sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  /** Runs the commands as users do, on the Python sources of this repository, and keeps the classes that this takes. */
  private void train() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + root.resolve("scripts/image/java.args"));
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(List.of("-cp", jar.toString(), "dev.pycache.cli.Training"));
    command.addAll(List.of(root.resolve("examples").toString(), root.resolve("scripts").toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the training run failed:\n" + said);
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the training run left no AOT cache:\n" + said);
    }
  }

  /** The JDK that the launcher finds, under the name by which it finds it. */
  private static String javaHome() {
    String given = System.getenv("JAVA_HOME");
    return given == null ? System.getProperty("java.home") : given;
  }
}
