package dev.pycache.bytecode.repr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version prints what its interpreter said, as {@code scripts/repr_cases.py} has noted it.
 */
class ReprCasesTest {
  /** Of which there was no interpreter. */
  private static final Set<PythonVersion> WITHOUT_CASES = EnumSet.of(PythonVersion.PYPY_3_11);

  static List<Path> files() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ReprCasesTest.class.getResource("3.11.txt")).toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @Test
  void thereAreCasesOfAllVersions() throws IOException, URISyntaxException {
    Set<PythonVersion> expected = EnumSet.complementOf(EnumSet.copyOf(WITHOUT_CASES));
    assertThat(files().stream().map(ReprCasesTest::version)).containsAll(expected);
    assertThat(files()).hasSameSizeAs(expected);
  }

  @ParameterizedTest
  @MethodSource("files")
  void printsAsTheInterpreter(Path file) throws IOException {
    PythonRepr repr = PythonRepr.of(version(file)).withAddresses(code -> 1);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSizeGreaterThan(80);
    for (int i = 1; i < lines.size(); i += 2) {
      byte[] marshalled = HexFormat.of().parseHex(lines.get(i));
      String text = text(repr, version(file), marshalled).replaceAll("at 0x[0-9a-f]+", "at 0x1");
      assertThat(text).as("line %d", i + 1).isEqualTo(lines.get(i + 1));
    }
  }

  private static PythonVersion version(Path file) {
    return PythonVersion.parse(file.getFileName().toString().replace(".txt", "")).orElseThrow();
  }

  private static String text(PythonRepr repr, PythonVersion python, byte[] marshalled)
      throws MarshalException {
    try {
      return repr.text(MarshalReader.readData(python, marshalled, 0).root());
    } catch (ReprException e) {
      return "ValueError: " + e.getMessage();
    }
  }
}
