package dev.pycache.cli.verify;

import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.verify.Body;
import dev.pycache.cache.verify.Judgement;
import dev.pycache.cache.verify.Verification;
import java.util.Locale;

/**
 * A result in words.
 *
 * @param status {@code match}, {@code stale}, {@code foreign}, {@code no-source} or {@code
 *     cannot-check}
 * @param reason a word for programs; empty for a match
 * @param message a sentence for people; empty for a match
 */
record Finding(String status, String reason, String message) {
  static Finding of(Verification verification) {
    return switch (verification.judgement()) {
      case Judgement.Match match -> new Finding("match", "", "");
      case Judgement.Stale stale ->
          new Finding(
              "stale",
              reason(stale.header()),
              header(stale.header(), verification.isBeside()) + "; " + body(stale.body()));
      case Judgement.Foreign foreign ->
          new Finding("foreign", word(foreign.body().cause()), foreign.body().detail());
      case Judgement.NoSource none ->
          none.isModule()
              ? new Finding("no-source", "module", "it is imported without a source")
              : new Finding("no-source", "orphan", "its source is gone, so that nobody imports it");
      case Judgement.CannotCheck unknown -> {
        boolean damaged = unknown.cause() == Judgement.Cause.DAMAGED;
        yield new Finding(
            "cannot-check",
            word(unknown.cause()),
            (damaged ? "an import fails: " : "") + unknown.detail());
      }
    };
  }

  /** Whether it keeps the exit status from being 0. */
  static boolean fails(Verification verification) {
    return switch (verification.judgement()) {
      case Judgement.Match match -> false;
      case Judgement.Stale stale -> stale.header().isUsed();
      case Judgement.Foreign foreign -> true;
      case Judgement.NoSource none -> true;
      case Judgement.CannotCheck unknown -> true;
    };
  }

  /**
   * Whether an import executes it, as far as its place and its header decide. Beside a source it is
   * not looked at.
   */
  static boolean isUsed(Verification verification) {
    return switch (verification.judgement()) {
      case Judgement.Match match -> !verification.isBeside();
      case Judgement.Stale stale -> stale.header().isUsed() && !verification.isBeside();
      case Judgement.Foreign foreign -> !verification.isBeside();
      case Judgement.NoSource none -> none.isModule();
      case Judgement.CannotCheck unknown -> false;
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What Python makes of the header, in a word. */
  static String reason(HeaderVerdict header) {
    return switch (header) {
      case HeaderVerdict.Fresh h -> "earlier-revision";
      case HeaderVerdict.Unchecked h -> "earlier-revision";
      case HeaderVerdict.OtherMagic h -> "other-magic";
      case HeaderVerdict.Truncated h -> "truncated";
      case HeaderVerdict.UnknownFlags h -> "unknown-flags";
      case HeaderVerdict.StaleTime h -> "source-time";
      case HeaderVerdict.StaleSize h -> "source-size";
      case HeaderVerdict.StaleHash h -> "source-hash";
    };
  }

  private static String header(HeaderVerdict header, boolean isBeside) {
    if (header.isUsed()) {
      return isBeside ? "Python uses it as soon as its source is gone" : "Python uses it";
    }
    String why =
        switch (header) {
          case HeaderVerdict.OtherMagic h -> "its magic number is not that of its version";
          case HeaderVerdict.Truncated h -> "it is too short";
          case HeaderVerdict.UnknownFlags h -> "it has unknown flags";
          case HeaderVerdict.StaleTime h ->
              "the source is " + (h.actual() > h.recorded() ? "newer" : "older");
          case HeaderVerdict.StaleSize h -> "the source has another size";
          case HeaderVerdict.StaleHash h -> "the source has another hash";
          case HeaderVerdict.Fresh h -> "";
          case HeaderVerdict.Unchecked h -> "";
        };
    return isBeside ? why : "Python will not use it: " + why;
  }

  private static String body(Body body) {
    return switch (body) {
      case Body.Present present -> "the code is that of the source as it is";
      case Body.Earlier earlier ->
          "the code is that of " + earlier.path() + " in " + earlier.revision();
      case Body.Unexplained unexplained -> "where its code is from is not known";
      case Body.Damaged damaged -> "its code is damaged: " + damaged.problem();
      case Body.NotCompared other -> other.reason();
    };
  }

  /** What a body is, in a word. */
  static String word(Body body) {
    return switch (body) {
      case Body.Present present -> "present";
      case Body.Earlier earlier -> "earlier-revision";
      case Body.Unexplained unexplained -> "unexplained";
      case Body.Damaged damaged -> "damaged";
      case Body.NotCompared other -> "not-compared";
    };
  }
}
