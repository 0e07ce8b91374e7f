package dev.pycache.cli.text;

import dev.pycache.cache.path.FileNames;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * A page in a file. It is written beside the file and takes its place when it is whole, so that
 * nobody ever sees half a page.
 */
public final class PageFile {
  private PageFile() {}

  /**
   * Makes a page.
   *
   * @param file its name
   * @param content fills the page, and returns the exit status
   * @param err takes what went wrong with the file
   */
  public static int write(String file, String title, ToIntFunction<HtmlPage> content, Output err) {
    try {
      Path target = FileNames.toPath(file);
      Path temporary = FileNames.toPath(file + "." + System.nanoTime());
      int status;
      try {
        status = fill(temporary, title, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        Files.deleteIfExists(temporary);
        throw e;
      }
      return status;
    } catch (UncheckedIOException e) {
      return failed(file, Objects.requireNonNull(e.getCause()), err);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return failed(file, e, err);
    }
  }

  private static int fill(Path temporary, String title, ToIntFunction<HtmlPage> content)
      throws IOException {
    try (Writer out =
        Files.newBufferedWriter(
            temporary,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      var page = new HtmlPage(out, title);
      int status = content.applyAsInt(page);
      page.end();
      return status;
    }
  }

  private static int failed(String file, Throwable cause, Output err) {
    err.print("pycache: " + file + ": " + Failure.of(cause).reason() + "\n");
    return ExitStatus.FAILED;
  }
}
