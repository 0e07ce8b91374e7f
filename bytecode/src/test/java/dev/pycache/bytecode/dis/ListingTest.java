package dev.pycache.bytecode.dis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalCases;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingTest {
  private static final Target TARGET = Target.CPYTHON_3_11;

  @Test
  void smallestModule() throws IOException {
    MarshalCases first = MarshalCases.of(TARGET).get(0);
    assertThat(Listing.lines(TARGET, MarshalReader.readCode(TARGET, first.bytes(), 0)))
        .containsExactly(
            "code '<module>' qualname '<module>'",
            "  filename '<case>' first line 1",
            "  arguments 0, positional only 0, keyword only 0, stack 1, flags 0x0",
            "  const 0: 1",
            "  const 1: None",
            "  name 0: 'x'i",
            "      0  RESUME                        0                                  0:0-1:0",
            "      2  LOAD_CONST                    0 (1)                              1:4-1:5",
            "      4  STORE_NAME                    0 ('x'i)                           1:0-1:1",
            "      6  LOAD_CONST                    1 (None)                           1:0-1:1",
            "      8  RETURN_VALUE                                                     1:0-1:1");
  }

  @Test
  void noInstructionIsUnknown() throws IOException {
    for (MarshalCases c : MarshalCases.of(TARGET)) {
      assertThat(Listing.lines(TARGET, MarshalReader.readCode(TARGET, c.bytes(), 0)))
          .as(c.source())
          .noneMatch(
              line ->
                  line.contains("<no ") || line.contains("<255>") || line.contains("cache byte"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsAnyDifferenceInAnyVersion(PythonVersion python) throws IOException {
    Set<List<String>> listings = new HashSet<>();
    List<DisCases> cases = DisCases.of(python);
    for (DisCases c : cases) {
      List<String> lines = Listing.lines(python, c.code());
      assertThat(lines).as(c.name()).noneMatch(line -> line.contains("<no "));
      assertThat(lines)
          .filteredOn(line -> line.startsWith("code "))
          .hasSameSizeAs(DisCases.withNested(c.code()));
      listings.add(lines);
    }
    assertThat(listings).hasSameSizeAs(cases);
  }
}
