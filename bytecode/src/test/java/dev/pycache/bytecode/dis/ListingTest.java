package dev.pycache.bytecode.dis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalCases;
import dev.pycache.bytecode.marshal.MarshalReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
                  line.contains("no such")
                      || line.contains("<255>")
                      || line.contains("cache byte"));
    }
  }
}
