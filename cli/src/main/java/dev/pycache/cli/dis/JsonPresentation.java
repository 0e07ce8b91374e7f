package dev.pycache.cli.dis;

import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import java.util.List;
import java.util.function.Consumer;

/** Listings for programs; errors are there twice, for programs and on standard error. */
final class JsonPresentation implements Presentation {
  private final Consumer<String> out;
  private final Consumer<String> err;

  JsonPresentation(Consumer<String> out, Consumer<String> err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void heading(String path) {}

  @Override
  public void listing(LoadedFile file, List<NamedCode> chosen) throws UnusableFileException {
    List<NamedCode> shown = chosen.isEmpty() ? NamedCode.all(file.code()) : chosen;
    for (NamedCode each : shown) {
      out.accept(DisJson.line(file.path(), file.python(), each));
    }
  }

  @Override
  public void error(UnusableFileException error) {
    out.accept(DisJson.line(error));
    err.accept(error.report());
  }

  @Override
  public void end() {}
}
