package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.PythonVersion;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the versions in hashes and in the order of sets.
 *
 * @param numbers the hash of a number
 * @param text the hash of a string
 * @param tuples the hash of a tuple
 * @param frozenSets the hash of a frozenset
 * @param sets the tables of sets; null if sets iterate in the order of insertion
 * @param dicts the tables of dictionaries; null if they iterate in the order of insertion
 * @param identity what is hashed by its address
 * @param bytesAreText whether strings of bytes and of characters can be equal, as in Python 2
 */
record HashRules(
    NumberHash numbers,
    TextHash text,
    TupleHash tuples,
    FrozenSetHash frozenSets,
    @Nullable TableLayout sets,
    @Nullable TableLayout dicts,
    Identity identity,
    boolean bytesAreText) {
  /** What is hashed by its address, beside Ellipsis and classes, which always are. */
  enum Identity {
    /** {@code None}, up to 3.9. */
    NONE_OBJECT,
    /** {@code None} and every NaN, as one is not equal to another: 3.10 and 3.11. */
    NONE_OBJECT_AND_NAN,
    /** Every NaN; {@code None} has a hash of its own, and slices have one at all: since 3.12. */
    NAN
  }

  static HashRules of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7 -> word(true);
      case CPYTHON_3_0, CPYTHON_3_1 -> word(false);
      case CPYTHON_3_2 -> multiplicative(TableLayout.SCATTERED);
      case CPYTHON_3_3 -> multiplicative(TableLayout.SCATTERED_LATE);
      case CPYTHON_3_4 -> firstSip(TableLayout.NEIGHBOURS_ROUND_THE_END);
      case CPYTHON_3_5 -> firstSip(TableLayout.NEIGHBOURS);
      case CPYTHON_3_6 -> ordered(TableLayout.NEIGHBOURS_TWO_THIRDS);
      case CPYTHON_3_7 -> ordered(TableLayout.NEIGHBOURS_THREE_FIFTHS);
      case CPYTHON_3_8, CPYTHON_3_9 -> xx(TextHash.SIP_2_4, Identity.NONE_OBJECT);
      case CPYTHON_3_10 -> xx(TextHash.SIP_2_4, Identity.NONE_OBJECT_AND_NAN);
      case CPYTHON_3_11 -> xx(TextHash.SIP_1_3, Identity.NONE_OBJECT_AND_NAN);
      case CPYTHON_3_12, CPYTHON_3_13, CPYTHON_3_14, CPYTHON_3_15 ->
          xx(TextHash.SIP_1_3, Identity.NAN);
      // Hashes serve only to find what is equal here; all are the same for what is equal.
      case PYPY_3_9, PYPY_3_11 ->
          new HashRules(
              NumberHash.PRIME,
              TextHash.SIP_2_4,
              TupleHash.XX,
              FrozenSetHash.DISPERSED,
              null,
              null,
              Identity.NONE_OBJECT,
              false);
    };
  }

  private static HashRules word(boolean bytesAreText) {
    return new HashRules(
        NumberHash.WORD,
        TextHash.MULTIPLICATIVE,
        TupleHash.MULTIPLICATIVE,
        FrozenSetHash.PLAIN,
        TableLayout.SCATTERED,
        TableLayout.SCATTERED,
        Identity.NONE_OBJECT,
        bytesAreText);
  }

  private static HashRules multiplicative(TableLayout dicts) {
    return new HashRules(
        NumberHash.PRIME,
        TextHash.MULTIPLICATIVE,
        TupleHash.MULTIPLICATIVE,
        FrozenSetHash.PLAIN,
        TableLayout.SCATTERED,
        dicts,
        Identity.NONE_OBJECT,
        false);
  }

  private static HashRules firstSip(TableLayout sets) {
    return new HashRules(
        NumberHash.PRIME,
        TextHash.SIP_2_4,
        TupleHash.MULTIPLICATIVE,
        FrozenSetHash.PLAIN,
        sets,
        TableLayout.SCATTERED_LATE,
        Identity.NONE_OBJECT,
        false);
  }

  private static HashRules ordered(TableLayout sets) {
    return new HashRules(
        NumberHash.PRIME,
        TextHash.SIP_2_4,
        TupleHash.MULTIPLICATIVE,
        FrozenSetHash.DISPERSED,
        sets,
        null,
        Identity.NONE_OBJECT,
        false);
  }

  private static HashRules xx(TextHash text, Identity identity) {
    return new HashRules(
        NumberHash.PRIME,
        text,
        TupleHash.XX,
        FrozenSetHash.DISPERSED,
        TableLayout.NEIGHBOURS_THREE_FIFTHS,
        null,
        identity,
        false);
  }
}
