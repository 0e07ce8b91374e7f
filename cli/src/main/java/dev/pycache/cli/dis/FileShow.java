package dev.pycache.cli.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.bytecode.diff.SourceColumns;
import dev.pycache.bytecode.diff.SourceColumns.Column;
import dev.pycache.bytecode.diff.SourceColumns.Section;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.input.FileLoader;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Shows one file after another, or two beside each other. Any number of threads. */
final class FileShow {
  private final DisRequest request;
  private final FileLoader loader;

  /** Whether there is one file only, which then needs no heading and has to have what is wanted. */
  private final boolean isOnly;

  private final AtomicBoolean found = new AtomicBoolean();

  FileShow(DisRequest request, FileLoader loader, boolean isOnly) {
    this.request = request;
    this.loader = loader;
    this.isOnly = isOnly;
  }

  /** Whether any file had what is wanted. */
  boolean found() {
    return found.get();
  }

  /**
   * Shows a file; a source that is compiled for several versions, in columns.
   *
   * @return the exit status
   */
  int show(String path, Presentation presentation, Consumer<String> warn) {
    List<LoadedFile> files = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    int status = load(path, files, titles, presentation, warn);
    if (!files.isEmpty()) {
      status = Math.max(status, show(files, titles, presentation));
    }
    presentation.end();
    return status;
  }

  /** Shows compiled files beside each other. */
  int showBeside(List<String> paths, Presentation presentation) {
    List<LoadedFile> files = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    int status = ExitStatus.OK;
    for (String path : paths) {
      try {
        LoadedFile file = loader.load(path, loader.read(path));
        files.add(file);
        titles.add(file.path() + " (" + file.python() + ")");
      } catch (UnusableFileException e) {
        presentation.error(e);
        status = Math.max(status, e.status());
      }
    }
    if (!files.isEmpty()) {
      status = Math.max(status, show(files, titles, presentation));
    }
    presentation.end();
    return status;
  }

  private int load(
      String path,
      List<LoadedFile> files,
      List<String> titles,
      Presentation presentation,
      Consumer<String> warn) {
    byte[] bytes;
    try {
      bytes = loader.read(path);
      if (loader.isCompiled(path, bytes)) {
        LoadedFile file = loader.load(path, bytes);
        files.add(file);
        titles.add("Python " + file.python());
        return ExitStatus.OK;
      }
    } catch (UnusableFileException e) {
      presentation.error(e);
      return e.status();
    }
    int status = ExitStatus.OK;
    for (String python : pythons()) {
      try {
        files.add(FileLoader.compile(path, bytes, python, warn));
        titles.add("Python " + python);
      } catch (UnusableFileException e) {
        presentation.error(e);
        status = Math.max(status, e.status());
      }
    }
    return status;
  }

  private List<String> pythons() {
    return request.pythons().isEmpty() ? List.of(request.byDefault().get()) : request.pythons();
  }

  private int show(List<LoadedFile> files, List<String> titles, Presentation presentation) {
    try {
      List<LoadedFile> wanted = new ArrayList<>();
      List<String> heads = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        if (request.function() == null || !chosen(files.get(i)).isEmpty()) {
          wanted.add(files.get(i));
          heads.add(titles.get(i));
        }
      }
      if (wanted.isEmpty()) {
        return missing(files.getFirst(), presentation);
      }
      found.set(true);
      if (!isOnly) {
        presentation.heading(files.getFirst().path());
      }
      if (wanted.size() > 1 && presentation instanceof ColumnPresentation columns) {
        showColumns(wanted, heads, columns);
      } else {
        for (LoadedFile file : wanted) {
          presentation.listing(file, chosen(file));
        }
      }
      return ExitStatus.OK;
    } catch (UnusableFileException e) {
      presentation.error(e);
      return e.status();
    }
  }

  private int missing(LoadedFile file, Presentation presentation) throws UnusableFileException {
    if (isOnly && request.function() != null) {
      presentation.error(
          new UnusableFileException(
              file.path(),
              "LookupError",
              FunctionChoice.complaint(file.code(), request.function())));
      return ExitStatus.FAILED;
    }
    return ExitStatus.OK;
  }

  private List<NamedCode> chosen(LoadedFile file) throws UnusableFileException {
    String wanted = request.function();
    return wanted == null ? List.of() : FunctionChoice.in(file.code(), wanted);
  }

  private void showColumns(
      List<LoadedFile> files, List<String> titles, ColumnPresentation presentation)
      throws UnusableFileException {
    List<List<CodeObject>> codes = new ArrayList<>();
    int most = 0;
    for (LoadedFile file : files) {
      List<CodeObject> own = chosen(file).stream().map(NamedCode::code).toList();
      codes.add(own.isEmpty() ? List.of(file.code()) : own);
      most = Math.max(most, codes.getLast().size());
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      List<Column> columns = new ArrayList<>();
      for (int j = 0; j < files.size(); j++) {
        CodeObject code = i < codes.get(j).size() ? codes.get(j).get(i) : null;
        columns.add(new Column(files.get(j).python(), code));
      }
      sections.addAll(SourceColumns.align(columns));
    }
    presentation.columns(titles, sections);
  }
}
