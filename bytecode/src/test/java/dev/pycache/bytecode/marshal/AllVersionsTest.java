package dev.pycache.bytecode.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.repr.PythonRepr;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading and writing in the form of every interpreter there is. */
class AllVersionsTest {
  @Test
  void whatIsReadIsWrittenAgain() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      MarshalData data = MarshalReader.readData(c.python(), c.bytes(), 0);
      assertThat(data.end()).as(c.toString()).isEqualTo(c.bytes().length);
      assertThat(MarshalReplay.write(data)).as(c.toString()).isEqualTo(c.bytes());
    }
  }

  @Test
  void valuesAreThoseOfTheInterpreter() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      Constant root = MarshalReader.readData(c.python(), c.bytes(), 0).root();
      if (c.repr().equals("code")) {
        assertThat(root).as(c.toString()).isInstanceOf(CodeObject.class);
      } else {
        assertThat(ascii(PythonRepr.of(c.python(), root))).as(c.toString()).isEqualTo(c.repr());
      }
    }
  }

  /** {@code ascii()} of a string that {@code repr()} has made. */
  private static String ascii(String repr) {
    var text = new StringBuilder();
    repr.codePoints()
        .forEach(
            c -> {
              String form =
                  c < 0x7F ? "%c" : c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
              text.append(form.formatted(c));
            });
    return text.toString();
  }

  @Test
  void theCanonicalFormHoldsTheSameValueAndIsItsOwn() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      Constant root = MarshalReader.readData(c.python(), c.bytes(), 0).root();
      byte[] canonical = CanonicalForm.write(c.python(), root);
      Constant again = MarshalReader.readData(c.python(), canonical, 0).root();
      assertThat(CanonicalForm.write(c.python(), again)).as(c.toString()).isEqualTo(canonical);
      if (c.repr().equals("code")) {
        assertThat(again).as(c.toString()).isEqualTo(root);
      } else {
        String repr = ascii(PythonRepr.of(c.python(), again));
        assertThat(repr).as(c.toString()).isEqualTo(c.repr());
      }
    }
  }

  @Test
  void everyVersionWithAnInterpreterHasCases() throws Exception {
    var seen = EnumSet.noneOf(PythonVersion.class);
    for (ValueCases c : ValueCases.all()) {
      seen.add(c.python());
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(13);
  }

  @Test
  void everyTruncationIsReported() throws Exception {
    for (ValueCases c : ValueCases.all()) {
      for (int length = 0; length < c.bytes().length; length += 1 + length / 16) {
        byte[] start = Arrays.copyOf(c.bytes(), length);
        try {
          MarshalReader.readData(c.python(), start, 0);
          fail("read " + length + " bytes of " + c);
        } catch (MarshalException e) {
          assertThat(e.isTruncated()).as(e + " " + c).isTrue();
          assertThat(e.offset()).isEqualTo(length);
        }
      }
    }
  }

  /** Bits flipped, bytes set, bytes copied from elsewhere, in the bytes of every version. */
  @Test
  void damagedBytesAreReadOrReported() throws Exception {
    var random = new Random(20261122);
    for (ValueCases c : ValueCases.all()) {
      for (int i = 0; i < 60; i++) {
        byte[] damaged = c.bytes().clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
          damage(damaged, random);
        }
        examine(c, damaged);
      }
    }
  }

  private static void damage(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes[at] = (byte) "0NTF.SiIlfgxystuRaAzZ()[{<>cr:}?".charAt(random.nextInt(32));
      default -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(12), bytes.length - Math.max(at, from));
        System.arraycopy(bytes, from, bytes, at, length);
      }
    }
  }

  private static void examine(ValueCases c, byte[] bytes) {
    MarshalData data;
    try {
      data = MarshalReader.readData(c.python(), bytes, 0);
    } catch (MarshalException e) {
      assertThat(e.offset()).as(c.toString()).isBetween(0, bytes.length);
      return;
    }
    assertThat(MarshalReplay.write(data))
        .as(c.toString())
        .isEqualTo(Arrays.copyOf(bytes, data.end()));
    byte[] canonical;
    try {
      canonical = CanonicalForm.write(c.python(), data.root());
    } catch (IllegalArgumentException e) {
      assertThat(e).as(c.toString()).hasMessageNotContaining("expected");
      return;
    }
    try {
      Constant again = MarshalReader.readData(c.python(), canonical, 0).root();
      assertThat(CanonicalForm.write(c.python(), again)).as(c.toString()).isEqualTo(canonical);
    } catch (MarshalException e) {
      throw new AssertionError(c + " has a canonical form that cannot be read", e);
    }
  }
}
