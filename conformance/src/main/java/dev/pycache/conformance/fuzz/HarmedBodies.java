package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What stands behind the headers of the caches of one version, sound and harmed: each cut short
 * everywhere, each with every byte changed, and as many others of a seed as are wanted.
 */
public final class HarmedBodies {
  private final List<Specimen> specimens;
  private final Cases cases;
  private final long seed;

  private HarmedBodies(List<Specimen> specimens, Cases cases, long seed) {
    this.specimens = specimens;
    this.cases = cases;
    this.seed = seed;
  }

  /**
   * A body.
   *
   * @param name tells it from the others
   * @param bytes all of it
   */
  public record Body(String name, byte[] bytes) {}

  /** Those made of the caches of a version that come with this package. */
  public static HarmedBodies of(PythonVersion python, long seed) throws IOException {
    Specimens specimens = Specimens.bundled().of(python);
    return new HarmedBodies(specimens.all(), new Cases(specimens, seed), seed);
  }

  /** How many there are that do not depend on a seed. */
  public long systematic() {
    return specimens.stream().mapToLong(s -> 2L * body(s).length + 1).sum();
  }

  /**
   * A body: up to {@link #systematic} those cut short and changed in one place, then the others;
   * empty if the writer refused to write it.
   */
  public Optional<Body> at(long number) throws IOException {
    long rest = number;
    for (Specimen specimen : specimens) {
      byte[] body = body(specimen);
      if (rest <= body.length) {
        String name = specimen.name() + ", " + rest + " bytes of " + body.length;
        return Optional.of(new Body(name, Arrays.copyOf(body, (int) rest)));
      }
      rest -= body.length + 1;
      if (rest < body.length) {
        int bits = 1 + new SplittableRandom(seed * 1_000_003 + number).nextInt(255);
        body[(int) rest] ^= (byte) bits;
        String name = specimen.name() + ", byte " + rest + " with other bits: " + bits;
        return Optional.of(new Body(name, body));
      }
      rest -= body.length;
    }
    try {
      long random = rest;
      return cases.at(rest).map(harmed -> new Body("case " + random, body(harmed)));
    } catch (Fault fault) {
      throw new IOException(fault);
    }
  }

  private static byte[] body(Specimen specimen) {
    return Arrays.copyOfRange(specimen.bytes(), specimen.data().start(), specimen.bytes().length);
  }

  private static byte[] body(Cases.Case harmed) {
    int start = Math.min(harmed.specimen().data().start(), harmed.bytes().length);
    return Arrays.copyOfRange(harmed.bytes(), start, harmed.bytes().length);
  }
}
