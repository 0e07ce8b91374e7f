package dev.pycache.cli;

import dev.pycache.cli.config.Configuration;
import dev.pycache.cli.config.ConfigurationException;
import dev.pycache.cli.config.Surroundings;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where the {@code pycache} command begins. */
public final class Main {
  /**
   * Equal to the version in the POM, as a test makes sure; reading it from the jar would cost every
   * start.
   */
  static final String VERSION = "0.1.0-SNAPSHOT";

  private Main() {}

  public static void main(String[] args) {
    int status = run(Arrays.asList(args), Output.standardOutput(), Output.standardError());
    Runtime.getRuntime().halt(status); // nothing is left to be done, so nothing is waited for
  }

  /**
   * The whole command but for the end of the Java machine.
   *
   * @return the exit status
   */
  public static int run(List<String> words, Output out, Output err) {
    return run(words, Surroundings.ofProcess(), out, err);
  }

  /** The same in other surroundings than those of this process. */
  static int run(List<String> words, Surroundings surroundings, Output out, Output err) {
    int status;
    try {
      status = dispatch(words, surroundings, out, err);
    } catch (ParameterException e) {
      err.print("pycache: " + e.getMessage() + "\nTry 'pycache help'.\n");
      status = ExitStatus.FAILED;
    } catch (ConfigurationException e) {
      err.print("pycache: " + e.getMessage() + "\n");
      status = ExitStatus.FAILED;
    }
    out.flush();
    err.flush();
    return out.failed() ? ExitStatus.FAILED : status;
  }

  private static int dispatch(
      List<String> words, Surroundings surroundings, Output out, Output err) {
    Commands commands = Commands.in(words);
    ParseResult parsed = commands.parse(words);
    String help = Commands.help(parsed);
    if (help != null) {
      out.print(help);
      return ExitStatus.OK;
    }
    if (parsed.isVersionHelpRequested()) {
      out.print("pycache " + VERSION + "\n");
      return ExitStatus.OK;
    }
    if (!parsed.hasSubcommand()) {
      err.print(Commands.all().usage(""));
      return ExitStatus.FAILED;
    }
    var configuration = Configuration.of(parsed, surroundings, Commands.settings());
    try {
      ParseResult all =
          configuration.words().isEmpty() ? parsed : commands.parse(words, configuration);
      return Commands.run(all.subcommand(), surroundings, out, err);
    } catch (ParameterException e) {
      throw configuration.explain(e);
    }
  }
}
