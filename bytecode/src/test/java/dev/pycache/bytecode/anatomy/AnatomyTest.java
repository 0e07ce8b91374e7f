package dev.pycache.bytecode.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnatomyTest {
  private static final PythonVersion PYTHON = PythonVersion.CPYTHON_3_11;

  /** What an interpreter said: the files {@code anatomy/VERSION.txt}. */
  record Reference(PythonVersion python, List<String> said, byte[] bytes) {
    @Override
    public String toString() {
      return python.toString();
    }
  }

  static List<Reference> references() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(AnatomyTest.class.getResource("")).toURI());
    List<Reference> references = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".txt", "");
        List<String> said = new ArrayList<>();
        var hex = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
          switch (line.charAt(0)) {
            case '#', '|' -> {}
            case '=' -> hex.append(line.substring(2));
            default -> said.add(line);
          }
        }
        references.add(
            new Reference(
                PythonVersion.parse(name).orElseThrow(), said, HexFormat.of().parseHex(hex)));
      }
    }
    assertThat(references).hasSizeGreaterThan(10);
    return references;
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithInterpreters(Reference reference) throws Exception {
    MarshalData data = MarshalReader.readData(reference.python, reference.bytes, 0);
    Anatomy anatomy = Anatomy.of(data, reference.bytes.length);
    List<String> found = new ArrayList<>();
    for (Part part :
        List.of(
            Part.BYTECODE, Part.CACHES, Part.DOCSTRINGS, Part.LINE_TABLES, Part.EXCEPTION_TABLES)) {
      found.add(part.label() + " " + anatomy.sizes().of(part));
    }
    for (CodeAnatomy each : anatomy.codes()) {
      found.add(line(reference.python, each.code()));
    }
    assertThat(found).isEqualTo(reference.said);
  }

  /** As scripts/anatomy_cases.py writes it; Python 2 and PyPy have no names for some flags. */
  private static String line(PythonVersion python, CodeObject code) {
    String parameters = Signature.of(code, 100);
    String words =
        String.join(" ", CodeFlags.words(python, code.flags()))
            .replace("kill_docstring", "0x2000000");
    return String.format(
        "code %s; %d; %d; %s; %s",
        code.name().text(),
        code.firstLine(),
        code.stackSize(),
        parameters.isEmpty() ? "-" : parameters,
        python.hasByteStrings() ? "?" : words.isEmpty() ? "-" : words);
  }

  @ParameterizedTest
  @MethodSource("references")
  void theSizesAddUp(Reference reference) throws Exception {
    byte[] file = new byte[reference.bytes.length + 8];
    System.arraycopy(reference.bytes, 0, file, 5, reference.bytes.length);
    Anatomy anatomy = Anatomy.of(MarshalReader.readData(reference.python, file, 5), file.length);
    assertThat(anatomy.sizes().total()).isEqualTo(file.length);
    assertThat(anatomy.sizes().of(Part.HEADER)).isEqualTo(5);
    assertThat(anatomy.sizes().of(Part.TRAILING)).isEqualTo(3);
    int[] sizes = new int[anatomy.codes().size()];
    for (int i = sizes.length - 1; i >= 0; i--) {
      CodeAnatomy code = anatomy.codes().get(i);
      sizes[i] += code.own().total();
      assertThat(sizes[i]).isEqualTo(code.size());
      if (code.parent() == CodeAnatomy.NONE) {
        assertThat(code.depth()).isZero();
      } else {
        sizes[code.parent()] += sizes[i];
        assertThat(code.depth()).isEqualTo(anatomy.codes().get(code.parent()).depth() + 1);
      }
      for (Part part : Part.values()) {
        assertThat(code.own().of(part)).isNotNegative();
      }
    }
  }

  private static PartSizes sizes(PythonVersion python, String latin1) throws Exception {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    Anatomy anatomy = Anatomy.of(MarshalReader.readData(python, bytes, 0), bytes.length);
    assertThat(anatomy.codes()).isEmpty();
    assertThat(anatomy.sizes().total()).isEqualTo(bytes.length);
    return anatomy.sizes();
  }

  @Test
  void tellsContentFromStructure() throws Exception {
    assertThat(sizes(PYTHON, "z\3abc")).hasToString("strings 3, structure 2");
    assertThat(sizes(PYTHON, "s\2\0\0\0ab")).hasToString("byte strings 2, structure 5");
    assertThat(sizes(PythonVersion.CPYTHON_2_7, "s\2\0\0\0ab"))
        .hasToString("strings 2, structure 5");
    assertThat(sizes(PYTHON, "l\2\0\0\0\1\0\1\0")).hasToString("numbers 4, structure 5");
    assertThat(sizes(PYTHON, "f\00312.")).hasToString("numbers 3, structure 2");
    assertThat(sizes(PYTHON, "x\0011\0012")).hasToString("numbers 2, structure 3");
    assertThat(sizes(PYTHON, ")\3N\u00e9\7\0\0\0r\0\0\0\0"))
        .hasToString("numbers 4, references 5, structure 4");
    assertThat(sizes(PYTHON, "{z\1a[\2\0\0\0NNz\1bT0")).hasToString("strings 2, structure 14");
    assertThat(sizes(PythonVersion.CPYTHON_3_14, ":Ni\1\0\0\0N"))
        .hasToString("numbers 4, structure 4");
  }

  /** Each tuple holds the one before twice: 2**1000 items in a few thousand bytes. */
  @Test
  void countsSharedObjectsOnce() throws Exception {
    var bytes = new ByteArrayOutputStream();
    int depth = 1000;
    for (int i = 0; i < depth; i++) {
      bytes.writeBytes(new byte[] {(byte) (')' | 0x80), 2});
    }
    bytes.write('N');
    bytes.write('N');
    for (int i = depth - 1; i > 0; i--) {
      bytes.writeBytes(new byte[] {'r', (byte) i, (byte) (i >> 8), 0, 0});
    }
    byte[] file = bytes.toByteArray();
    Anatomy anatomy = Anatomy.of(MarshalReader.readData(PYTHON, file, 0), file.length);
    assertThat(anatomy.sizes())
        .hasToString("references " + 5 * (depth - 1) + ", structure " + (2 * depth + 2));
  }

  @Test
  void aListWithinItselfIsNoTrouble() throws Exception {
    assertThat(sizes(PYTHON, "\u00db\2\0\0\0r\0\0\0\0z\1a"))
        .hasToString("strings 1, references 5, structure 7");
  }
}
