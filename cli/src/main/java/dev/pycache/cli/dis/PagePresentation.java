package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.bytecode.diff.Row;
import dev.pycache.bytecode.diff.SourceColumns;
import dev.pycache.bytecode.diff.SourceColumns.Line;
import dev.pycache.bytecode.diff.SourceColumns.Section;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Listings as a page. */
final class PagePresentation implements ColumnPresentation {
  private final Listings listings;
  private final HtmlPage page;
  private final Consumer<String> err;
  private int tables;

  PagePresentation(DisRequest request, HtmlPage page, Consumer<String> err) {
    this.listings = new Listings(request);
    this.page = page;
    this.err = err;
  }

  @Override
  public void heading(String path) {
    page.section(path);
  }

  @Override
  public void listing(LoadedFile file, List<NamedCode> chosen) throws UnusableFileException {
    page.paragraph("Python " + file.python());
    HtmlPage.Listing listing = page.listing();
    try {
      listings.write(file, chosen, listing);
    } finally {
      listing.end();
    }
  }

  @Override
  public void columns(List<String> titles, List<Section> sections) {
    List<String> heads = new ArrayList<>(List.of("line"));
    for (String title : titles) {
      heads.addAll(heads.size() == 1 ? List.of("", title) : List.of("", "", title));
    }
    for (Section section : sections) {
      tables++;
      page.subsection(section.name());
      page.table(heads, section.lines().size(), i -> row(section, i));
    }
  }

  private void row(Section section, int index) {
    Line line = section.lines().get(index);
    page.row(kind(line));
    boolean first = index == 0 || section.lines().get(index - 1).sourceLine() != line.sourceLine();
    boolean shown = first && line.sourceLine() != SourceColumns.NO_LINE;
    page.anchor("c" + tables + "-" + (index + 1), shown ? line.sourceLine() + "" : "");
    for (int i = 0; i < line.cells().size(); i++) {
      Row.Cell cell = line.cells().get(i);
      if (i > 0) {
        page.cell(String.valueOf(line.marks().get(i).sign()), false);
      }
      page.cell(cell == null ? "" : Integer.toString(cell.at()), true);
      page.cell(cell == null ? "" : cell.text(), false);
    }
    page.endRow();
  }

  private static String kind(Line line) {
    if (line.isSame()) {
      return "same";
    }
    return switch (line.marks().getLast()) {
      case LEFT_ONLY -> "left";
      case RIGHT_ONLY -> "right";
      case CHANGED, SAME -> "changed";
    };
  }

  @Override
  public void error(UnusableFileException error) {
    page.error(error.report().strip());
    err.accept(error.report());
  }

  @Override
  public void end() {}
}
