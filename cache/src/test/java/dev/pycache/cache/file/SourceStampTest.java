package dev.pycache.cache.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceStampTest {
  /** What {@code int(os.stat(file).st_mtime)} gives. */
  @ParameterizedTest
  @CsvSource({
    "1700000000, 0, 1700000000",
    "1700000000, 999999800, 1700000000",
    "1700000000, 999999890, 1700000001",
    "4294967297, 500000000, 4294967297",
    "-2, 500000000, -1",
    "-1, 500000000, 0",
  })
  void takesTheTimeAsADouble(long seconds, long nanos, long mtime) {
    assertThat(SourceStamp.seconds(Instant.ofEpochSecond(seconds, nanos))).isEqualTo(mtime);
  }
}
