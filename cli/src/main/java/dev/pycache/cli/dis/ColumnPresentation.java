package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.SourceColumns.Section;
import java.util.List;

/** A presentation for people, in which files can stand beside each other. */
interface ColumnPresentation extends Presentation {
  /**
   * Shows files beside each other.
   *
   * @param titles one for each
   */
  void columns(List<String> titles, List<Section> sections);
}
