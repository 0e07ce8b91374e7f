package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One source as each interpreter compiled it: the files of the tests of {@code anatomy}. */
final class OneSource {
  private static final String FOLDER = "/dev/pycache/bytecode/anatomy/";

  private OneSource() {}

  static List<PythonVersion> versions() throws IOException, URISyntaxException {
    // A folder is no resource of a module, a file in it is.
    Path one =
        Path.of(Objects.requireNonNull(OneSource.class.getResource(FOLDER + "2.7.txt")).toURI());
    try (Stream<Path> files = Files.list(one.resolveSibling("."))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .map(name -> PythonVersion.parse(name.replace(".txt", "")).orElseThrow())
          .toList();
    }
  }

  static byte[] bytes(PythonVersion python) throws IOException {
    var hex = new StringBuilder();
    try (var in = OneSource.class.getResourceAsStream(FOLDER + python + ".txt")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      for (String line : new String(text, StandardCharsets.US_ASCII).split("\n")) {
        hex.append(line.startsWith("=") ? line.substring(2) : "");
      }
    }
    return HexFormat.of().parseHex(hex);
  }

  static ComparedFile file(PythonVersion python, byte[] bytes) throws MarshalException {
    return new ComparedFile(bytes, null, MarshalReader.readData(python, bytes, 0));
  }

  static CodeObject code(PythonVersion python) throws IOException {
    return (CodeObject) file(python, bytes(python)).data().root();
  }
}
