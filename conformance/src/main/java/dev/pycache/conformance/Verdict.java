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
    LOADED_ALIKE(Meaning.EQUAL, "loaded by both"),
    NOT_LOADED_ALIKE(Meaning.EQUAL, "loaded by neither, for the same exception"),
    NOT_LOADED_AND_DIED(
        Meaning.EQUAL, "loaded by neither: the interpreter dies, or has no memory or stack for it"),
    WRITTEN_AGAIN(Meaning.EQUAL, "read and written again: the same bytes"),
    CANONICAL(Meaning.EQUAL, "one canonical form, of the same value"),
    SAME_TEXT(Meaning.EQUAL, "disassembled to the same text"),
    SAME_TEXT_WITH_OPTIONS(Meaning.EQUAL, "disassembled to the same text, with options"),
    SAME_PATH(Meaning.EQUAL, "the same path, or the same refusal"),
    SAME_VERDICT(Meaning.EQUAL, "the same verdict on a header"),
    SAME_FILES(Meaning.EQUAL, "the same files written"),
    CALLED_MATCH(Meaning.EQUAL, "untouched, and called a match"),
    POISON_FOUND(Meaning.EQUAL, "poisoned, and called foreign"),
    OTHER_BYTES(Meaning.DIFFERENT, "other bytes"),
    OTHER_ERROR(Meaning.DIFFERENT, "rejected with another error"),
    WRONGLY_ACCEPTED(Meaning.DIFFERENT, "accepted, the interpreter rejects it"),
    WRONGLY_REJECTED(Meaning.DIFFERENT, "rejected, the interpreter accepts it"),
    OTHER_WARNINGS(Meaning.DIFFERENT, "other warnings"),
    OTHER_BYTES_AGAIN(Meaning.DIFFERENT, "other bytes when written again"),
    OTHER_CANONICAL_FORM(Meaning.DIFFERENT, "another canonical form"),
    OTHER_VALUE(Meaning.DIFFERENT, "canonical form of another value"),
    OTHER_TEXT(Meaning.DIFFERENT, "disassembled to another text"),
    OTHER_PATH(Meaning.DIFFERENT, "another path or refusal"),
    OTHER_VERDICT(Meaning.DIFFERENT, "another verdict on a header"),
    OTHER_FILES(Meaning.DIFFERENT, "other files written"),
    CALLED_FOREIGN(Meaning.DIFFERENT, "untouched, but not called a match"),
    POISON_MISSED(Meaning.DIFFERENT, "poisoned, but not called foreign"),
    FAILED(Meaning.DIFFERENT, "pycache failed"),
    UNKNOWN_ORDER(Meaning.UNKNOWN, "not compared: a set in an order that nobody knows"),
    LIVED(Meaning.UNKNOWN, "not compared: reads beyond an array, which the interpreter survived"),
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
