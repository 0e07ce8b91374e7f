package dev.pycache.conformance;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.conformance.GoldenCases.GoldenCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks an interpreter for the expectations of golden cases and writes them. Ends with status 1 when
 * anything changed, so that the change is read before it is believed.
 *
 * <p>The interpreter's own release decides which target it speaks for.
 *
 * <p>Arguments: folder, interpreter.
 */
public final class GoldenUpdate {
  private GoldenUpdate() {}

  /** The file name that golden cases are compiled under. */
  static final String FILENAME = "golden.py";

  public static void main(String[] args) throws IOException, MarshalException {
    if (args.length != 2) {
      System.err.println("usage: GoldenUpdate FOLDER PYTHON");
      System.exit(2);
    }
    var golden = new GoldenCases(Path.of(args[0]));
    int changed = 0;
    try (var reference = Reference.start(args[1])) {
      Target target = reference.target();
      for (String file : golden.files()) {
        Map<String, String> made = new HashMap<>();
        for (GoldenCase c : golden.cases(file)) {
          byte[] source = c.source().getBytes(StandardCharsets.UTF_8);
          Reference.Result result = reference.compile(source, FILENAME, c.level());
          made.put(c.name(), GoldenText.of(target, result));
        }
        if (golden.replace(file, target, made)) {
          System.out.println("changed: " + target + "/" + file);
          changed++;
        }
      }
    }
    System.out.println(changed + " files changed");
    System.exit(changed == 0 ? 0 : 1);
  }
}
