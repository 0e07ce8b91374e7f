package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.conformance.GoldenFile.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks an interpreter for the expectations of golden files and writes them. Ends with status 1 when
 * anything changed, so that the change is read before it is believed.
 *
 * <p>Arguments: interpreter, target, folder.
 */
public final class GoldenUpdate {
  private GoldenUpdate() {}

  /** The file name that golden cases are compiled under. */
  static final String FILENAME = "golden.py";

  public static void main(String[] args) throws IOException, MarshalException {
    if (args.length != 3) {
      System.err.println("usage: GoldenUpdate PYTHON TARGET FOLDER");
      System.exit(2);
    }
    Target target =
        Target.parse(args[1])
            .orElseThrow(() -> new IllegalArgumentException("no target " + args[1]));
    int changed = 0;
    try (var reference = Reference.start(args[0])) {
      for (Path path : files(Path.of(args[2]))) {
        GoldenFile old = GoldenFile.read(path);
        List<GoldenCase> cases = new ArrayList<>();
        for (GoldenCase golden : old.cases()) {
          Reference.Result result =
              reference.compile(
                  golden.source().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  FILENAME,
                  golden.level());
          cases.add(
              new GoldenCase(
                  golden.name(), golden.level(), golden.source(), GoldenText.of(target, result)));
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
