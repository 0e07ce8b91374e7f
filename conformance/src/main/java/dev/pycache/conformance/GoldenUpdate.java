package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.conformance.GoldenFile.GoldenCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks an interpreter for the expectations of golden files and writes them. Ends with status 1 when
 * anything changed, so that the change is read before it is believed.
 *
 * <p>The interpreter's own release decides which target it speaks for. What the newest target makes
 * of a case is written as the expectation of all, what another one does only where it differs.
 *
 * <p>Arguments: interpreter, folder.
 */
public final class GoldenUpdate {
  private GoldenUpdate() {}

  /** The file name that golden cases are compiled under. */
  static final String FILENAME = "golden.py";

  public static void main(String[] args) throws IOException, MarshalException {
    if (args.length != 2) {
      System.err.println("usage: GoldenUpdate PYTHON FOLDER");
      System.exit(2);
    }
    int changed = 0;
    try (var reference = Reference.start(args[0])) {
      Target target = reference.target();
      for (Path path : files(Path.of(args[1]))) {
        GoldenFile old = GoldenFile.read(path);
        List<GoldenCase> cases = new ArrayList<>();
        for (GoldenCase golden : old.cases()) {
          Reference.Result result =
              reference.compile(
                  golden.source().getBytes(StandardCharsets.UTF_8), FILENAME, golden.level());
          cases.add(golden.with(target, GoldenText.of(target, result)));
        }
        var renewed = new GoldenFile(path, cases);
        if (!renewed.equals(old)) {
          renewed.write();
          System.out.println("changed: " + path);
          changed++;
        }
      }
    }
    System.out.println(changed + " files changed");
    System.exit(changed == 0 ? 0 : 1);
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(path -> path.toString().endsWith(".golden")).sorted().toList();
    }
  }
}
