package dev.pycache.cli.verify;

import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.cache.verify.Body;
import dev.pycache.cache.verify.Judgement;
import dev.pycache.cache.verify.Verification;
import dev.pycache.cli.diff.FirstDifference;
import dev.pycache.cli.sarif.SarifLevel;
import dev.pycache.cli.sarif.SarifPlace;
import dev.pycache.cli.sarif.SarifResult;
import dev.pycache.cli.sarif.SarifRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as those of SARIF. A match is none. */
final class VerifySarif {
  private static final SarifRule FOREIGN =
      new SarifRule(
          "PYC001",
          "foreign-cache",
          "Python executes a cache whose code does not come from its source.",
          "The header of the cache is that of its source, so that every import executes the code"
              + " behind it; but neither the source nor an earlier revision of it gives this code."
              + " Whoever reviews the source does not see what runs. Find out who wrote the file,"
              + " then delete it: the next import compiles the source.",
          SarifLevel.ERROR,
          List.of("security", "supply-chain"));

  private static final SarifRule OUTDATED =
      new SarifRule(
          "PYC002",
          "outdated-cache",
          "Python executes a cache with the code of an earlier revision of its source.",
          "The header is right, or not compared, although the source has changed since: it was"
              + " edited within one second, had its time set back, or the cache has an unchecked"
              + " hash. Delete the cache, or compile it anew with 'pycache compile --force'.",
          SarifLevel.WARNING,
          List.of("correctness"));

  private static final SarifRule STALE =
      new SarifRule(
          "PYC003",
          "stale-cache",
          "Python does not use a cache, because its source has changed.",
          "Every import compiles the source again until it can write the cache. 'pycache compile'"
              + " brings it up to date.",
          SarifLevel.NOTE,
          List.of("performance"));

  private static final SarifRule NO_SOURCE =
      new SarifRule(
          "PYC004",
          "cache-without-source",
          "A cache has no source to compare it with.",
          "Beside the place of a source it is imported as the module itself, and nobody can review"
              + " it; in __pycache__ it is never used. 'pycache clean --orphans' removes the latter.",
          SarifLevel.WARNING,
          List.of("security"));

  private static final SarifRule UNCHECKED =
      new SarifRule(
          "PYC005",
          "unverifiable-cache",
          "Nothing can be said about a cache.",
          "There is no compiler for its version yet, it or its source cannot be read, or it is"
              + " damaged, so that an import fails. The message says which.",
          SarifLevel.WARNING,
          List.of("security"));

  static final List<SarifRule> RULES = List.of(FOREIGN, OUTDATED, STALE, NO_SOURCE, UNCHECKED);

  private VerifySarif() {}

  /** The result; null for a match. */
  static @Nullable SarifResult result(Verification verification) {
    Finding finding = Finding.of(verification);
    var cache = new SarifPlace(verification.cache());
    var source = new SarifPlace(verification.source());
    return switch (verification.judgement()) {
      case Judgement.Match match -> null;
      case Judgement.Foreign foreign -> foreign(verification, finding, foreign.body());
      case Judgement.Stale stale ->
          result(stale.header().isUsed() ? OUTDATED : STALE, finding, List.of(cache, source));
      case Judgement.NoSource none ->
          none.isModule()
              ? result(NO_SOURCE, finding, List.of(cache))
              : new SarifResult(
                  NO_SOURCE,
                  SarifLevel.NOTE,
                  finding.message(),
                  List.of(cache),
                  List.of(finding.reason()));
      case Judgement.CannotCheck unknown -> result(UNCHECKED, finding, List.of(cache));
    };
  }

  private static SarifResult result(SarifRule rule, Finding finding, List<SarifPlace> places) {
    return new SarifResult(rule, finding.message(), places, List.of(finding.reason()));
  }

  private static SarifResult foreign(
      Verification verification, Finding finding, Body.Unexplained body) {
    int line = 0;
    String message = finding.message();
    if (body.difference().isPresent() && !body.difference().get().codes().isEmpty()) {
      CodeDifference first = FirstDifference.of(body.difference().get());
      line = Math.max(0, first.leftLine());
      message += "; the first difference is in " + first.name();
      if (!first.findings().isEmpty()) {
        message += " (" + FirstDifference.mostTelling(first).aspect().label() + ")";
      }
    }
    return new SarifResult(
        FOREIGN,
        message,
        List.of(new SarifPlace(verification.cache()), new SarifPlace(verification.source(), line)),
        List.of(finding.reason()));
  }
}
