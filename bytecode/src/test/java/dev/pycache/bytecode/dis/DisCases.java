package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A case of {@code dis/VERSION.txt}, which {@code scripts/dis_cases.py} has made in that
 * interpreter.
 *
 * @param code what was marshalled
 * @param printed what {@code dis} prints, by the line above it: letters of options, or {@code in
 *     NAME} for the nested code objects of versions that do not go into them, in the order of the
 *     code
 */
record DisCases(String name, CodeObject code, List<Map.Entry<String, String>> printed) {
  /** Of the options, in their order. */
  private static final String LETTERS = "COPS";

  static List<DisCases> of(PythonVersion python) throws IOException {
    try (InputStream in = DisCases.class.getResourceAsStream(python.version() + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no cases for " + python);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<DisCases> cases = new ArrayList<>();
      for (String block : text.substring(text.indexOf("\n\n")).split("\n\n== ")) {
        if (!block.isEmpty()) {
          cases.add(read(python, block));
        }
      }
      return cases;
    }
  }

  private static DisCases read(PythonVersion python, String block) throws IOException {
    String[] lines = block.split("\n");
    var hex = new StringBuilder();
    List<Map.Entry<String, String>> printed = new ArrayList<>();
    var text = new StringBuilder();
    String heading = null;
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (line.startsWith("--")) {
        if (heading != null) {
          printed.add(Map.entry(heading, text.toString()));
        }
        heading = line.substring(2).strip();
        text.setLength(0);
      } else if (heading == null) {
        hex.append(line);
      } else {
        text.append(line.substring(Math.min(2, line.length()))).append('\n');
      }
    }
    printed.add(Map.entry(heading == null ? "" : heading, text.toString()));
    byte[] bytes = HexFormat.of().parseHex(hex);
    Constant root = MarshalReader.readData(python, bytes, 0).root();
    return new DisCases(lines[0], (CodeObject) root, printed);
  }

  /** The options of some letters. */
  static DisOptions options(PythonVersion python, String letters) {
    DisOptions options = DisOptions.likeCommandLine(python);
    for (DisOption option : DisOption.values()) {
      options =
          letters.indexOf(LETTERS.charAt(option.ordinal())) < 0 ? options : options.with(option);
    }
    return options;
  }

  /** A code object and all that are nested in it, each before its own. */
  static List<CodeObject> withNested(CodeObject code) {
    List<CodeObject> all = new ArrayList<>(List.of(code));
    for (Constant constant : code.consts().items()) {
      if (constant instanceof CodeObject nested) {
        all.addAll(withNested(nested));
      }
    }
    return all;
  }
}
