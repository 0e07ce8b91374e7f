package dev.pycache.cli;

import dev.pycache.cli.config.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run of the command leaves behind. */
record Result(int status, String out, String err) {
  /**
   * What the project of {@link #run} is for; the examples of the documentation are of such a one.
   */
  private static final String PYTHON = "3.11";

  private static final Path PROJECT = project();

  private static Path project() {
    try {
      Path folder = Files.createTempDirectory("pycache-project");
      Path file = Files.writeString(folder.resolve(".python-version"), PYTHON + "\n");
      file.toFile().deleteOnExit();
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the command within this process, in a project for Python 3.11. */
  static Result run(String... words) {
    return run(new Surroundings(System.getenv(), PROJECT), words);
  }

  /** Runs the command within this process. */
  static Result run(Surroundings surroundings, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status = Main.run(List.of(words), surroundings, new Output(out), new Output(err));
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
