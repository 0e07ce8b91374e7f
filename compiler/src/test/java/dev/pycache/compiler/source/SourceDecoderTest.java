package dev.pycache.compiler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceDecoderTest {
  private static Source decode(String latin1) {
    return SourceDecoder.decode(latin1.getBytes(StandardCharsets.ISO_8859_1), Target.CPYTHON_3_11);
  }

  private static String text(Source source) {
    return new String(
        source.utf8(), source.start(), source.end() - source.start(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFileThatIsAsItShouldBeIsNotCopied() {
    byte[] file = "x = 'caf\u00e9'\n".getBytes(StandardCharsets.UTF_8);
    Source source = SourceDecoder.decode(file, Target.CPYTHON_3_11);
    assertThat(source.utf8()).isSameAs(file);
    assertThat(source.validUtf8()).isTrue();
    assertThat(source.encoding()).isNull();
  }

  @Test
  void lineEndsAreTranslatedAndTheLastLineIsEnded() {
    assertThat(text(decode("a\rb\r\nc"))).isEqualTo("a\nb\nc\n");
    assertThat(text(decode(""))).isEqualTo("\n");
  }

  @Test
  void aFileThatEndsInCarriageReturnAndLineFeedGetsALineMore() {
    assertThat(text(decode("a\r\n"))).isEqualTo("a\n\n");
  }

  @Test
  void wrongBytesAreLeftToWhereTheyMatter() {
    Source source = decode("# \u00ff\n");
    assertThat(source.validUtf8()).isFalse();
    assertThat(text(source)).isEqualTo("# \u00ff\n");
  }

  @Test
  void theByteOrderMarkIsNoPartOfTheText() {
    Source source = decode("\u00ef\u00bb\u00bfx\n");
    assertThat(source.start()).isEqualTo(3);
    assertThat(source.encoding()).isEqualTo("utf-8");
  }

  @Test
  void aDecodedNulEndsTheText() {
    assertThat(text(decode("# coding: utf-7\nx='+AAA-'\n"))).isEqualTo("# coding: utf-7\nx='");
  }

  @Test
  void linesForMessagesComeFromTheFile() {
    Source source = decode("# coding: latin-1\r\n\u00e9\r\n");
    assertThat(source.fileLine(2)).isEqualTo("\u00e9\n");
    assertThat(source.fileLine(3)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"3.11.2, VALUE_ERROR", "3.11.7, SYNTAX_ERROR"})
  void nullBytesAreRefused(String release, ErrorType type) {
    Target target = Target.parse(release).orElseThrow();
    assertThatExceptionOfType(CompileException.class)
        .isThrownBy(() -> SourceDecoder.decode(new byte[] {'a', 0}, target))
        .satisfies(e -> assertThat(e.diagnostic().type()).isEqualTo(type))
        .satisfies(
            e ->
                assertThat(e.diagnostic().message())
                    .isEqualTo("source code string cannot contain null bytes"));
  }
}
