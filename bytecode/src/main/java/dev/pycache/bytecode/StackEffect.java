package dev.pycache.bytecode;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How instructions change the depth of the stack (CPython's {@code stack_effect()}). Most effects
 * are linear in the argument and come from the opcode table; the others, and those of the pseudo
 * instructions, are here. Immutable; one object a target.
 */
public final class StackEffect {
  private static final AtomicReferenceArray<@Nullable StackEffect> EFFECTS =
      new AtomicReferenceArray<>(Target.values().length);

  private static final int OPCODES = Opcode.values().length;

  /** In the place of a formula: the effect is to be computed by {@link #special}. */
  private static final int SPECIAL = Integer.MIN_VALUE;

  /**
   * Of each opcode the formula of its effect: what the argument is multiplied by, above the low 16
   * bits, in which is what is added.
   */
  private final int[] stays = new int[OPCODES];

  /** The same when the instruction jumps. */
  private final int[] jumps = new int[OPCODES];

  private StackEffect(OpcodeTable table) {
    for (Opcode opcode : Opcode.values()) {
      int index = opcode.ordinal();
      String effect = table.effect(opcode);
      if (effect.isEmpty()) {
        setPseudo(opcode);
      } else if (effect.equals("*")) {
        stays[index] = SPECIAL;
        jumps[index] = SPECIAL;
      } else {
        int bar = effect.indexOf('|');
        String stay = bar < 0 ? effect : effect.substring(0, bar);
        stays[index] = formula(factor(stay), base(stay));
        jumps[index] =
            bar < 0
                ? stays[index]
                : formula(factor(stay), Integer.parseInt(effect.substring(bar + 1)));
      }
    }
  }

  public static StackEffect of(Target target) {
    StackEffect known = EFFECTS.get(target.ordinal());
    if (known != null) {
      return known;
    }
    var made = new StackEffect(OpcodeTable.of(target));
    // Two threads may both have made one; the first to be stored wins.
    StackEffect first = EFFECTS.compareAndExchange(target.ordinal(), null, made);
    return first != null ? first : made;
  }

  /** The effect when the instruction does not jump. */
  public int effect(Opcode opcode, int arg) {
    int formula = stays[opcode.ordinal()];
    return formula == SPECIAL ? special(opcode, arg) : evaluate(formula, arg);
  }

  /**
   * The effect when the instruction jumps, or when the handler of a SETUP pseudo instruction is
   * entered.
   */
  public int effectOfJump(Opcode opcode, int arg) {
    int formula = jumps[opcode.ordinal()];
    return formula == SPECIAL ? special(opcode, arg) : evaluate(formula, arg);
  }

  private static int formula(int factor, int base) {
    return factor << 16 | base & 0xFFFF;
  }

  private static int evaluate(int formula, int arg) {
    return (short) formula + (formula >> 16) * arg;
  }

  private void setPseudo(Opcode opcode) {
    int index = opcode.ordinal();
    switch (opcode) {
      case POP_JUMP_IF_FALSE,
          POP_JUMP_IF_TRUE,
          POP_JUMP_IF_NONE,
          POP_JUMP_IF_NOT_NONE,
          STORE_FAST_MAYBE_NULL -> {
        stays[index] = formula(0, -1);
        jumps[index] = stays[index];
      }
      // The handler is entered with the exception, below which SETUP_CLEANUP puts where it was
      // raised; that of a
      // with statement with both, in place of what __enter__ returned.
      case SETUP_FINALLY, SETUP_WITH -> jumps[index] = formula(0, 1);
      case SETUP_CLEANUP -> jumps[index] = formula(0, 2);
      case LOAD_CLOSURE -> {
        stays[index] = formula(0, 1);
        jumps[index] = stays[index];
      }
      default -> {}
    }
  }

  private static int special(Opcode opcode, int arg) {
    return switch (opcode) {
      case UNPACK_EX -> (arg & 0xFF) + (arg >> 8);
      case LOAD_GLOBAL -> 1 + (arg & 1);
      case LOAD_ATTR -> arg & 1;
      case LOAD_SUPER_ATTR -> -2 + (arg & 1);
      case BUILD_INTERPOLATION -> -1 - (arg & 1);
      case MAKE_FUNCTION -> -Integer.bitCount(arg & 0xF);
      case BUILD_SLICE -> arg == 3 ? -2 : -1;
      case CALL_FUNCTION_EX -> -2 - (arg & 1);
      case FORMAT_VALUE -> (arg & 4) != 0 ? -1 : 0;
      default -> throw new IllegalStateException("no stack effect for " + opcode);
    };
  }

  /** The constant of a formula such as {@code 1-2n}. */
  private static int base(String formula) {
    if (!formula.endsWith("n")) {
      return Integer.parseInt(formula);
    }
    int sign = Math.max(formula.lastIndexOf('+'), formula.lastIndexOf('-'));
    return sign <= 0 ? 0 : Integer.parseInt(formula.substring(0, sign));
  }

  /** What {@code n} is multiplied by. */
  private static int factor(String formula) {
    if (!formula.endsWith("n")) {
      return 0;
    }
    int sign = Math.max(formula.lastIndexOf('+'), formula.lastIndexOf('-'));
    String digits = formula.substring(sign + 1, formula.length() - 1);
    int factor = digits.isEmpty() ? 1 : Integer.parseInt(digits);
    return sign >= 0 && formula.charAt(sign) == '-' ? -factor : factor;
  }
}
