package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.bytecode.diff.SourceColumns.Section;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import java.util.List;
import java.util.function.Consumer;

/** Listings as text, for people. */
final class TextPresentation implements ColumnPresentation {
  private final Listings listings;
  private final StyledOutput out;
  private final Consumer<String> err;
  private final boolean isFirst;

  /**
   * @param isFirst whether nothing has been shown before
   */
  TextPresentation(
      DisRequest request, Consumer<String> out, Consumer<String> err, boolean isFirst) {
    this.listings = new Listings(request);
    this.out = new StyledOutput(out, request.colours());
    this.err = err;
    this.isFirst = isFirst;
  }

  @Override
  public void heading(String path) {
    out.append(Style.PLAIN, isFirst ? "" : "\n");
    out.append(Style.HEADING, "==> " + path + " <==");
    out.append(Style.PLAIN, "\n");
  }

  @Override
  public void listing(LoadedFile file, List<NamedCode> chosen) throws UnusableFileException {
    listings.write(file, chosen, out);
  }

  @Override
  public void columns(List<String> titles, List<Section> sections) {
    new ColumnsText(out, titles.size(), Terminal.width()).write(titles, sections);
  }

  @Override
  public void error(UnusableFileException error) {
    out.flush(); // so that it stands below what could be shown
    err.accept(error.report());
  }

  @Override
  public void end() {
    out.flush();
  }
}
