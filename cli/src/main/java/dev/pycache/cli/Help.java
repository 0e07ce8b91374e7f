package dev.pycache.cli;

import dev.pycache.bytecode.Target;
import java.util.List;

/** {@code pycache help}. */
final class Help {
  private Help() {}

  static int run(List<String> topics, Output out) throws UsageException {
    if (topics.isEmpty()) {
      out.print(overview());
    } else if (topics.getFirst().equals("compile")) {
      out.print(CompileCommand.SYNTAX.help());
    } else {
      throw new UsageException("there is no command '" + topics.getFirst() + "'");
    }
    return ExitStatus.OK;
  }

  static String overview() {
    var releases = new StringBuilder();
    for (Target target : Target.values()) {
      releases.append(releases.isEmpty() ? "" : ", ").append(target.release());
    }
    return """
        Usage: pycache COMMAND [ARGUMENT...]
               pycache --version

        Python's bytecode cache, without a Python.

        Commands:
          compile    bring the __pycache__ of files and folders up to date
          help       this, or more of a command

        Compiles for CPython %s.
        """
        .formatted(releases);
  }
}
