package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.anatomy.Anatomy;
import dev.pycache.bytecode.dis.DisOption;
import dev.pycache.bytecode.dis.DisOptions;
import dev.pycache.bytecode.dis.Disassembler;
import dev.pycache.bytecode.dis.InstructionDecoder;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * All that is done with a file that may be anything. Each step must end in a value or in the error
 * that its documentation names; what the values promise is checked. The same bytes are examined in
 * the same way each time.
 */
final class Examination implements AutoCloseable {
  /** Commands take longer than all else: of so many files, one goes through a command. */
  private static final int COMMAND_EVERY = 16;

  /** What a listing may come to, whatever a file means. */
  private static final long MAX_CHARACTERS = 512L << 20;

  /** How it ended. */
  enum Result {
    /** It could be read. */
    VALUE,
    /** It could not, and the reader said why. */
    ERROR
  }

  private final Commands commands;

  /** Where it is, for who looks at it from another thread. */
  private volatile String step = "";

  Examination() throws IOException {
    commands = new Commands();
  }

  /** The step that is under way, or was last. */
  String step() {
    return step;
  }

  /**
   * Examines a file.
   *
   * @param original what it was before it was harmed
   * @throws Fault if anything is not as it must be
   */
  Result examine(byte[] bytes, byte[] original) throws Fault {
    try {
      Result result = examine(bytes);
      int choice = choice(bytes);
      if (Integer.remainderUnsigned(choice, COMMAND_EVERY) == 0) {
        step = "command " + choice;
        commands.run(bytes, original, choice / COMMAND_EVERY);
      }
      return result;
    } catch (RuntimeException | Error e) {
      throw new Fault(step, e);
    }
  }

  private Result examine(byte[] bytes) throws Fault {
    step = "read";
    PycFile file;
    try {
      file = PycFile.read(bytes);
    } catch (PycFormatException | MarshalException e) {
      requireClear(e, bytes.length);
      return Result.ERROR;
    }
    step = "write again";
    require(Arrays.equals(file.toByteArray(), bytes), "other bytes when written again");
    canonical(file);
    anatomy(file, bytes.length);
    disassemble(file, choice(bytes));
    return Result.VALUE;
  }

  private static void requireClear(Exception e, int length) throws Fault {
    String message = e.getMessage();
    require(message != null && message.contains("byte"), "an error without offset: " + message);
    if (e instanceof MarshalException marshal) {
      require(
          marshal.offset() >= 0 && marshal.offset() <= length,
          "an error beyond the file, at byte " + marshal.offset() + " of " + length);
    }
  }

  private void canonical(PycFile file) throws Fault {
    step = "canonical form";
    Optional<byte[]> form = canonicalBytes(file);
    if (form.isEmpty()) {
      return;
    }
    step = "canonical form, read";
    try {
      PycFile again = PycFile.read(form.get());
      step = "canonical form, twice";
      Optional<byte[]> twice = canonicalBytes(again);
      require(
          twice.isEmpty() || Arrays.equals(twice.get(), form.get()),
          "another canonical form of itself");
    } catch (PycFormatException | MarshalException e) {
      throw new Fault("the canonical form cannot be read", e);
    }
  }

  /** The canonical form, unless the writer says why there is none. */
  private static Optional<byte[]> canonicalBytes(PycFile file) throws Fault {
    try {
      return Optional.of(file.canonicalBytes());
    } catch (IllegalArgumentException e) {
      require(isOurs(e) && e.getMessage() != null, "no clear error: " + e);
      return Optional.empty();
    }
  }

  /** Thrown by us, not by the library of Java at some mistake of ours. */
  private static boolean isOurs(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 || trace[0].getClassName().startsWith("dev.pycache.");
  }

  private void anatomy(PycFile file, int length) throws Fault {
    step = "anatomy";
    Anatomy anatomy = Anatomy.of(file.data(), length);
    require(
        anatomy.sizes().total() == length,
        "parts of " + anatomy.sizes().total() + " bytes in a file of " + length);
  }

  private void disassemble(PycFile file, int choice) {
    PythonVersion python = file.magic().python();
    step = "dis";
    var options = DisOptions.DEFAULT.withRecursive((choice & 7) != 0);
    for (DisOption option : DisOption.values()) {
      if ((choice >> 3 & 1 << option.ordinal()) != 0 && option.existsIn(python)) {
        options = options.with(option);
      }
    }
    Disassembler.write(python, file.code(), options, new Counter());
    step = "decode";
    InstructionDecoder.decode(python, file.code());
    for (Constant constant : file.code().consts().items()) {
      if (constant instanceof CodeObject nested) {
        InstructionDecoder.decode(python, nested);
      }
    }
  }

  private static int choice(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    commands.close();
  }

  static void require(boolean holds, String message) throws Fault {
    if (!holds) {
      throw new Fault(message);
    }
  }

  /** Looks at a listing no further than at its size. */
  private static final class Counter implements StyledText {
    private long characters;

    @Override
    public void append(Style style, String text) {
      count(text.length());
    }

    @Override
    public void append(Style style, StringBuilder line, int start, int end) {
      count(end - start);
    }

    private void count(int length) {
      characters += length;
      if (characters > MAX_CHARACTERS) {
        throw new IllegalStateException("a listing of more than " + MAX_CHARACTERS + " characters");
      }
    }
  }
}
