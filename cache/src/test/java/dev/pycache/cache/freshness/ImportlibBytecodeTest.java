package dev.pycache.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What CPython's {@code test_importlib/source/test_file_loader.py} and {@code test_abc.py} assert
 * of caches, good and bad, with and without their source. {@code docs/cpython-tests.md} has the
 * list.
 */
class ImportlibBytecodeTest {
  private static final Magic MAGIC = Magic.of(PythonVersion.CPYTHON_3_11);
  private static final String NAME = "_temp";
  private static final HeaderCheck DEFAULT = check(HashCheck.DEFAULT);

  /** A source of which all is known. */
  private record Source(long mtime, String text) implements SourceFacts {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long size() {
      return bytes().length;
    }

    @Override
    public long hash(PythonVersion python) {
      return SourceHash.of(python, bytes());
    }
  }

  private static final Source OLD = new Source(50, "state = \"old\"");
  private static final Source NEW = new Source(50, "state = \"new\"");

  private static HeaderCheck check(HashCheck hashes) {
    return new HeaderCheck(PythonVersion.CPYTHON_3_11, hashes);
  }

  private static HeaderVerdict judge(HeaderCheck check, byte[] start, Source source) {
    try {
      return check.judge(start, start.length, source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static PycHeader header(InvalidationMode mode, Source source) {
    try {
      return mode.header(MAGIC, source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The header that an import writes in the place of an old one. */
  private static PycHeader rewritten(HeaderVerdict verdict, Source source) {
    return header(InvalidationMode.ofImport(verdict), source);
  }

  private static byte[] first(int count) {
    return Arrays.copyOf(header(InvalidationMode.TIMESTAMP, OLD).toByteArray(), count);
  }

  /** With a source it is made anew, by time and size; without, the import ends with the error. */
  private static void isRefused(byte[] start, String exception, String message) {
    HeaderVerdict verdict = judge(DEFAULT, start, OLD);
    assertThat(verdict.isUsed()).isFalse();
    assertThat(rewritten(verdict, OLD)).isEqualTo(header(InvalidationMode.TIMESTAMP, OLD));
    HeaderVerdict sourceless = DEFAULT.judgeSourceless(start, start.length);
    assertThat(sourceless).isEqualTo(verdict);
    assertThat(
            ImportMessage.ofSourceless(sourceless, PythonVersion.CPYTHON_3_11, NAME, "_temp.pyc"))
        .contains(new ImportMessage(exception, message, true));
  }

  @Test
  void emptyFile() {
    isRefused(first(0), "ImportError", "bad magic number in '_temp': b''");
  }

  @Test
  void partialMagic() {
    isRefused(first(3), "ImportError", "bad magic number in '_temp': b'\\xa7\\r\\r'");
  }

  @Test
  void magicOnly() {
    isRefused(first(4), "EOFError", "reached EOF while reading pyc header of '_temp'");
  }

  @Test
  void partialFlagsAndTimestampAndSize() {
    for (int size : new int[] {7, 8, 11, 12, 15}) {
      isRefused(first(size), "EOFError", "reached EOF while reading pyc header of '_temp'");
    }
  }

  @Test
  void partialHash() {
    byte[] start = header(InvalidationMode.CHECKED_HASH, OLD).toByteArray();
    for (int size = 5; size < PycHeader.SIZE; size++) {
      isRefused(
          Arrays.copyOf(start, size),
          "EOFError",
          "reached EOF while reading pyc header of '_temp'");
    }
  }

  @Test
  void badMagic() {
    byte[] start = first(16);
    System.arraycopy(new byte[4], 0, start, 0, 4);
    isRefused(start, "ImportError", "bad magic number in '_temp': b'\\x00\\x00\\x00\\x00'");
  }

  /** The header is good, so that the body is what the import fails of, source or not. */
  private static void failsOfItsBody(byte[] body, MarshalProblem.Raised raised) {
    assertThat(judge(DEFAULT, first(16), OLD).isUsed()).isTrue();
    @Nullable MarshalProblem problem =
        new MarshalCheck().code(MAGIC.python(), MAGIC.layout(), body, 0, body.length);
    assertThat(problem == null ? null : problem.raised()).isEqualTo(raised);
  }

  @Test
  void noMarshal() {
    failsOfItsBody(new byte[0], MarshalProblem.Raised.EOF_ERROR);
  }

  @Test
  void nonCodeMarshal() {
    failsOfItsBody(new byte[] {(byte) 'N'}, MarshalProblem.Raised.IMPORT_ERROR);
  }

  @Test
  void badMarshal() {
    failsOfItsBody(new byte[] {'<', 't', 'e', 's', 't', '>'}, MarshalProblem.Raised.EOF_ERROR);
  }

  @Test
  void oldTimestamp() {
    byte[] start = first(16);
    System.arraycopy(new byte[4], 0, start, 8, 4);
    HeaderVerdict verdict = judge(DEFAULT, start, OLD);
    assertThat(verdict).isEqualTo(new HeaderVerdict.StaleTime(0, 50));
    assertThat(rewritten(verdict, OLD).mtime()).isEqualTo(50);
  }

  @Test
  void badTimestampOnOneSideOrTheOther() {
    byte[] start = first(16);
    for (long mtime : new long[] {49, 51}) {
      HeaderVerdict verdict = judge(DEFAULT, start, new Source(mtime, OLD.text()));
      assertThat(verdict).isEqualTo(new HeaderVerdict.StaleTime(50, mtime));
    }
  }

  @Test
  void timestampOverflow() {
    Source late = new Source((1L << 33) - 5, "x = 5");
    PycHeader header = header(InvalidationMode.TIMESTAMP, late);
    assertThat(header.mtime()).isEqualTo((1L << 32) - 5);
    assertThat(judge(DEFAULT, header.toByteArray(), late).isUsed()).isTrue();
  }

  @Test
  void recomputePycSameSecond() {
    Source longer = new Source(50, OLD.text() + "x = 5\n");
    HeaderVerdict verdict = judge(DEFAULT, first(16), longer);
    assertThat(verdict).isEqualTo(new HeaderVerdict.StaleSize(OLD.size(), longer.size()));
    assertThat(rewritten(verdict, longer).sourceSize()).isEqualTo(longer.size());
  }

  @Test
  void checkedHashBasedPyc() {
    byte[] start = header(InvalidationMode.CHECKED_HASH, OLD).toByteArray();
    assertThat(judge(DEFAULT, start, OLD))
        .isEqualTo(new HeaderVerdict.Fresh(InvalidationMode.CHECKED_HASH));
    PycHeader next = rewritten(judge(DEFAULT, start, NEW), NEW);
    assertThat(next.flags()).isEqualTo(0b11);
    assertThat(next.sourceHash()).isEqualTo(NEW.hash(PythonVersion.CPYTHON_3_11));
  }

  @Test
  void overriddenCheckedHashBasedPyc() {
    byte[] start = header(InvalidationMode.CHECKED_HASH, OLD).toByteArray();
    assertThat(judge(check(HashCheck.NEVER), start, NEW))
        .isEqualTo(new HeaderVerdict.Unchecked(InvalidationMode.CHECKED_HASH));
  }

  @Test
  void uncheckedHashBasedPyc() {
    PycHeader header = header(InvalidationMode.UNCHECKED_HASH, OLD);
    assertThat(header.flags()).isEqualTo(0b1);
    assertThat(judge(DEFAULT, header.toByteArray(), NEW))
        .isEqualTo(new HeaderVerdict.Unchecked(InvalidationMode.UNCHECKED_HASH));
  }

  @Test
  void overriddenUncheckedHashBasedPyc() {
    byte[] start = header(InvalidationMode.UNCHECKED_HASH, OLD).toByteArray();
    HeaderCheck always = check(HashCheck.ALWAYS);
    assertThat(judge(always, start, OLD).isUsed()).isTrue();
    PycHeader next = rewritten(judge(always, start, NEW), NEW);
    assertThat(next.flags()).isEqualTo(0b1);
    assertThat(next.sourceHash()).isEqualTo(NEW.hash(PythonVersion.CPYTHON_3_11));
  }

  /** {@code SourceDateEpoch_SimpleTest}: what is compiled heeds it, what is imported does not. */
  @Test
  void sourceDateEpoch() {
    assertThat(InvalidationMode.byDefault(Map.of("SOURCE_DATE_EPOCH", "123456789")))
        .isEqualTo(InvalidationMode.CHECKED_HASH);
    assertThat(InvalidationMode.byDefault(Map.of("SOURCE_DATE_EPOCH", "")))
        .isEqualTo(InvalidationMode.TIMESTAMP);
    assertThat(InvalidationMode.byDefault(Map.of())).isEqualTo(InvalidationMode.TIMESTAMP);
  }

  @ParameterizedTest
  @EnumSource
  void magicNumbersHaveFourBytesAndEndInALine(PythonVersion python) {
    byte[] start = PycHeader.timestamp(Magic.of(python), 1, 2).toByteArray();
    assertThat(Arrays.copyOfRange(start, 2, 4)).containsExactly('\r', '\n');
    assertThat(PycHeader.magicOf(start, start.length)).isEqualTo(python.magic());
    assertThat(Optional.of(python)).isEqualTo(Magic.of(python.magic()).map(Magic::python));
  }
}
