package dev.pycache.cli.doctor;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.cache.doctor.Finding;
import dev.pycache.cache.doctor.Place;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.TextWidth;

/** Findings as a person reads them: what, where, what it costs, what to do. */
final class DoctorText {
  /** Places that stand for all the others. */
  private static final int EXAMPLES = 3;

  private static final String INDENT = "    ";

  private final StyledOutput out;
  private final int width;
  private final boolean verbose;

  DoctorText(StyledOutput out, int width, boolean verbose) {
    this.out = out;
    this.width = width;
    this.verbose = verbose;
  }

  void write(Finding finding) {
    Style style =
        switch (finding.severity()) {
          case ERROR -> Style.ERROR;
          case WARNING -> Style.LINE;
          case NOTE -> Style.OPCODE;
        };
    out.append(style, finding.rule().code());
    out.append(Style.PLAIN, " ");
    out.append(Style.HEADING, finding.path() + (finding.line() > 0 ? ":" + finding.line() : ""));
    out.append(Style.PLAIN, ": " + finding.message());
    out.append(Style.POSITION, " [" + finding.rule().ruleName() + "]");
    out.append(Style.PLAIN, "\n");
    places(finding);
    paragraph("costs", finding.rule().cost());
    paragraph("do", finding.rule().advice());
    if (!finding.fix().isEmpty()) {
      paragraph("mends", finding.isMendable() ? "--fix" : "--fix, a part of it");
    }
    out.append(Style.PLAIN, "\n");
    out.flush();
  }

  private void places(Finding finding) {
    int count = finding.places().size();
    int shown = verbose || count == EXAMPLES + 1 ? count : Math.min(count, EXAMPLES);
    for (Place place : finding.places().subList(0, shown)) {
      String where = place.path() + (place.line() > 0 ? ":" + place.line() : "");
      boolean isSaid =
          count == 1
              && place.path().equals(finding.path())
              && place.line() == finding.line()
              && place.detail().isEmpty();
      if (!isSaid) {
        out.append(Style.PLAIN, INDENT + where);
        out.append(Style.POSITION, place.detail().isEmpty() ? "" : "  " + place.detail());
        out.append(Style.PLAIN, "\n");
      }
    }
    if (shown < count) {
      String rest = Figures.grouped(count - shown);
      out.append(Style.POSITION, INDENT + "and " + rest + " more; -v shows them\n");
    }
  }

  /** A text in lines that fit, behind a word that says what it is. */
  private void paragraph(String word, String text) {
    out.append(Style.MEANING, INDENT + word + ":");
    int column = INDENT.length() + word.length() + 1;
    for (String each : text.split(" ")) {
      int length = TextWidth.of(each) + 1;
      boolean fits = column + length <= width;
      out.append(Style.PLAIN, (fits ? " " : "\n" + INDENT + "  ") + each);
      column = fits ? column + length : INDENT.length() + 1 + length;
    }
    out.append(Style.PLAIN, "\n");
  }
}
