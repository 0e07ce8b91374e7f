package dev.pycache.conformance.compileall;

import dev.pycache.bytecode.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts both programs, as processes of their own. */
final class Runner {
  private final String python;
  private final Target target;
  private final Path log;

  /**
   * @param python the interpreter
   * @param target what it is, which is compiled for
   * @param log a file for what they say
   */
  Runner(String python, Target target, Path log) {
    this.python = python;
    this.target = target;
    this.log = log;
  }

  /** How a process ended. */
  record Ended(int status, String said) {}

  /** Runs {@code python -m compileall}, without many words. */
  Ended python(Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    return run(folder, environment, "", pythonCommand(List.of(words)));
  }

  Ended python(Path folder, Scenario scenario, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(scenario.wordsIn(folder.toString()));
    return run(folder, scenario.environment(), scenario.input(), pythonCommand(words));
  }

  private List<String> pythonCommand(List<String> words) {
    List<String> command = new ArrayList<>(List.of(python, "-m", "compileall", "-q"));
    command.addAll(words);
    return command;
  }

  /** The command by which {@code pycache compile} is started from the classes of this process. */
  static List<String> compileCommand(Target target) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.pycache.cli.Main",
        "compile",
        "--python=" + target.release(),
        "-q");
  }

  Ended pycache(Path folder, Scenario scenario) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(compileCommand(target));
    command.addAll(scenario.wordsIn(folder.toString()));
    return run(folder, scenario.environment(), scenario.input(), command);
  }

  /** Takes out what either program would heed. */
  static void clean(Map<String, String> variables) {
    variables.keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("PYCACHE"));
    variables.remove("SOURCE_DATE_EPOCH");
  }

  private Ended run(
      Path folder, Map<String, String> environment, String input, List<String> command)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> variables = builder.environment();
    clean(variables);
    variables.put("PYTHONHASHSEED", "0"); // the order of sets that pycache has
    variables.put("PYTHONDONTWRITEBYTECODE", "1"); // compileall writes all the same
    environment.forEach(
        (name, value) -> variables.put(name, Scenario.resolve(value, folder.toString())));
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended without reading
    }
    int status = process.waitFor();
    return new Ended(status, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
  }
}
