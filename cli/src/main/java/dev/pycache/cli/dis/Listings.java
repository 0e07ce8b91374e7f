package dev.pycache.cli.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.bytecode.dis.DisOption;
import dev.pycache.bytecode.dis.DisOptions;
import dev.pycache.bytecode.dis.Disassembler;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import java.util.ArrayList;
import java.util.List;

/** Writes the listing of a file, or of what is wanted of it. */
final class Listings {
  private final DisRequest request;

  Listings(DisRequest request) {
    this.request = request;
  }

  /**
   * Writes it.
   *
   * @param chosen the code objects that are wanted; empty if all are
   * @throws UnusableFileException if it has no code, or the options are not for it
   */
  void write(LoadedFile file, List<NamedCode> chosen, StyledText out) throws UnusableFileException {
    CodeObject code = file.code();
    PythonVersion python = file.python();
    DisOptions options = options(file);
    if (chosen.isEmpty()) {
      Disassembler.write(python, code, options, out);
    }
    for (NamedCode each : chosen) {
      if (chosen.size() > 1) {
        out.append(Style.PLAIN, each == chosen.getFirst() ? "" : "\n");
        out.append(Style.HEADING, each.name() + ", line " + each.code().firstLine() + ":");
        out.append(Style.PLAIN, "\n");
      }
      Disassembler.write(python, each.code(), options, out);
    }
  }

  /** What is shown, where the {@code dis} of the version can show it. */
  private DisOptions options(LoadedFile file) throws UnusableFileException {
    DisOptions options = DisOptions.DEFAULT;
    List<String> missing = new ArrayList<>();
    for (DisOption option : DisOption.values()) {
      if (request.shown().contains(option)) {
        if (option.existsIn(file.python())) {
          options = options.with(option);
        } else {
          missing.add(nameOf(option));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new UnusableFileException(
          file.path(),
          "ValueError",
          "the dis of Python " + file.python() + " has no " + String.join(", no ", missing));
    }
    return options;
  }

  private static String nameOf(DisOption option) {
    return switch (option) {
      case SHOW_CACHES -> "--show-caches";
      case SHOW_OFFSETS -> "--show-offsets";
      case SHOW_POSITIONS -> "--show-positions";
      case SPECIALIZED -> "--specialized";
    };
  }
}
