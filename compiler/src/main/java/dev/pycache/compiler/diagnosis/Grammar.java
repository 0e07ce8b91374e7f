package dev.pycache.compiler.diagnosis;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A grammar, ready to run: rules with numbers, alternatives as arrays of items. An item is one int,
 * an operation, flags and an operand.
 */
final class Grammar {
  /** Operations of items; the operand is in the bits above. */
  static final int OP = 0xF;

  /** A token; the operand is its kind. Its value is a mark that says only that it was there. */
  static final int TOKEN = 0;

  /** A token whose value is its index. */
  static final int TOKEN_INDEX = 1;

  /** A token that must be there. */
  static final int FORCED = 2;

  static final int NAME = 3;
  static final int NUMBER = 4;

  /** A certain soft keyword; the operand is an index into {@link #softKeywords}. */
  static final int SOFT_KEYWORD = 5;

  static final int ANY_SOFT_KEYWORD = 6;
  static final int RULE = 7;
  static final int CUT = 8;

  /** A token the tokenizer never gives. */
  static final int ABSENT_TOKEN = 9;

  static final int OPTIONAL = 0x10;
  static final int POSITIVE_LOOKAHEAD = 0x20;
  static final int NEGATIVE_LOOKAHEAD = 0x40;
  static final int OPERAND_SHIFT = 8;

  /** How a rule runs. */
  enum Kind {
    CHOICE,
    LEFT_RECURSIVE,
    LOOP_0,
    LOOP_1
  }

  /** A set of token kinds, a bit for each ordinal. */
  record Kinds(long low, long high) {
    static final Kinds ALL = new Kinds(-1, -1);
  }

  /** A rule, one function of CPython's generated parser. */
  static final class Rule {
    /** What people call it; empty in a {@link LinkedGrammar}, which nobody reads. */
    final String name;

    final Kind kind;

    /** No {@code invalid_} rules below this rule. */
    final boolean plain;

    /** Column of the results in the memo table, -1 when they are not kept. */
    final int memo;

    /** What makes the alternatives, when the rule is first run. */
    private final Supplier<Alternative[]> body;

    private volatile Alternative @Nullable [] alternatives;

    /**
     * Whether an action needs the place of the match: the first token is then read before anything
     * else.
     */
    final boolean needsStart;

    /**
     * The kinds of token at which the rule does more than look at that token and fail. At any other
     * the rule need not run.
     */
    final long firstLow;

    final long firstHigh;

    Rule(
        String name,
        Kind kind,
        boolean plain,
        int memo,
        boolean needsStart,
        Kinds first,
        Supplier<Alternative[]> body) {
      this.name = name;
      this.kind = kind;
      this.plain = plain;
      this.memo = memo;
      this.needsStart = needsStart;
      this.firstLow = first.low();
      this.firstHigh = first.high();
      this.body = body;
    }

    Alternative[] alternatives() {
      Alternative[] made = alternatives;
      if (made == null) {
        made = body.get();
        alternatives = made;
      }
      return made;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** One alternative of a rule. */
  static final class Alternative {
    final int[] items;

    /** For each item the local variable that keeps its value, or -1. */
    final int[] slots;

    final int slotCount;

    /** Nothing but an {@code invalid_} rule: for the second pass only. */
    final boolean invalid;

    /** Whether the action needs the place of the match. */
    final boolean spanned;

    /**
     * The variable that is the result; -1 where {@link #action} makes it, {@link #PREPEND} or
     * {@link #DUMMY}.
     */
    final int result;

    final @Nullable Action action;

    /**
     * Arguments of the action: a variable, {@link #SPAN}, or {@link #CONSTANT} for the one in
     * {@link #constants}.
     */
    final int[] arguments;

    final @Nullable Object[] constants;

    /** As for {@link Rule}. */
    final long firstLow;

    final long firstHigh;

    /** The result is a list: the first variable before those of the second. */
    static final int PREPEND = -2;

    /** The result says only that there was a match. */
    static final int DUMMY = -3;

    static final int SPAN = -1;
    static final int CONSTANT = -2;

    Alternative(
        int[] items,
        int[] slots,
        int slotCount,
        boolean invalid,
        boolean spanned,
        int result,
        @Nullable Action action,
        int[] arguments,
        @Nullable Object[] constants,
        Kinds first) {
      this.items = items;
      this.slots = slots;
      this.slotCount = slotCount;
      this.invalid = invalid;
      this.spanned = spanned;
      this.result = result;
      this.action = action;
      this.arguments = arguments;
      this.constants = constants;
      this.firstLow = first.low();
      this.firstHigh = first.high();
    }
  }

  private final Rule[] rules;
  private final byte[][] softKeywords;
  private final int memoWidth;
  private final int file;
  private final int replacementField;

  Grammar(Rule[] rules, byte[][] softKeywords, int memoWidth, int file, int replacementField) {
    this.rules = rules;
    this.softKeywords = softKeywords;
    this.memoWidth = memoWidth;
    this.file = file;
    this.replacementField = replacementField;
  }

  Rule[] rules() {
    return rules;
  }

  byte[][] softKeywords() {
    return softKeywords;
  }

  /** Number of columns of the memo table; column 0 is for names and numbers. */
  int memoWidth() {
    return memoWidth;
  }

  /** The start rule for a module. */
  int file() {
    return file;
  }

  /**
   * The start rule for the expression of an f-string's replacement field, -1 where f-strings are
   * tokens (PEP 701).
   */
  int replacementField() {
    return replacementField;
  }
}
