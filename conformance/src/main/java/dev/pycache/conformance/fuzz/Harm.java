package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.marshal.MarshalTrace;
import dev.pycache.bytecode.pyc.Magic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded harm to a cache: to its bytes as such, and to what they mean to a reader of marshal, whose
 * objects are known by the trace of the sound file.
 */
final class Harm {
  private static final int FLAG_REF = 0x80;

  /** All type codes of all versions, and a few that no version has. */
  private static final byte[] TYPE_CODES = ascii("0NTF.SiIlfgxystuRaAzZ()[{<>cr:}?oCDq");

  /** Type codes of which nothing follows. */
  private static final byte[] LEAVES = ascii("0NTF.S");

  private static final int[] NUMBERS = {
    0,
    1,
    2,
    255,
    256,
    0x7FFF,
    0xFFFF,
    1 << 20,
    1 << 28,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -2
  };

  private static final int[] DEPTHS = {3, 50, 400, 999, 1001, 1900, 2001, 2100, 20_000};

  private final Specimens specimens;
  private final SplittableRandom random;

  Harm(Specimens specimens, SplittableRandom random) {
    this.specimens = specimens;
    this.random = random;
  }

  /** The specimen with one to six changes. */
  byte[] apply(Specimen specimen) {
    List<Edit> edits = new ArrayList<>();
    int count = 1 + (random.nextInt(3) == 0 ? random.nextInt(6) : 0);
    for (int i = 0; i < count; i++) {
      edits.add(
          switch (random.nextInt(8)) {
            case 0 -> bytes(specimen.bytes());
            case 1 -> header(specimen);
            case 2, 3 -> contents(specimen);
            default -> object(specimen);
          });
    }
    return Edit.apply(specimen.bytes(), edits);
  }

