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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The last step of the build: makes of the floors' jars what {@code ./pycache} starts.
 *
 * <p>That is one jar, with the libraries, because each further one costs at every start; its classes in a format that the
 * AOT cache takes ({@link OldClasses}) and without call sites that are linked at run time ({@link CallSites}); and an AOT cache (JEP 483, 514), which has these classes loaded and linked. They are on
 * the class path, not modules: that is what one jar can be, and what JPMS is for here, keeping the floors apart, javac has
 * seen to.
 *
 * <p>Usage: {@code java -cp JARS:LIBRARIES BuildImage.java ROOT JARS LIBRARIES}, with the jars of the floors, and with
 * those of others that go with them
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
    build.run(args[1].split(":"), args[2].split(":"));
  }

  private void run(String[] jars, String[] libraries) throws IOException, InterruptedException {
    putAside();
    Files.createDirectories(image);
    writeJar(jars, libraries);
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

  private void writeJar(String[] jars, String[] libraries) throws IOException {
    var hierarchy = ClassHierarchyResolver.ofClassLoading(BuildImage.class.getClassLoader());
    Map<String, byte[]> entries = new TreeMap<>();
    for (String each : jars) {
      try (var in = new JarFile(each)) {
        for (var entry : in.stream().toList()) {
          String name = entry.getName();
          if (isContent(entry)) {
            byte[] bytes = in.getInputStream(entry).readAllBytes();
            entries.put(name, name.endsWith(".class") ? CallSites.inline(bytes, hierarchy) : bytes);
          }
        }
      }
    }
    for (String each : libraries) {
      addLibrary(Path.of(each), hierarchy, entries);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new ZipOutputStream(file)) {
      for (var entry : entries.entrySet()) {
        add(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isContent(JarEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory() && !name.startsWith("META-INF/") && !name.equals("module-info.class");
  }

  /** Adds the classes of a library and the texts of its licences. */
  private void addLibrary(Path library, ClassHierarchyResolver hierarchy, Map<String, byte[]> entries)
      throws IOException {
    String licences = "META-INF/licenses/" + library.getFileName().toString().replaceFirst("\\.jar$", "") + "/";
    // A jar without a licence in it, as picocli's, is under the one of pycache, Apache 2.0.
    entries.put(licences + "LICENSE", Files.readAllBytes(root.resolve("LICENSE")));
    try (var in = new JarFile(library.toFile())) {
      for (var entry : in.stream().toList()) {
        String name = entry.getName();
        if (isContent(entry) && name.endsWith(".class")) {
          byte[] bytes = OldClasses.renew(in.getInputStream(entry).readAllBytes(), hierarchy);
          entries.put(name, bytes);
        } else if (name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*")) {
          entries.put(licences + name.substring("META-INF/".length()), in.getInputStream(entry).readAllBytes());
        }
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
