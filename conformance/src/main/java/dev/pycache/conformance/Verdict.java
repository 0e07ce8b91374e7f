package dev.pycache.conformance;

/**
 * What the comparison of one case came to.
 *
 * @param detail what differs, for a person; empty when nothing does
 */
record Verdict(Kind kind, String detail) {
  /** Kinds of outcome. */
  enum Kind {
    IDENTICAL("identical"),
    REJECTED_ALIKE("rejected alike"),
    OTHER_BYTES("other bytes"),
    OTHER_ERROR("rejected with another error"),
    WRONGLY_ACCEPTED("accepted, the interpreter rejects it"),
    WRONGLY_REJECTED("rejected, the interpreter accepts it"),
    OTHER_WARNINGS("other warnings"),
    FAILED("pycache failed"),
    NOT_COMPARED("not compared: the interpreter gave no answer");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isDifference() {
      return this != IDENTICAL && this != REJECTED_ALIKE && this != NOT_COMPARED;
    }
  }
}
