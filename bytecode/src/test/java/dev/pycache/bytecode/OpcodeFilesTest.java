package dev.pycache.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold in the file of each version, read as the text it is. */
class OpcodeFilesTest {
  /** The kinds of argument of which {@code dis} prints more than an item or a target. */
  private static final Set<ArgumentKind> WITH_TEXTS =
      EnumSet.of(
          ArgumentKind.GLOBAL,
          ArgumentKind.ATTRIBUTE,
          ArgumentKind.SUPER_ATTRIBUTE,
          ArgumentKind.IMPORT,
          ArgumentKind.COMPARE,
          ArgumentKind.COMPARE_MASKED,
          ArgumentKind.OPERATOR,
          ArgumentKind.FORMAT,
          ArgumentKind.CONVERSION,
          ArgumentKind.INTRINSIC_1,
          ArgumentKind.INTRINSIC_2,
          ArgumentKind.COMMON_CONSTANT,
          ArgumentKind.SPECIAL_METHOD);

  /** Of these, only some versions do. */
  private static final Set<ArgumentKind> MAY_HAVE_TEXTS =
      EnumSet.of(
          ArgumentKind.IS, ArgumentKind.CONTAINS, ArgumentKind.FUNCTION, ArgumentKind.COUNTS);

  @ParameterizedTest
  @EnumSource
  void rowsAreInOrderAndUnique(PythonVersion version) throws IOException {
    List<String[]> rows = rows(version);
    assertThat(rows).hasSizeGreaterThan(90);
    List<Integer> numbers = rows.stream().map(row -> Integer.valueOf(row[0])).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch(n -> n >= 0 && n < 256);
    assertThat(rows.stream().map(row -> row[1])).doesNotHaveDuplicates().contains("EXTENDED_ARG");
    assertThat(rows).allMatch(row -> row.length == 5, "has 5 columns");
  }

  @ParameterizedTest
  @EnumSource
  void effectsAreFormulas(PythonVersion version) throws IOException {
    String formula = "-?\\d+([+-]\\d*n)?|-?\\d*n";
    for (String[] row : rows(version)) {
      assertThat(row[4]).as(row[1]).matches("(%s)(\\|(%s))?|\\*|\\?".formatted(formula, formula));
    }
  }

  /** The header explains just the kinds that there are, by the words that are read. */
  @ParameterizedTest
  @EnumSource
  void kindsAreExplained(PythonVersion version) throws IOException {
    Set<String> used = rows(version).stream().map(row -> row[3]).collect(Collectors.toSet());
    List<String> explained =
        lines(version).stream()
            .filter(line -> line.startsWith("#             "))
            .map(line -> line.split(" +")[1])
            .toList();
    assertThat(explained).containsExactlyInAnyOrderElementsOf(used);
    assertThat(explained)
        .isSubsetOf(EnumSet.allOf(ArgumentKind.class).stream().map(ArgumentKind::text).toList());
  }

  @ParameterizedTest
  @EnumSource
  void argumentsStartWhereTheFileSays(PythonVersion version) throws IOException {
    int first =
        lines(version).stream()
            .filter(line -> line.startsWith("have_argument"))
            .mapToInt(line -> Integer.parseInt(line.split(" +")[1]))
            .findFirst()
            .orElse(256);
    var table = OpcodeTable.of(version);
    for (int number = 0; number < 256; number++) {
      if (!table.has(number) || first < 256) {
        assertThat(table.hasArgument(number)).as("%d", number).isEqualTo(number >= first);
      }
    }
    assertThat(table.argument(table.number("EXTENDED_ARG"))).isEqualTo(ArgumentKind.NUMBER);
  }

  @ParameterizedTest
  @EnumSource
  void textsAreOfKindsThatThereAre(PythonVersion version) {
    var table = OpcodeTable.of(version);
    Set<ArgumentKind> used =
        IntStream.range(0, 256)
            .mapToObj(table::argument)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ArgumentKind.class)));
    for (ArgumentKind kind : ArgumentKind.values()) {
      if (!MAY_HAVE_TEXTS.contains(kind)) {
        assertThat(table.texts(kind).isEmpty())
            .as("no texts for %s", kind)
            .isEqualTo(!used.contains(kind) || !WITH_TEXTS.contains(kind));
      } else if (!used.contains(kind)) {
        assertThat(table.texts(kind)).as("texts for %s", kind).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void cacheFieldsFillTheCaches(PythonVersion version) {
    var table = OpcodeTable.of(version);
    for (int number = 0; number < 256; number++) {
      assertThat(table.cacheFields(number).stream().mapToInt(OpcodeTable.CacheField::units).sum())
          .as(table.name(number))
          .isEqualTo(table.caches(number));
    }
  }

  @ParameterizedTest
  @EnumSource
  void familiesHaveNumbersOfTheirOwn(PythonVersion version) throws IOException {
    var table = OpcodeTable.of(version);
    Map<Integer, String> seen = new HashMap<>();
    for (String line : lines(version)) {
      String[] row = line.split(" +");
      if (row[0].equals("specialised") || row[0].equals("instrumented")) {
        int number = Integer.parseInt(row[1]);
        assertThat(table.has(number)).as(line).isFalse();
        assertThat(seen.put(number, row[2])).as(line).isNull();
        assertThat(table.name(number)).isEqualTo(row[2]);
        int base = row[3].equals("-") ? number : table.number(row[3]);
        assertThat(base).as(line).isNotEqualTo(OpcodeTable.ABSENT);
        assertThat(table.base(number)).as(line).isEqualTo(base);
      }
    }
    assertThat(seen.values()).doesNotHaveDuplicates();
  }

  private static List<String[]> rows(PythonVersion version) throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : lines(version)) {
      if (line.matches(" *\\d.*")) {
        rows.add(line.strip().split(" +"));
      }
    }
    return rows;
  }

  private static List<String> lines(PythonVersion version) throws IOException {
    String resource = "opcodes/" + version.version() + ".txt";
    try (InputStream in = OpcodeTable.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