  /** What befalls any file. */
  private Edit bytes(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(1 << random.nextInt(10)));
    return switch (random.nextInt(8)) {
      case 0 -> new Edit(at, bytes.length); // cut short
      case 1 -> new Edit(at, end); // a gap
      case 2 -> new Edit(at, at, Arrays.copyOfRange(bytes, at, end)); // a piece twice
      case 3 -> new Edit(at, at, noise(1 + random.nextInt(8)));
      case 4 -> new Edit(at, end, noise(end - at));
      case 5 -> new Edit(at, end, piece(specimens.any(random).bytes()));
      case 6 -> new Edit(at, at + 1, noise(1));
      default -> flip(bytes, at);
    };
  }

  private static Edit bit(byte[] bytes, int at, int bit) {
    return new Edit(at, at + 1, (byte) (bytes[at] ^ 1 << bit));
  }

  private Edit flip(byte[] bytes, int at) {
    return bit(bytes, at, random.nextInt(8));
  }

  /** Another magic number before the same objects, or another header whole; a flag, a gap. */
  private Edit header(Specimen specimen) {
    int start = specimen.data().start();
    return switch (random.nextInt(6)) {
      case 0, 1 -> {
        Specimen other = specimens.any(random);
        yield new Edit(0, start, Arrays.copyOf(other.bytes(), other.data().start()));
      }
      case 2 -> new Edit(0, 2, Arrays.copyOf(specimens.any(random).bytes(), 2));
      case 3 -> new Edit(0, 2, shorts(anyMagic()));
      case 4 -> flip(specimen.bytes(), random.nextInt(start));
      default -> bytes(Arrays.copyOf(specimen.bytes(), start));
    };
  }

  /** The number of a release before a final one, most of the time. */
  private int anyMagic() {
    for (int tries = 0; tries < 20; tries++) {
      int number =
          random.nextInt(8) == 0 ? 62_160 + random.nextInt(60) : 3000 + random.nextInt(700);
      if (Magic.of(number).isPresent()) {
        return number;
      }
    }
    return random.nextInt(1 << 16);
  }

  /** What stands within bytes and strings, where code and tables are: the lengths stay right. */
  private Edit contents(Specimen specimen) {
    MarshalTrace trace = specimen.data().trace();
    for (int tries = 0; tries < 20; tries++) {
      int entry = random.nextInt(trace.size());
      int start = trace.start(entry) + headSize(trace.typeCode(entry));
      int length = trace.end(entry) - start;
      if (isRun(trace.typeCode(entry)) && length > 0) {
        int at = start + random.nextInt(length);
        int size = Math.min(start + length - at, 1 + random.nextInt(1 << random.nextInt(7)));
        return random.nextBoolean()
            ? flip(specimen.bytes(), at)
            : new Edit(at, at + size, noise(size));
      }
    }
    return flip(specimen.bytes(), random.nextInt(specimen.bytes().length));
  }

  /** What befalls an object as a whole, or a part of it that says what it is. */
  private Edit object(Specimen specimen) {
    MarshalTrace trace = specimen.data().trace();
    byte[] bytes = specimen.bytes();
    int entry = random.nextInt(trace.size());
    int start = trace.start(entry);
    int end = trace.end(entry);
    return switch (random.nextInt(14)) {
      case 0 -> new Edit(start, start + 1, (byte) (anyOf(TYPE_CODES) | bytes[start] & FLAG_REF));
      case 1 -> bit(bytes, start, 7); // numbered or not: all references behind it change
      case 2, 3 -> number(trace, bytes, entry);
      case 4, 5 -> reference(trace, entry);
      case 6 -> new Edit(start, end, anyOf(LEAVES));
      case 7 -> new Edit(start, start, nesting());
      case 8, 9 -> new Edit(start, end, otherObject(specimen));
      case 10 -> new Edit(start, end); // one object less
      case 11 -> new Edit(start, start, Arrays.copyOfRange(bytes, start, end)); // one more
      case 12 -> new Edit(start, end, Doubling.bytes(random, numbered(trace, entry)));
      default -> new Edit(start, end, Doubling.cycle(random, numbered(trace, entry)));
    };
  }

  /** An object of the same file or of another one. */
  private byte[] otherObject(Specimen same) {
    Specimen from = random.nextBoolean() ? same : specimens.any(random);
    MarshalTrace trace = from.data().trace();
    int entry = random.nextInt(trace.size());
    return Arrays.copyOfRange(from.bytes(), trace.start(entry), trace.end(entry));
  }

  /** A length, a count, a field of a code object or an integer. */
  private Edit number(MarshalTrace trace, byte[] bytes, int entry) {
    int at = trace.start(entry) + 1;
    char type = trace.typeCode(entry);
    if (type == 'c') {
      at += Integer.BYTES * random.nextInt(7);
    }
    int size = headSize(type) - 1;
    if (size <= 0 || at + size > bytes.length) {
      return flip(bytes, trace.start(entry));
    }
    if (size == 1) {
      return new Edit(at, at + 1, noise(1));
    }
    int value = ByteBuffer.wrap(bytes, at, size).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int other =
        switch (random.nextInt(4)) {
          case 0 -> value + 1;
          case 1 -> value - 1;
          case 2 -> value ^ 1 << random.nextInt(32);
          default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    return new Edit(at, at + size, ints(other));
  }

  /** Another number in a reference, or a reference in the place of an object. */
  private Edit reference(MarshalTrace trace, int entry) {
    int found = entry;
    for (int i = 0; i < trace.size() && random.nextInt(50) > 0; i++) {
      if (trace.isReference((entry + i) % trace.size())) {
        found = (entry + i) % trace.size();
        break;
      }
    }
    int known = numbered(trace, trace.size());
    int number =
        random.nextInt(4) == 0
            ? NUMBERS[random.nextInt(NUMBERS.length)]
            : random.nextInt(known + 2);
    byte type = (byte) (random.nextInt(4) == 0 ? 'R' : 'r');
    return new Edit(trace.start(found), trace.end(found), concat(new byte[] {type}, ints(number)));
  }

  /** The beginnings of containers within containers; what stands behind it is their contents. */
  private byte[] nesting() {
    byte[] one =
        switch (random.nextInt(8)) {
          case 0 -> new byte[] {')', 1};
          case 1 -> concat(new byte[] {'('}, ints(1));
          case 2 -> concat(new byte[] {'['}, ints(1));
          case 3 -> concat(new byte[] {'<'}, ints(1));
          case 4 -> concat(new byte[] {'>'}, ints(1));
          case 5 -> random.nextBoolean() ? new byte[] {'{'} : new byte[] {'{', 'N'};
          case 6 -> new byte[] {':', 'N'};
          default -> concat(new byte[] {'c'}, new byte[Integer.BYTES * (4 + random.nextInt(4))]);
        };
    if (random.nextBoolean()) {
      one[0] |= (byte) FLAG_REF;
    }
    int depth = DEPTHS[random.nextInt(DEPTHS.length)];
    byte[] all = new byte[one.length * depth];
    for (int i = 0; i < depth; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return all;
  }

  /** How many of the objects before one have numbers. */
  private static int numbered(MarshalTrace trace, int entry) {
    int count = 0;
    for (int i = 0; i < entry; i++) {
      if (!trace.isReference(i) && trace.number(i) != MarshalTrace.NO_NUMBER) {
        count++;
      }
    }
    return count;
  }

  private static boolean isRun(char type) {
    return "stuaAzZ".indexOf(type) >= 0;
  }

  /** Size of the type byte and the number behind it; 0 where nothing says how long it is. */
  private static int headSize(char type) {
    return switch (type) {
      case 'z', 'Z', ')' -> 2;
      case 's', 't', 'u', 'a', 'A', '(', '[', '<', '>', 'l', 'i', 'r', 'R', 'c' ->
          1 + Integer.BYTES;
      default -> 0;
    };
  }

  private byte anyOf(byte[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private byte[] piece(byte[] bytes) {
    int start = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, start + 1 + random.nextInt(1 << random.nextInt(12)));
    return Arrays.copyOfRange(bytes, start, end);
  }

  private byte[] noise(int count) {
    byte[] noise = new byte[count];
    random.nextBytes(noise);
    return noise;
  }

  static byte[] ints(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] shorts(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8)};
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
