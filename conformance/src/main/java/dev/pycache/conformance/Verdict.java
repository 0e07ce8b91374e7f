package dev.pycache.conformance;

import java.util.Arrays;

/**
 * What the comparison of one case came to.
 *
 * @param detail what differs, for a person; empty when nothing does
 */
record Verdict(Kind kind, String detail) {
  private static final int FRAMES = 12;

  /** Of a failure of ours. */
  static Verdict failed(Throwable cause) {
    return new Verdict(
        Kind.FAILED,
        Arrays.stream(cause.getStackTrace())
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .reduce(cause.toString(), (a, b) -> a + "\n      at " + b));
  }

  /** Kinds of outcome. */
  enum Kind {
    IDENTICAL(Meaning.EQUAL, "identical"),
    REJECTED_ALIKE(Meaning.EQUAL, "rejected alike"),
    WRITTEN_AGAIN(Meaning.EQUAL, "read and written again: the same bytes"),
    CANONICAL(Meaning.EQUAL, "one canonical form, of the same value"),
    SAME_TEXT(Meaning.EQUAL, "disassembled to the same text"),
    SAME_TEXT_WITH_OPTIONS(Meaning.EQUAL, "disassembled to the same text, with options"),
    OTHER_BYTES(Meaning.DIFFERENT, "other bytes"),
    OTHER_ERROR(Meaning.DIFFERENT, "rejected with another error"),
    WRONGLY_ACCEPTED(Meaning.DIFFERENT, "accepted, the interpreter rejects it"),
    WRONGLY_REJECTED(Meaning.DIFFERENT, "rejected, the interpreter accepts it"),
    OTHER_WARNINGS(Meaning.DIFFERENT, "other warnings"),
    OTHER_BYTES_AGAIN(Meaning.DIFFERENT, "other bytes when written again"),
    OTHER_CANONICAL_FORM(Meaning.DIFFERENT, "another canonical form"),
    OTHER_VALUE(Meaning.DIFFERENT, "canonical form of another value"),
    OTHER_TEXT(Meaning.DIFFERENT, "disassembled to another text"),
    FAILED(Meaning.DIFFERENT, "pycache failed"),
    UNKNOWN_ORDER(Meaning.UNKNOWN, "not compared: a set in an order that nobody knows"),
    NOT_COMPARED(Meaning.UNKNOWN, "not compared: the interpreter gave no answer, or failed");

    private enum Meaning {
      EQUAL,
      DIFFERENT,
      UNKNOWN
    }

    private final Meaning meaning;
    private final String text;

    Kind(Meaning meaning, String text) {
      this.meaning = meaning;
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isDifference() {
      return meaning == Meaning.DIFFERENT;
    }

    boolean isCompared() {
      return meaning != Meaning.UNKNOWN;
    }
  }
}
