package dev.pycache.bytecode.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.marshal.MarshalTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileComparisonTest {
  private static final int FLAG_REF = 0x80;

  static List<PythonVersion> versions() throws Exception {
    return OneSource.versions();
  }

  private static FileDifference compare(PythonVersion python, byte[] left, byte[] right)
      throws MarshalException {
    return FileComparison.compare(OneSource.file(python, left), OneSource.file(python, right));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void findsNothingInTheSameBytes(PythonVersion python) throws IOException {
    byte[] bytes = OneSource.bytes(python);
    FileDifference difference = compare(python, bytes, bytes.clone());
    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.aspects()).isEmpty();
    assertThat(difference.codeObjects()).isGreaterThan(5);
  }

  /** Whatever byte is another one, if the file can be read at all, the change is named. */
  @ParameterizedTest
  @MethodSource("versions")
  void findsEveryChange(PythonVersion python) throws IOException {
    byte[] bytes = OneSource.bytes(python);
    var random = new Random(python.magic());
    int readable = 0;
    for (int i = 0; i < 400; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] ^= (byte) (i % 3 == 0 ? FLAG_REF : 1 << random.nextInt(8));
      FileDifference difference;
      try {
        difference = compare(python, bytes, changed);
      } catch (MarshalException damaged) {
        continue;
      }
      readable++;
      assertThat(difference.isEmpty()).as("byte " + at).isFalse();
      assertThat(difference.aspects()).as("byte " + at).doesNotContainKey(Aspect.UNEXPLAINED);
    }
    assertThat(readable).isGreaterThan(100);
  }

  /** A flag on an object to which nothing refers changes nothing but itself. */
  @ParameterizedTest
  @MethodSource("versions")
  void tellsReferenceFlagsFromMeaning(PythonVersion python) throws IOException {
    byte[] bytes = OneSource.bytes(python);
    MarshalData data = MarshalReader.readData(python, bytes, 0);
    int last = lastUnflagged(data.trace());
    byte[] changed = bytes.clone();
    changed[data.trace().start(last)] |= (byte) FLAG_REF;
    FileDifference difference;
    try {
      difference = compare(python, bytes, changed);
    } catch (MarshalException e) {
      assertThat(python.isPyPy()).isFalse();
      assertThat(python.version()).matches("2\\.7|3\\.[0-3]"); // which have no flags
      return;
    }
    assertThat(difference.aspects()).containsExactly(Map.entry(Aspect.REFERENCE_FLAGS, 1));
    assertThat(difference.writing()).hasSize(1);
    Finding.Note note = (Finding.Note) difference.writing().getFirst();
    assertThat(note.leftOffset()).isEqualTo(data.trace().start(last));
  }

  private static int lastUnflagged(MarshalTrace trace) {
    int last = trace.size() - 1;
    while (trace.isFlagged(last)
        || trace.isReference(last)
        || "NTF.S0".indexOf(trace.typeCode(last)) >= 0) {
      last--;
    }
    return last;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void tellsBytesBehindTheValue(PythonVersion python) throws IOException {
    byte[] bytes = OneSource.bytes(python);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 3);
    assertThat(compare(python, bytes, longer).aspects())
        .containsExactly(Map.entry(Aspect.TRAILING, 1));
  }

  /** Nested as deeply as marshal allows, on any thread. */
  @Test
  void comparesDeepValues() throws Exception {
    var left = new byte[2 * 1900 + 5];
    for (int i = 0; i < 1900; i++) {
      left[2 * i] = ')';
      left[2 * i + 1] = 1;
    }
    left[3800] = 'i';
    byte[] right = left.clone();
    right[3801] = 1;
    PythonVersion python = PythonVersion.CPYTHON_3_8;
    List<FileDifference> found = new ArrayList<>();
    var work =
        new Thread(
            null,
            () -> {
              try {
                found.add(compare(python, left, left.clone()));
                found.add(compare(python, left, right));
              } catch (MarshalException e) {
                throw new AssertionError(e);
              }
            },
            "small",
            200_000);
    work.start();
    work.join();
    assertThat(found).hasSize(2);
    assertThat(found.getFirst().isEmpty()).isTrue();
    assertThat(found.getLast().aspects()).containsExactly(Map.entry(Aspect.VALUE, 1));
  }

  /** A code object that means 2 to the power of 60 others takes no longer than its bytes. */
  @Test
  void looksAtSharedObjectsOnce() throws Exception {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      bytes.write(new byte[] {(byte) (')' | FLAG_REF), 2});
    }
    bytes.write(new byte[] {')', 0, ')', 0});
    for (int i = 59; i > 0; i--) {
      bytes.write(new byte[] {'r', (byte) i, 0, 0, 0});
    }
    byte[] left = bytes.toByteArray();
    byte[] right = left.clone();
    right[122] = (byte) (')' | FLAG_REF);
    PythonVersion python = PythonVersion.CPYTHON_3_8;
    assertThat(compare(python, left, left.clone()).isEmpty()).isTrue();
    assertThat(compare(python, left, right).aspects())
        .containsExactly(Map.entry(Aspect.REFERENCE_FLAGS, 1));
  }

  /** Any version with any other: no error, and every code object of the one has its partner. */
  @Test
  void comparesVersions() throws Exception {
    for (PythonVersion one : OneSource.versions()) {
      ComparedFile left = OneSource.file(one, OneSource.bytes(one));
      PythonVersion other = PythonVersion.CPYTHON_3_11;
      ComparedFile right = OneSource.file(other, OneSource.bytes(other));
      FileDifference difference = FileComparison.compare(left, right);
      assertThat(difference.isEmpty()).as(one.version()).isEqualTo(one == other);
      if (one != other) {
        assertThat(difference.aspects()).containsKeys(Aspect.VERSION);
        assertThat(difference.codeObjects()).isGreaterThan(5);
      }
    }
  }
}
