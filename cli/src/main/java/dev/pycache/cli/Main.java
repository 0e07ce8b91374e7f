package dev.pycache.cli;

import java.util.Arrays;
import java.util.List;

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

  /** The whole command but for the end of the Java machine. */
  static int run(List<String> words, Output out, Output err) {
    int status;
    try {
      status = dispatch(words, out, err);
    } catch (UsageException e) {
      err.print("pycache: " + e.getMessage() + "\nTry 'pycache help'.\n");
      status = ExitStatus.FAILED;
    }
    out.flush();
    err.flush();
    return out.failed() ? ExitStatus.FAILED : status;
  }

  private static int dispatch(List<String> words, Output out, Output err) throws UsageException {
    if (words.isEmpty()) {
      err.print(Help.overview());
      return ExitStatus.FAILED;
    }
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "compile" -> CompileCommand.run(rest, out, err);
      case "help", "--help", "-h" -> Help.run(rest, out);
      case "--version", "-V" -> {
        out.print("pycache " + VERSION + "\n");
        yield ExitStatus.OK;
      }
      default -> throw new UsageException("there is no command '" + words.getFirst() + "'");
    };
  }
}
