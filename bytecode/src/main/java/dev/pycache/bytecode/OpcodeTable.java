package dev.pycache.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of one target, as the file {@code opcodes/VERSION.txt} lists them, one row each.
 * Immutable; one object a target.
 */
public final class OpcodeTable {
  /** The number of an instruction that the target does not have. */
  public static final int ABSENT = -1;

  private static final int OPCODES = Opcode.values().length;
  private static final AtomicReferenceArray<@Nullable OpcodeTable> TABLES =
      new AtomicReferenceArray<>(Target.values().length);

  private final int[] numbers = new int[OPCODES];
  private final int[] caches = new int[OPCODES];
  private final ArgumentKind[] arguments = new ArgumentKind[OPCODES];
  private final boolean[] hasArgument = new boolean[OPCODES];
  private final String[] effects = new String[OPCODES];
  private final @Nullable Opcode[] byNumber = new @Nullable Opcode[256];
  private final List<String> compareOperators = new ArrayList<>();
  private final List<String> binaryOperators = new ArrayList<>();

  private OpcodeTable(String text) {
    Arrays.fill(numbers, ABSENT);
    Arrays.fill(arguments, ArgumentKind.NONE);
    Arrays.fill(effects, "");
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      if (end > start && text.charAt(start) != '#') {
        readRow(new StringTokenizer(text.substring(start, end)));
      }
      start = end + 1;
    }
  }

  /** The instructions of a target. */
  public static OpcodeTable of(Target target) {
    OpcodeTable known = TABLES.get(target.ordinal());
    if (known != null) {
      return known;
    }
    // concat(), as the first "+" of a process costs milliseconds and this is on the way of every
    // start.
    var made = new OpcodeTable(read(target.version().concat(".txt")));
    // Two threads may both have read the file; one object wins.
    OpcodeTable first = TABLES.compareAndExchange(target.ordinal(), null, made);
    return first != null ? first : made;
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
    switch (first) {
      case "compare" -> compareOperators.add(row.nextToken());
      case "operator" -> binaryOperators.add(row.nextToken());
      default -> {
        int number = Integer.parseInt(first);
        Opcode opcode = Opcode.valueOf(row.nextToken());
        int index = opcode.ordinal();
        numbers[index] = number;
        byNumber[number] = opcode;
        caches[index] = Integer.parseInt(row.nextToken());
        arguments[index] = argument(row.nextToken());
        hasArgument[index] = arguments[index] != ArgumentKind.NONE;
        effects[index] = row.nextToken();
      }
    }
  }

  private static ArgumentKind argument(String text) {
    return switch (text) {
      case "-" -> ArgumentKind.NONE;
      case "const" -> ArgumentKind.CONST;
      case "name" -> ArgumentKind.NAME;
      case "global" -> ArgumentKind.GLOBAL;
      case "local" -> ArgumentKind.LOCAL;
      case "cell" -> ArgumentKind.CELL;
      case "forward" -> ArgumentKind.FORWARD;
      case "backward" -> ArgumentKind.BACKWARD;
      case "compare" -> ArgumentKind.COMPARE;
      case "operator" -> ArgumentKind.OPERATOR;
      case "number" -> ArgumentKind.NUMBER;
      default -> throw new IllegalStateException("unknown kind of argument: " + text);
    };
  }

  /** Whether the target has this instruction. */
  public boolean has(Opcode opcode) {
    return numbers[opcode.ordinal()] != ABSENT;
  }

  /** The number of an instruction, {@link #ABSENT} if the target does not have it. */
  public int number(Opcode opcode) {
    return numbers[opcode.ordinal()];
  }

  /** The instruction of a number, if there is one. */
  public @Nullable Opcode opcode(int number) {
    return byNumber[number];
  }

  /** Code units of inline cache that follow the instruction. */
  public int caches(Opcode opcode) {
    return caches[opcode.ordinal()];
  }

  /** Whether the argument of the instruction is looked at ({@code HAS_ARG}). */
  public boolean hasArgument(Opcode opcode) {
    return hasArgument[opcode.ordinal()];
  }

  public ArgumentKind argument(Opcode opcode) {
    return arguments[opcode.ordinal()];
  }

  /**
   * The last column of the row, which {@link StackEffect} reads; empty if the target does not have
   * the instruction.
   */
  String effect(Opcode opcode) {
    return effects[opcode.ordinal()];
  }

  /** The comparison operators by the argument of COMPARE_OP. */
  public List<String> compareOperators() {
    return List.copyOf(compareOperators);
  }

  /** The binary operators by the argument of BINARY_OP. */
  public List<String> binaryOperators() {
    return List.copyOf(binaryOperators);
  }
}
