package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The sources of {@code marshal/VERSION.txt} and the bytes that the interpreter marshals for them.
 */
public record MarshalCases(String source, byte[] bytes) {
  public static List<MarshalCases> of(Target target) throws IOException {
    try (InputStream in = MarshalCases.class.getResourceAsStream(target.version() + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no cases for " + target);
      }
      List<MarshalCases> cases = new ArrayList<>();
      for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
        var source = new StringBuilder();
        var hex = new StringBuilder();
        for (String line : block.split("\n")) {
          if (line.startsWith("| ")) {
            source.append(line, 2, line.length()).append('\n');
          } else if (!line.startsWith("#")) {
            hex.append(line);
          }
        }
        if (!hex.isEmpty()) {
          cases.add(new MarshalCases(source.toString(), HexFormat.of().parseHex(hex)));
        }
      }
      return cases;
    }
  }
}
