package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.marshal.CanonicalForm;
import dev.pycache.bytecode.pyc.PycFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** The harmed files: case {@code n} of a seed is the same whenever the specimens are. */
final class Cases {
  /** What is harmed may grow: no further than to this, or it takes time and shows nothing new. */
  private static final int MAX_BYTES = 128 << 10;

  private final Specimens specimens;
  private final long seed;

  Cases(Specimens specimens, long seed) {
    this.specimens = specimens;
    this.seed = seed;
  }

  /**
   * A case.
   *
   * @param specimen what was harmed
   * @param bytes what came of it
   */
  record Case(long number, Specimen specimen, byte[] bytes) {}

  /** Case {@code number}; empty if the writer refused, in time and clearly, to write it. */
  Optional<Case> at(long number) throws Fault {
    var random = new SplittableRandom(seed * 1_000_003 + number);
    Specimen specimen = specimens.any(random);
    var harm = new Harm(specimens, random);
    if (random.nextInt(4) > 0) {
      return Optional.of(cut(number, specimen, harm.apply(specimen)));
    }
    Optional<byte[]> written = harmedValue(specimen, random);
    if (written.isPresent() && random.nextInt(4) == 0) {
      try {
        Specimen harmed = Specimen.of(specimen.name(), written.get());
        return Optional.of(cut(number, specimen, harm.apply(harmed)));
      } catch (IOException e) {
        // A count or a table that no reader takes: a case as it is.
      }
    }
    return written.map(bytes -> cut(number, specimen, bytes));
  }

  private static Case cut(long number, Specimen specimen, byte[] bytes) {
    boolean fits = bytes.length <= MAX_BYTES;
    return new Case(number, specimen, fits ? bytes : Arrays.copyOf(bytes, MAX_BYTES));
  }

  private static Optional<byte[]> harmedValue(Specimen specimen, SplittableRandom random)
      throws Fault {
    PycFile file = specimen.file();
    CodeObject code = new ValueHarm(file.magic().python(), random).apply(file.code());
    try {
      byte[] marshalled = CanonicalForm.write(file.magic().python(), file.magic().layout(), code);
      byte[] header = Arrays.copyOf(specimen.bytes(), file.magic().headerSize());
      return Optional.of(Harm.concat(header, marshalled));
    } catch (IllegalArgumentException e) {
      Examination.require(e.getMessage() != null, "the writer refuses without a word");
      return Optional.empty();
    }
  }
}
