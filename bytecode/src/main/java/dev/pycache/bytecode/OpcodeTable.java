package dev.pycache.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of one version of Python, as the file {@code opcodes/VERSION.txt} lists them,
 * one row each. What is asked by number serves any version; what is asked by {@link Opcode}, the
 * compiler. Immutable; one object a version.
 */
public final class OpcodeTable {
  /** The number of an instruction that the version does not have. */
  public static final int ABSENT = -1;

  private static final int OPCODES = Opcode.values().length;
  private static final int NUMBERS = 256;
  private static final Map<String, Opcode> BY_NAME = HashMap.newHashMap(OPCODES);
  private static final Map<String, ArgumentKind> KINDS = new HashMap<>();
  private static final AtomicReferenceArray<@Nullable OpcodeTable> TABLES =
      new AtomicReferenceArray<>(PythonVersion.values().length);

  static {
    for (Opcode opcode : Opcode.values()) {
      BY_NAME.put(opcode.name(), opcode);
    }
    for (ArgumentKind kind : ArgumentKind.values()) {
      KINDS.put(kind.text(), kind);
    }
  }

  /** A field of an inline cache and how many code units it takes. */
  public record CacheField(String name, int units) {}

  // By Opcode.ordinal().
  private final int[] numbers = new int[OPCODES];
  private final int[] caches = new int[OPCODES];
  private final ArgumentKind[] arguments = new ArgumentKind[OPCODES];
  private final boolean[] hasArgument = new boolean[OPCODES];
  private final String[] effects = new String[OPCODES];

  // By number.
  private final @Nullable String[] names = new @Nullable String[NUMBERS];
  private final @Nullable Opcode[] opcodes = new @Nullable Opcode[NUMBERS];
  private final int[] cachesByNumber = new int[NUMBERS];
  private final ArgumentKind[] argumentsByNumber = new ArgumentKind[NUMBERS];

  /** What follows the rows in the file; the compiler needs none of it. */
  private final String rest;

  private volatile @Nullable OpcodeDetails details;

  private OpcodeTable(String text) {
    Arrays.fill(numbers, ABSENT);
    Arrays.fill(arguments, ArgumentKind.NONE);
    Arrays.fill(effects, "");
    Arrays.fill(argumentsByNumber, ArgumentKind.NONE);
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end == start) {
        break;
      }
      if (text.charAt(start) != '#') {
        readRow(new StringTokenizer(text.substring(start, end)));
      }
      start = end + 1;
    }
    rest = text.substring(start);
  }

  /** The instructions of a version. */
  public static OpcodeTable of(PythonVersion version) {
    OpcodeTable known = TABLES.get(version.ordinal());
    if (known != null) {
      return known;
    }
    // concat(), as the first "+" of a process costs milliseconds and this is on the way of every
    // start.
    var made = new OpcodeTable(read(version.version().concat(".txt")));
    // Two threads may both have read the file; one object wins.
    OpcodeTable first = TABLES.compareAndExchange(version.ordinal(), null, made);
    return first != null ? first : made;
  }

  /** The instructions that are compiled to for a target. */
  public static OpcodeTable of(Target target) {
    return of(target.python());
  }

  private static String read(String name) {
    try (InputStream in = OpcodeTable.class.getResourceAsStream("opcodes/".concat(name))) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readRow(StringTokenizer row) {
    String first = row.nextToken();
    if (first.equals("have_argument")) {
      Arrays.fill(
          argumentsByNumber, Integer.parseInt(row.nextToken()), NUMBERS, ArgumentKind.NUMBER);
      return;
    }
    int number = Integer.parseInt(first);
    String name = row.nextToken();
    names[number] = name;
    cachesByNumber[number] = Integer.parseInt(row.nextToken());
    argumentsByNumber[number] = argument(row.nextToken());
    Opcode opcode = BY_NAME.get(name);
    if (opcode != null) {
      int index = opcode.ordinal();
      opcodes[number] = opcode;
      numbers[index] = number;
      caches[index] = cachesByNumber[number];
      arguments[index] = argumentsByNumber[number];
      hasArgument[index] = arguments[index] != ArgumentKind.NONE;
      effects[index] = row.nextToken();
    }
  }

  /** The kind that the tables have a word for. */
  static ArgumentKind argument(String word) {
    ArgumentKind kind = KINDS.get(word);
    if (kind == null) {
      throw new IllegalStateException("unknown kind of argument: " + word);
    }
    return kind;
  }

  /** Whether the version has this instruction. */
  public boolean has(Opcode opcode) {
    return numbers[opcode.ordinal()] != ABSENT;
  }

  /** The number of an instruction, {@link #ABSENT} if the version does not have it. */
  public int number(Opcode opcode) {
    return numbers[opcode.ordinal()];
  }

  /** Code units of inline cache that follow the instruction. */
  public int caches(Opcode opcode) {
    return caches[opcode.ordinal()];
  }

  /** Whether the argument of the instruction is looked at ({@code HAS_ARG}). */
  public boolean hasArgument(Opcode opcode) {
    return hasArgument[opcode.ordinal()];
  }

  /** What the argument of the instruction means. */
  public ArgumentKind argument(Opcode opcode) {
    return arguments[opcode.ordinal()];
  }

  /**
   * The last column of the row, which {@link StackEffect} reads; empty if the version does not have
   * the instruction.
   */
  String effect(Opcode opcode) {
    return effects[opcode.ordinal()];
  }

  /** Whether a file may hold this number, from 0 to 255: whether there is a row for it. */
  public boolean has(int number) {
    return names[number] != null;
  }

  /**
   * The name of a number, from 0 to 255; of one that the version does not have, what {@code
   * opcode.opname} says, as in {@code "<7>"}.
   */
  public String name(int number) {
    String name = names[number];
    return name != null ? name : details().name(number);
  }

  /** The number of the instruction of a name, {@link #ABSENT} if there is none. */
  public int number(String name) {
    for (int number = 0; number < NUMBERS; number++) {
      if (name.equals(names[number])) {
        return number;
      }
    }
    return ABSENT;
  }

  /** The instruction of a number, if there is one and the compiler knows it. */
  public @Nullable Opcode opcode(int number) {
    return opcodes[number];
  }

  /** Code units of inline cache that follow the instruction of a number, from 0 to 255. */
  public int caches(int number) {
    return cachesByNumber[number];
  }

  /**
   * Whether {@code dis} looks at the argument of the instruction of a number, from 0 to 255, also
   * one that the version does not have.
   */
  public boolean hasArgument(int number) {
    return argumentsByNumber[number] != ArgumentKind.NONE;
  }

  /** What the argument of the instruction of a number, from 0 to 255, means. */
  public ArgumentKind argument(int number) {
    return argumentsByNumber[number];
  }

  /**
   * The number of the instruction that the interpreter made this one of while it ran or was traced
   * ({@code _deoptop}): its caches and its argument are those of that one. The number itself if it
   * is none of these.
   */
  public int base(int number) {
    return names[number] != null ? number : details().base(number);
  }

  /**
   * What {@code dis} of the version prints for arguments of a kind, in the order that the kind
   * tells; <code>{}</code> stands for the name. Empty if the kind has none or the version prints
   * just the number.
   */
  public List<String> texts(ArgumentKind kind) {
    return details().texts(kind);
  }

  /** The fields of the inline cache of a number, in their order. */
  public List<CacheField> cacheFields(int number) {
    return details().cacheFields(number);
  }

  private OpcodeDetails details() {
    OpcodeDetails known = details;
    if (known == null) {
      known = new OpcodeDetails(this, rest);
      details = known;
    }
    return known;
  }
}
