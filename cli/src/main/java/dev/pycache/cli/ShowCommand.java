package dev.pycache.cli;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cli.input.FileLoader;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.show.Examined;
import dev.pycache.cli.show.ShowJson;
import dev.pycache.cli.show.ShowText;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code pycache show}: what is in a {@code .pyc}, and where its bytes go. */
final class ShowCommand {
  static final String NAME = "show";

  private final Output out;
  private final Output err;
  private final boolean json;
  private final boolean colours;
  private final FileLoader loader;
  private boolean isFirst = true;
  private int status = ExitStatus.OK;

  private ShowCommand(ParseResult parsed, Output out, Output err) {
    this.out = out;
    this.err = err;
    this.json = parsed.matchedOptionValue("--format", "text").equals("json");
    this.colours = Terminal.colours(parsed);
    @Nullable PythonVersion raw = parsed.matchedOptionValue("--python", (PythonVersion) null);
    if (parsed.hasMatchedOption("--raw") != (raw != null)) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "--raw and --python go together");
    }
    this.loader = new FileLoader(raw);
  }

  static CommandSpec spec() {
    var spec = Commands.newSpec();
    spec.addOption(
        Options.flag("--raw")
            .description("the files are what marshal.dumps writes, without a header")
            .build());
    spec.addOption(
        OptionSpec.builder("--python")
            .paramLabel("VERSION")
            .type(PythonVersion.class)
            .converters(Options::python)
            .description("the Python that wrote them, which only a header tells")
            .build());
    spec.addOption(Options.format("json prints an object a line for each file"));
    spec.addOption(Options.color());
    spec.addOption(Commands.help());
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("a .pyc of any Python; - is standard input")
            .build());
    spec.usageMessage()
        .sortOptions(false)
        .description(
            "Shows the header of .pyc files in words, their code objects and where their bytes go.")
        .footer(
            "", "Exit status: 0 all is well, 1 a file is damaged, 2 wrong usage or an I/O error.");
    return spec;
  }

  static int run(ParseResult parsed, Output out, Output err) {
    var command = new ShowCommand(parsed, out, err);
    for (String path : parsed.matchedPositionalValue(0, List.<String>of())) {
      command.show(path);
    }
    return command.status;
  }

  /** One file that cannot be shown does not stop the others. */
  private void show(String path) {
    try {
      show(Examined.of(loader, path, loader.read(path)));
    } catch (UnusableFileException e) {
      giveUp(e);
    } catch (RuntimeException | OutOfMemoryError e) {
      giveUp(UnusableFileException.of(FileLoader.nameOf(path), e));
    }
  }

  private void giveUp(UnusableFileException problem) {
    if (json) {
      out.print(ShowJson.line(problem));
    }
    complain(problem);
  }

  private void show(Examined file) {
    if (json) {
      out.print(ShowJson.line(file));
    } else {
      var text = new StyledOutput(out, colours);
      new ShowText(text).write(file, isFirst);
      text.flush();
    }
    isFirst = false;
    if (file.problem() != null) {
      complain(file.problem());
    }
  }

  private void complain(UnusableFileException problem) {
    out.flush(); // so that it stands below what could be shown
    err.print(problem.report());
    err.flush();
    status = Math.max(status, problem.status());
  }
}
