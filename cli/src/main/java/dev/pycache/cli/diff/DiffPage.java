package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.CodeDifference;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.bytecode.diff.Finding;
import dev.pycache.bytecode.diff.Row;
import dev.pycache.cli.text.HtmlPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A difference as a page. */
final class DiffPage {
  private final HtmlPage page;
  private int tables;

  DiffPage(HtmlPage page) {
    this.page = page;
  }

  void write(String left, String right, FileDifference difference) {
    page.paragraph(Summary.of(left, right, difference) + ".");
    if (!difference.header().isEmpty()) {
      page.section("header");
      write(left, right, difference.header());
    }
    for (CodeDifference code : difference.codes()) {
      page.section(Titles.of(code));
      write(left, right, code.findings());
    }
    if (!difference.writing().isEmpty()) {
      page.section("as written");
      write(left, right, difference.writing());
    }
  }

  private void write(String left, String right, List<Finding> findings) {
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Values values -> write(values);
        case Finding.Rows rows -> write(left, right, rows);
        case Finding.Note note -> page.paragraph(Titles.of(note));
      }
    }
  }

  private void write(Finding.Values values) {
    page.table(
        List.of(),
        1,
        i -> {
          page.row("changed");
          page.cell(values.label(), false);
          page.cell(values.left(), false);
          page.cell(values.right(), false);
          page.endRow();
        });
  }

  private void write(String left, String right, Finding.Rows finding) {
    page.label(finding.aspect().label());
    for (List<Row> hunk : Hunks.of(finding)) {
      tables++;
      page.table(
          List.of("", left, "", "", right),
          hunk.size(),
          i -> write(hunk.get(i), "d" + tables + "-" + (i + 1)));
    }
  }

  private void write(Row row, String id) {
    page.row(
        switch (row.mark()) {
          case SAME -> "same";
          case LEFT_ONLY -> "left";
          case RIGHT_ONLY -> "right";
          case CHANGED -> "changed";
        });
    page.anchor(id, at(row.left()));
    page.cell(text(row.left()), false);
    page.cell(String.valueOf(row.mark().sign()), false);
    page.cell(at(row.right()), true);
    page.cell(text(row.right()), false);
    page.endRow();
  }

  private static String at(Row.@Nullable Cell cell) {
    return cell == null ? "" : Integer.toString(cell.at());
  }

  private static String text(Row.@Nullable Cell cell) {
    return cell == null ? "" : cell.text();
  }
}
