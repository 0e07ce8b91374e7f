package dev.pycache.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each version by its own header; {@code ./conformance-run cache} asks the versions themselves. */
class HeaderCheckTest {
  /** A source whose content nobody may ask for. */
  private record Stat(long mtime, long size) implements SourceFacts {
    @Override
    public long hash(PythonVersion python) throws IOException {
      throw new IOException("read");
    }
  }

  private static HeaderCheck check(PythonVersion python) {
    return new HeaderCheck(python, HashCheck.DEFAULT);
  }

  private static byte[] header(PythonVersion python, long mtime, long size) {
    return PycHeader.timestamp(Magic.of(python), mtime, size).toByteArray();
  }

  private static HeaderVerdict judge(PythonVersion python, byte[] start, SourceFacts source)
      throws IOException {
    return check(python).judge(start, start.length, source);
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionTakesItsOwnHeader(PythonVersion python) throws IOException {
    byte[] start = header(python, 1_700_000_000, 77);
    assertThat(judge(python, start, new Stat(1_700_000_000, 77)))
        .isEqualTo(new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP));
    assertThat(judge(python, start, new Stat(1_700_000_001, 77)))
        .isEqualTo(new HeaderVerdict.StaleTime(1_700_000_000, 1_700_000_001));
    HeaderVerdict otherSize = judge(python, start, new Stat(1_700_000_000, 78));
    assertThat(otherSize)
        .isEqualTo(
            start.length == 8
                ? new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP)
                : new HeaderVerdict.StaleSize(77, 78));
    for (int size = 4; size < start.length; size++) {
      assertThat(judge(python, Arrays.copyOf(start, size), new Stat(1_700_000_000, 77)))
          .isEqualTo(new HeaderVerdict.Truncated(size, start.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noVersionTakesTheHeaderOfAnother(PythonVersion python) throws IOException {
    for (PythonVersion other : PythonVersion.values()) {
      byte[] start = header(other, 5, 6);
      if (other != python) {
        Bytes found = new Bytes(Arrays.copyOf(start, 4));
        assertThat(judge(python, start, new Stat(5, 6)))
            .isEqualTo(new HeaderVerdict.OtherMagic(other.magic(), found));
      }
    }
  }

  /** What the versions themselves do with times that need more than 31 or 32 bits. */
  @ParameterizedTest
  @CsvSource({
    "2.7, 2147483647, true",
    "2.7, 2147483648, false",
    "2.7, 4294967301, true",
    "2.7, -1, false",
    "3.6, 2147483648, true",
    "3.6, 4294967301, false",
    "3.6, -1, false",
    "3.7, 4294967301, true",
    "3.7, -1, true",
    "3.11, 4294967301, true",
    "3.11, -5, true",
  })
  void timesAreComparedAsTheVersionDoes(String version, long mtime, boolean isUsed)
      throws IOException {
    PythonVersion python = PythonVersion.parse(version).orElseThrow();
    byte[] start = header(python, mtime, 1);
    assertThat(judge(python, start, new Stat(mtime, 1)).isUsed()).isEqualTo(isUsed);
  }

  @Test
  void sizesAreComparedModulo32Bits() throws IOException {
    byte[] start = header(PythonVersion.CPYTHON_3_11, 5, (1L << 32) + 7);
    assertThat(judge(PythonVersion.CPYTHON_3_11, start, new Stat(5, 7)).isUsed()).isTrue();
  }

  @Test
  void aFlagThatNobodyKnowsIsRefused() throws IOException {
    for (int bit = 2; bit < 32; bit++) {
      byte[] start = header(PythonVersion.CPYTHON_3_11, 5, 6);
      start[4 + bit / 8] |= (byte) (1 << bit % 8);
      HeaderVerdict verdict = judge(PythonVersion.CPYTHON_3_11, start, new Stat(5, 6));
      assertThat(verdict).isEqualTo(new HeaderVerdict.UnknownFlags(1 << bit));
      String flags = Integer.toUnsignedString(1 << bit);
      assertThat(ImportMessage.of(verdict, PythonVersion.CPYTHON_3_11, "m", "m.pyc", "m.py"))
          .contains(new ImportMessage("ImportError", "invalid flags " + flags + " in 'm'", false));
    }
  }

  /** Bit 1 means nothing without bit 0. */
  @Test
  void aHeaderThatIsNotHashBasedIsJudgedByItsTime() throws IOException {
    byte[] start = header(PythonVersion.CPYTHON_3_11, 5, 6);
    start[4] = 2;
    assertThat(judge(PythonVersion.CPYTHON_3_11, start, new Stat(5, 6)).isUsed()).isTrue();
    assertThat(judge(PythonVersion.CPYTHON_3_11, start, new Stat(4, 6)).isUsed()).isFalse();
  }

  @Test
  void theSourceIsReadOnlyIfItsHashDecides() throws IOException {
    Magic magic = Magic.of(PythonVersion.CPYTHON_3_11);
    Stat source = new Stat(5, 6);
    byte[] unchecked = PycHeader.hashed(magic, 1, false).toByteArray();
    byte[] checked = PycHeader.hashed(magic, 1, true).toByteArray();
    assertThat(judge(PythonVersion.CPYTHON_3_11, unchecked, source).isUsed()).isTrue();
    assertThatThrownBy(() -> judge(PythonVersion.CPYTHON_3_11, checked, source))
        .isInstanceOf(IOException.class)
        .hasMessage("read");
    var never = new HeaderCheck(PythonVersion.CPYTHON_3_11, HashCheck.NEVER);
    assertThat(never.judge(checked, checked.length, source).isUsed()).isTrue();
    var always = new HeaderCheck(PythonVersion.CPYTHON_3_11, HashCheck.ALWAYS);
    assertThatThrownBy(() -> always.judge(unchecked, unchecked.length, source)).hasMessage("read");
  }

  @Test
  void aCacheWithoutSourceNeedsNoMoreThanAHeader() {
    Magic magic = Magic.of(PythonVersion.CPYTHON_3_11);
    HeaderCheck check = new HeaderCheck(PythonVersion.CPYTHON_3_11, HashCheck.ALWAYS);
    byte[] timestamp = header(PythonVersion.CPYTHON_3_11, 5, 6);
    byte[] hashed = PycHeader.hashed(magic, 1, true).toByteArray();
    assertThat(check.judgeSourceless(timestamp, timestamp.length))
        .isEqualTo(new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP));
    assertThat(check.judgeSourceless(hashed, hashed.length))
        .isEqualTo(new HeaderVerdict.Unchecked(InvalidationMode.CHECKED_HASH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.11 | 4 | EOFError | reached EOF while reading pyc header of 'm'",
        "3.11 | 15 | EOFError | reached EOF while reading pyc header of 'm'",
        "3.6 | 4 | EOFError | reached EOF while reading timestamp in 'm'",
        "3.6 | 7 | EOFError | reached EOF while reading timestamp in 'm'",
        "3.6 | 8 | EOFError | reached EOF while reading size of source in 'm'",
        "2.7 | 5 | '' | x/m.pyc has bad mtime",
        "2.7 | 3 | '' | x/m.pyc has bad magic",
      })
  void saysWhatTheVersionSaysOfATruncatedHeader(
      String version, int size, String exception, String text) throws IOException {
    PythonVersion python = PythonVersion.parse(version).orElseThrow();
    byte[] start = Arrays.copyOf(header(python, 5, 6), size);
    HeaderVerdict verdict = judge(python, start, new Stat(5, 6));
    assertThat(ImportMessage.of(verdict, python, "m", "x/m.pyc", "x/m.py"))
        .contains(new ImportMessage(exception, text, true));
  }

  @Test
  void saysWhenACacheIsUsed() {
    var fresh = new HeaderVerdict.Fresh(InvalidationMode.TIMESTAMP);
    assertThat(ImportMessage.of(fresh, PythonVersion.CPYTHON_3_11, "m", "c.pyc", "m.py"))
        .contains(new ImportMessage("", "c.pyc matches m.py", true));
    assertThat(ImportMessage.ofSourceless(fresh, PythonVersion.CPYTHON_3_11, "m", "m.pyc"))
        .isEmpty();
  }

  @Test
  void anImportWritesTheKindOfCacheThatWasStale() {
    for (InvalidationMode mode :
        new InvalidationMode[] {InvalidationMode.CHECKED_HASH, InvalidationMode.UNCHECKED_HASH}) {
      assertThat(InvalidationMode.ofImport(new HeaderVerdict.StaleHash(mode, 1, 2)))
          .isEqualTo(mode);
    }
    assertThat(InvalidationMode.ofImport(new HeaderVerdict.UnknownFlags(5)))
        .isEqualTo(InvalidationMode.TIMESTAMP);
  }
}
