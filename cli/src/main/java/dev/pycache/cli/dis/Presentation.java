package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import java.util.List;

/** A way to show listings: as text, for programs, as a page. */
interface Presentation {
  /** Begins a file, where there are several. */
  void heading(String path);

  /**
   * Shows a file.
   *
   * @param chosen the code objects that are wanted; empty if all are
   */
  void listing(LoadedFile file, List<NamedCode> chosen) throws UnusableFileException;

  /** Tells of a file that cannot be shown. */
  void error(UnusableFileException error);

  /** Ends the output. */
  void end();
}
