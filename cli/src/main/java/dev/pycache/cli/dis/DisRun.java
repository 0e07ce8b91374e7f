package dev.pycache.cli.dis;

import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.walk.FileTree;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.input.FileLoader;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.HtmlPage;
import dev.pycache.cli.text.OrderedTasks;
import dev.pycache.cli.text.PageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code pycache dis} does: finds the files, shows each, and goes on when one of them cannot
 * be shown.
 */
public final class DisRun {
  private final DisRequest request;
  private final Output out;
  private final Output err;
  private final FileLoader loader;
  private int status = ExitStatus.OK;

  private DisRun(DisRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.loader = new FileLoader(request.raw());
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(DisRequest request, Output out, Output err) {
    return new DisRun(request, out, err).run();
  }

  private int run() {
    boolean beside = isPairOfCompiled();
    List<String> paths = beside ? request.paths() : find();
    var files = new FileShow(request, loader, beside || isOneFile(paths));
    String html = request.html();
    int shown;
    if (html != null) {
      shown = PageFile.write(html, title(), page -> showOnPage(files, paths, beside, page), err);
    } else {
      shown =
          OrderedTasks.run(
              beside ? List.of(besideTask(files, paths)) : tasks(files, paths), out, err);
    }
    if (request.function() != null && paths.size() > 1 && !files.found()) {
      err.print("pycache: no file has a function '" + request.function() + "'\n");
      status = ExitStatus.FAILED;
    }
    return Math.max(status, shown);
  }

  private String title() {
    List<String> names = request.paths().stream().limit(3).map(FileLoader::nameOf).toList();
    return String.join(", ", names) + (request.paths().size() > 3 ? ", …" : "");
  }

  /** Somebody who names a file knows what is shown; who names a folder does not. */
  private boolean isOneFile(List<String> paths) {
    return paths.size() == 1 && paths.equals(request.paths());
  }

  private List<String> find() {
    boolean sources = !request.pythons().isEmpty();
    List<String> paths = new ArrayList<>();
    FileTree.visit(
        request.paths(),
        List.of(sources ? ".py" : ".pyc"),
        new FileTree.Visitor() {
          @Override
          public void file(String path) {
            paths.add(path);
          }

          @Override
          public void unreadable(String folder, IOException cause) {
            err.print("pycache: " + folder + ": " + Failure.of(cause).reason() + "\n");
            status = ExitStatus.FAILED;
          }
        });
    if (paths.isEmpty() && status == ExitStatus.OK) {
      String where = String.join(", ", request.paths());
      err.print(
          sources
              ? "pycache: there is no source below " + where + "\n"
              : "pycache: there is no .pyc below "
                  + where
                  + "; with --python its sources are shown\n");
      status = ExitStatus.FAILED;
    }
    return paths;
  }

  /** Two files that are compiled already are shown beside each other. */
  private boolean isPairOfCompiled() {
    return request.paths().size() == 2
        && !request.json()
        && request.paths().stream().allMatch(this::isCompiledFile);
  }

  private boolean isCompiledFile(String path) {
    try {
      return !Files.isDirectory(FileNames.toPath(path))
          && loader.isCompiled(path, loader.read(path));
    } catch (UnusableFileException e) {
      return false; // which is told when it is to be shown
    }
  }

  private Presentation presentation(
      Consumer<String> text, Consumer<String> errors, boolean isFirst) {
    return request.json()
        ? new JsonPresentation(text, errors)
        : new TextPresentation(request, text, errors, isFirst);
  }

  private OrderedTasks.Task besideTask(FileShow files, List<String> paths) {
    return (text, errors) -> files.showBeside(paths, presentation(text, errors, true));
  }

  private List<OrderedTasks.Task> tasks(FileShow files, List<String> paths) {
    List<OrderedTasks.Task> tasks = new ArrayList<>();
    for (String path : paths) {
      boolean isFirst = tasks.isEmpty();
      tasks.add((text, errors) -> files.show(path, presentation(text, errors, isFirst), errors));
    }
    return tasks;
  }

  private int showOnPage(FileShow files, List<String> paths, boolean beside, HtmlPage page) {
    var presentation = new PagePresentation(request, page, err::print);
    if (beside) {
      return files.showBeside(paths, presentation);
    }
    int result = ExitStatus.OK;
    for (String path : paths) {
      result = Math.max(result, files.show(path, presentation, err::print));
    }
    return result;
  }
}
