package dev.pycache.cli.diff;

import dev.pycache.bytecode.diff.FileComparison;
import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.input.FileLoader;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.PageFile;
import dev.pycache.cli.text.StyledOutput;
import dev.pycache.cli.text.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pycache diff} does. Its exit status is that of {@code diff}: 0 for the same bytes, 1
 * for a difference, 2 for trouble.
 */
public final class DiffRun {
  /** The files are not the same. */
  private static final int DIFFERENT = 1;

  private final DiffRequest request;
  private final Output out;
  private final Output err;
  private final FileLoader loader;

  private DiffRun(DiffRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.loader = new FileLoader(request.raw());
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(DiffRequest request, Output out, Output err) {
    return new DiffRun(request, out, err).run();
  }

  private int run() {
    LoadedFile left = load(request.left());
    LoadedFile right = load(request.right());
    if (left == null || right == null) {
      return ExitStatus.FAILED;
    }
    try {
      FileDifference difference = FileComparison.compare(left.compared(), right.compared());
      return show(left.path(), right.path(), difference);
    } catch (UnusableFileException e) {
      err.print(e.report());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      err.print("pycache: " + left.path() + ", " + right.path() + ": ");
      err.print(Failure.of(e).reason() + "\n");
    }
    return ExitStatus.FAILED;
  }

  /** One file that cannot be read is no reason not to say what is wrong with the other. */
  private @Nullable LoadedFile load(String path) {
    try {
      byte[] bytes = loader.read(path);
      if (!loader.isCompiled(path, bytes)) {
        throw new UnusableFileException(
            FileLoader.nameOf(path), "ImportError", "it is no .pyc; 'dis' shows sources");
      }
      return loader.load(path, bytes);
    } catch (UnusableFileException e) {
      err.print(e.report());
      return null;
    }
  }

  private int show(String left, String right, FileDifference difference) {
    int status = difference.isEmpty() ? ExitStatus.OK : DIFFERENT;
    String html = request.html();
    if (html != null) {
      return PageFile.write(
          html,
          left + " | " + right,
          page -> {
            new DiffPage(page).write(left, right, difference);
            return status;
          },
          err);
    }
    if (request.json()) {
      out.print(DiffJson.line(left, right, difference));
    } else if (!difference.isEmpty()) {
      var text = new StyledOutput(out, request.colours());
      new DiffText(text, Terminal.width()).write(left, right, difference);
      text.flush();
    }
    return status;
  }
}
