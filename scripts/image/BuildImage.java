import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The last step of the build: makes of the floors' jars what {@code ./pycache} starts.
 *
 * <p>That is one jar, because each further one costs at every start; its classes without the call sites that are linked
 * at run time ({@link TypeSwitches}); and an AOT cache (JEP 483, 514, 515) with these classes loaded and linked, and with
 * what a training run taught the JIT compiler. On the class path, not as modules: the cache then holds more, and a start
 * is quicker by a few milliseconds.
 *
 * <p>Usage: {@code java -cp JARS BuildImage.java ROOT JARS}
 */
final class BuildImage {
  /** How Java is started, for the training run and by the launcher alike; each line with what it gains. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC", // starts quickest, and collections are few with a young generation of this size
          "-Xmn256m",
          "-Xmx640m",
          "-XX:-UsePerfData", // no file for tools that watch Java machines
          "-XX:-StackTraceInThrowable".isEmpty() ? "" : "-Xlog:disable", // whatever ails the cache, the run goes on
          "-Xlog:all=off");

  private static final String MAIN = "dev.pycache.cli.Main";
  private static final String TRAINING = "dev.pycache.cli.Training";

  private BuildImage() {}

  public static void main(String[] args) throws IOException, InterruptedException {
  }
}
