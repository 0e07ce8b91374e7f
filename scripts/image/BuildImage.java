import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * <p>That is what the floors read, as files ({@link ImageResources}), and two jars, of their
 * classes and of the libraries. A jar is opened when something is first looked for in it, which is
 * only done for a class that no training run came by. The classes are in a format that AOT caches
 * take ({@link OldClasses}) and without call sites that are linked at run time ({@link CallSites}).
 * Then come AOT caches (JEP 483, 514), which have the classes loaded and linked: one for all
 * commands, and smaller ones for what is started most, since each class in one costs at every
 * start. The classes are on the class path, not modules: that is what few jars can be, and what
 * JPMS is for here, keeping the floors apart, javac has seen to.
 *
 * <p>Usage: {@code java -cp JARS:LIBRARIES BuildImage.java ROOT JARS LIBRARIES}, with the jars of
 * the floors, and with those of others that go with them
 */
final class BuildImage {
  /** The libraries that are under the licence of pycache, Apache 2.0, as their POMs say. */
  private static final Set<String> APACHE = Set.of("picocli", "JavaEWAH", "tomlj");

  private final Path root;
  private final Path image;
  private final Path resources;
  private final Path jar;
  private final Path libraryJar;

  private BuildImage(Path root) {
    this.root = root;
    this.image = root.resolve("target", "image");
    this.resources = image.resolve("resources");
    this.jar = image.resolve("pycache.jar");
    this.libraryJar = image.resolve("libraries.jar");
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var build = new BuildImage(Path.of(args[0]).toRealPath());
    build.run(args[1].split(":"), args[2].split(":"));
  }

  private void run(String[] jars, String[] libraries) throws IOException, InterruptedException {
    putAside();
    Files.createDirectories(image);
    writeJars(jars, libraries);
    train("compile", image.resolve("compile.aot"));
    train("project", image.resolve("project.aot"));
    train("all", image.resolve("pycache.aot"));
    // The launcher looks for this, so that it comes last.
    Files.writeString(
        image.resolve("made"), javaHome() + "\n" + System.getProperty("java.version") + "\n");
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

  private void writeJars(String[] jars, String[] libraries)
      throws IOException, InterruptedException {
    var hierarchy = ClassHierarchyResolver.ofClassLoading(BuildImage.class.getClassLoader());
    Map<String, byte[]> read = new TreeMap<>();
    Map<String, byte[]> classes = new TreeMap<>();
    for (String each : jars) {
      try (var in = new JarFile(each)) {
        for (var entry : in.stream().toList()) {
          String name = entry.getName();
          if (isContent(entry)) {
            byte[] bytes = in.getInputStream(entry).readAllBytes();
            if (name.endsWith(".class")) {
              classes.put(name, ImageResources.redirect(CallSites.inline(bytes, hierarchy)));
            } else {
              read.put(name, bytes);
            }
          }
        }
      }
    }
    classes.put("ImageResources.class", classOf(ImageResources.class));
    write(jar, classes);
    writeFiles(resources, read);
    writeGrammars();
    Map<String, byte[]> others = new TreeMap<>();
    for (String each : libraries) {
      addLibrary(Path.of(each), hierarchy, others);
    }
    write(libraryJar, others);
  }

  /** The class file of a class of this program, which was compiled when it was started. */
  private static byte[] classOf(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getName() + ".class")) {
      return in.readAllBytes();
    }
  }

  private static void writeFiles(Path folder, Map<String, byte[]> files) throws IOException {
    for (var entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  /**
   * Adds the grammars of the diagnosing parser as its classes write them; their text is long to
   * read for a run that comes by one source that does not compile.
   */
  private void writeGrammars() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pycache.compiler.diagnosis.LinkedGrammar",
                resources.resolve("dev/pycache/compiler/diagnosis").toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the grammars could not be written");
    }
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        var out = new ZipOutputStream(file)) {
      for (var entry : entries.entrySet()) {
        add(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static boolean isContent(JarEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && !name.startsWith("META-INF/")
        && !name.equals("module-info.class");
  }

  /** Adds the classes of a library, the resources that they read, and the texts of its licences. */
  private void addLibrary(
      Path library, ClassHierarchyResolver hierarchy, Map<String, byte[]> entries)
      throws IOException {
    String nameAndVersion = library.getFileName().toString().replaceFirst("\\.jar$", "");
    String licences = "META-INF/licenses/" + nameAndVersion + "/";
    boolean hasLicence = false;
    try (var in = new JarFile(library.toFile())) {
      for (var entry : in.stream().toList()) {
        String name = entry.getName();
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*|about\\.html")) {
          entries.put(licences + name.replaceFirst("META-INF/", ""), bytes);
          hasLicence |= !name.contains("NOTICE");
        } else if (isContent(entry) && name.endsWith(".class")) {
          entries.put(name, OldClasses.renew(bytes, hierarchy));
        } else if (isContent(entry) && !name.startsWith("OSGI-INF/")) {
          entries.put(name, bytes);
        }
      }
    }
    if (!hasLicence) {
      entries.put(licences + "LICENSE", Files.readAllBytes(licence(nameAndVersion)));
    }
  }

  /** The licence of a library that does not bring its text with it. */
  private Path licence(String nameAndVersion) {
    String name = nameAndVersion.replaceFirst("-\\d.*", "");
    Path own = root.resolve("scripts", "image", "licenses", name + ".txt");
    if (Files.exists(own)) {
      return own;
    }
    if (APACHE.contains(name)) {
      return root.resolve("LICENSE");
    }
    throw new IllegalStateException(
        "nobody has said which licence " + nameAndVersion + " is under: put it into " + own);
  }

  /**
   * Adds an entry that is neither compressed, which would cost at every start, nor dated, so that
   * builds are alike.
   */
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

  /**
   * Runs the commands as users do, on the Python sources of this repository, and keeps the classes
   * that this takes.
   */
  private void train(String what, Path cache) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("@" + root.resolve("scripts/image/java.args"));
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-Dpycache.resources=" + resources);
    command.addAll(List.of("-cp", jar + ":" + libraryJar, "dev.pycache.cli.Training", what));
    command.addAll(
        List.of(
            image.resolve("training").toString(),
            root.resolve("examples").toString(),
            root.resolve("scripts").toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(BuildImage::changesRuns);
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

  /** Whether a variable of the environment would have the commands do something else. */
  private static boolean changesRuns(String variable) {
    return variable.startsWith("PYCACHE_")
        || variable.startsWith("PYTHON")
        || variable.equals("SOURCE_DATE_EPOCH");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The JDK that the launcher finds, under the name by which it finds it. */
  private static String javaHome() {
    String given = System.getenv("JAVA_HOME");
    return given == null ? System.getProperty("java.home") : given;
  }
}
