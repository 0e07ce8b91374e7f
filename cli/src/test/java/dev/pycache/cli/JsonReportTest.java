package dev.pycache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cache.compile.SourceOutcome;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  @Test
  void escapesWhatHasNoUtf8FormAndWhatControlsTerminals() {
    var outcome = new SourceOutcome.Fresh("é😀\uDC80\uD800x\u007F\u001B\"\\/\t\uDCFF", "c");
    assertThat(JsonReport.line(outcome, false))
        .isEqualTo(
            "{\"path\": \"é😀\\udc80\\ud800x\\u007f\\u001b\\\"\\\\/\\t\\udcff\", \"pyc\": \"c\", \"status\": \"fresh\", \"error\": null}\n");
  }
}
