package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files {@code marshal/values/VERSION.txt}: what each interpreter marshals for values of every
 * type, in every version of the format.
 *
 * @param python the interpreter
 * @param source the expression, or the source that was compiled
 * @param repr what {@code ascii()} prints of the value; {@code "code"} for a code object
 * @param format version of the format
 * @param bytes what {@code marshal.dumps} wrote
 */
record ValueCases(PythonVersion python, String source, String repr, int format, byte[] bytes) {
  static List<ValueCases> all() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(ValueCases.class.getResource("values")).toURI());
    List<ValueCases> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".txt", "");
        PythonVersion python = PythonVersion.parse(name).orElseThrow();
        for (String block : Files.readString(file).split("\n\n")) {
          addBlock(cases, python, block);
        }
      }
    }
    return cases;
  }

  private static void addBlock(List<ValueCases> cases, PythonVersion python, String block) {
    var source = new StringBuilder();
    String repr = "";
    List<String> forms = new ArrayList<>();
    for (String line : block.split("\n")) {
      String text = line.substring(Math.min(2, line.length()));
      switch (line.charAt(0)) {
        case '#' -> {}
        case '|' -> source.append(text).append('\n');
        case '=' -> repr = text;
        case ' ' -> forms.addLast(forms.removeLast() + text);
        default -> forms.add(line);
      }
    }
    for (String form : forms) {
      byte[] bytes = HexFormat.of().parseHex(form.substring(2));
      cases.add(new ValueCases(python, source.toString(), repr, form.charAt(0) - '0', bytes));
    }
  }

  @Override
  public String toString() {
    return python + " format " + format + ": " + source;
  }
}
