package dev.pycache.cli.verify;

import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cache.verify.Body;
import dev.pycache.cache.verify.Judgement;
import dev.pycache.cache.verify.Verification;
import dev.pycache.cache.verify.VerifySummary;
import dev.pycache.cli.diff.FirstDifference;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.Releases;
import java.util.StringJoiner;

/** Results for people. */
final class VerifyText {
  private static final int STATUS_WIDTH = 13;

  private final StyledText out;
  private final int width;
  private long byValue;
  private long otherPlaces;

  /**
   * @param width columns of the terminal
   */
  VerifyText(StyledText out, int width) {
    this.out = out;
    this.width = width;
  }

  /** Counts a result for the summary. */
  void count(Verification verification) {
    if (verification.judgement() instanceof Judgement.Match match && !match.origin().sameBytes()) {
      byValue++;
    }
    if (verification.namesOtherPlace()) {
      otherPlaces++;
    }
  }

  void write(Verification verification) {
    Finding finding = Finding.of(verification);
    out.append(style(verification), finding.status());
    out.append(Style.PLAIN, " ".repeat(STATUS_WIDTH - finding.status().length()));
    out.append(Style.PLAIN, shown(verification.cache()));
    if (!finding.message().isEmpty()) {
      out.append(Style.PLAIN, ": " + ControlCharacters.shown(finding.message()));
    }
    if (verification.judgement() instanceof Judgement.Match match) {
      out.append(Style.POSITION, ": " + Releases.text(match.origin().releases()));
      out.append(Style.POSITION, ", level " + match.origin().level());
    }
    out.append(Style.PLAIN, "\n");
    if (verification.judgement() instanceof Judgement.Foreign foreign) {
      writeDifference(foreign.body());
    }
  }

  private void writeDifference(Body.Unexplained body) {
    FileDifference difference = body.difference().orElse(null);
    if (difference != null && !difference.codes().isEmpty()) {
      FirstDifference.write(out, width, "the source, compiled", "the cache", difference);
    }
  }

  private static Style style(Verification verification) {
    return switch (verification.judgement()) {
      case Judgement.Match match -> Style.MEANING;
      case Judgement.Foreign foreign -> Style.ERROR;
      case Judgement.Stale stale -> stale.header().isUsed() ? Style.ERROR : Style.LINE;
      case Judgement.NoSource none -> Style.LINE;
      case Judgement.CannotCheck unknown -> Style.LINE;
    };
  }

  private static String shown(String path) {
    return ControlCharacters.shown(path.startsWith("./") ? path.substring(2) : path);
  }

  /** Counts, and what was disregarded. */
  void summarise(VerifySummary summary) {
    var counts = new StringJoiner(", ");
    add(counts, summary.matching(), "match");
    add(counts, summary.stale(), "stale");
    add(counts, summary.outdated(), "stale but used");
    add(counts, summary.foreign(), "foreign");
    add(counts, summary.withoutSource(), "without source");
    add(counts, summary.unchecked(), "cannot be checked");
    add(counts, summary.passedOver(), "of other versions passed over");
    out.append(
        Style.HEADING,
        Figures.grouped(summary.caches()) + (summary.caches() == 1 ? " cache" : " caches"));
    out.append(Style.PLAIN, ": " + counts + "\n");
    if (summary.matching() > 0) {
      out.append(Style.POSITION, disregarded(summary) + "\n");
    }
  }

  private String disregarded(VerifySummary summary) {
    var text = new StringBuilder("disregarded: co_filename");
    if (otherPlaces > 0) {
      text.append(" (in ").append(Figures.grouped(otherPlaces));
      text.append(" it names another place than the source's)");
    }
    if (byValue > 0) {
      text.append("; in ").append(Figures.grouped(byValue)).append(" of ");
      text.append(Figures.grouped(summary.matching()));
      text.append(" also reference flags, interned marks and the order of sets");
    }
    return text.toString();
  }

  private static void add(StringJoiner counts, long count, String what) {
    if (count > 0) {
      counts.add(Figures.grouped(count) + " " + what);
    }
  }
}
