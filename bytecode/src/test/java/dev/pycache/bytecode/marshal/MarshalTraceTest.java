package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.PythonVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarshalTraceTest {
  @Test
  void entriesAreInTheOrderOfTheBytes() throws MarshalException {
    byte[] bytes = "xx\251\3\332\2ab{r\1\0\0\0N0z\1cyy".getBytes(StandardCharsets.ISO_8859_1);
    MarshalData data = MarshalReader.readData(PythonVersion.CPYTHON_3_8, bytes, 2);
    assertThat(data.start()).isEqualTo(2);
    assertThat(data.end()).isEqualTo(bytes.length - 2);
    assertThat(text(data.trace()))
        .isEqualTo(
            """
            ) 2-19 #0
            Z 4-8 #1
            { 8-16
            r 9-14 #1
            N 14-15
            0 15-16
            z 16-19
            """);
  }

  private static String text(MarshalTrace trace) {
    var text = new StringBuilder();
    for (int i = 0; i < trace.size(); i++) {
      text.append("%c %d-%d".formatted(trace.typeCode(i), trace.start(i), trace.end(i)));
      text.append(trace.number(i) == MarshalTrace.NO_NUMBER ? "" : " #" + trace.number(i));
      text.append('\n');
    }
    return text.toString();
  }

  /** Walking the values in the order of their contents meets all entries. */
  @Test
  void aWalkOfTheValuesMeetsEveryEntry() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      MarshalData data = MarshalReader.readData(c.python(), c.bytes(), 0);
      int end = walk(data, data.root(), 0);
      assertThat(end).as(c.toString()).isEqualTo(data.trace().size());
      assertThat(data.trace().end(0)).isEqualTo(data.end());
    }
  }

  private static int walk(MarshalData data, Constant object, int entry) {
    int next = entry + 1;
    if (data.trace().isReference(entry)) {
      return next;
    }
    for (Constant item : Contents.of(data.layout(), object)) {
      assertThat(data.trace().start(next)).isGreaterThan(data.trace().start(entry));
      assertThat(data.trace().end(next)).isLessThanOrEqualTo(data.trace().end(entry));
      next = walk(data, item, next);
    }
    return object instanceof DictObject ? next + 1 : next;
  }
}
