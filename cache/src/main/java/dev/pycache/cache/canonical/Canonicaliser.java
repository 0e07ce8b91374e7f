package dev.pycache.cache.canonical;

import dev.pycache.bytecode.marshal.CanonicalForm;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cache.file.CacheStore;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.walk.FileTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings the {@code .pyc} files of whole trees into {@link CanonicalForm}, in which equal code is
 * equal bytes whatever process wrote it. The header stays as it is, so that a cache is as fresh or
 * stale as before; what stands behind the code object, which no Python looks at, goes.
 *
 * <p>A file is replaced in one step, by one with the same permissions, and only after the new bytes
 * have been read again and their value has been found to be that of the old ones. It then has a new
 * modification time, as it has new bytes; Python does not look at it.
 */
public final class Canonicaliser {
  private static final List<String> SUFFIXES = List.of(".pyc", ".pyo");

  private final boolean checkOnly;
  private final CacheStore store = new CacheStore();

  /**
   * @param checkOnly whether only to tell which files are not canonical, and to write nothing
   */
  public Canonicaliser(boolean checkOnly) {
    this.checkOnly = checkOnly;
  }

  /**
   * Goes over files, and over all named {@code *.pyc} and {@code *.pyo} below folders, in the order
   * of {@link FileTree}.
   *
   * @param listener is told what becomes of each file; what it throws ends the work
   */
  public CanonicalSummary run(List<String> paths, Consumer<CanonicalOutcome> listener) {
    var run = new Run(listener);
    FileTree.visit(paths, SUFFIXES, run);
    return new CanonicalSummary(run.canonical, run.rewritten, run.notCanonical, run.failed);
  }

  private final class Run implements FileTree.Visitor {
    private final Consumer<CanonicalOutcome> listener;
    private int canonical;
    private int rewritten;
    private int notCanonical;
    private int failed;

    Run(Consumer<CanonicalOutcome> listener) {
      this.listener = listener;
    }

    @Override
    public void file(String path) {
      tell(outcome(path));
    }

    @Override
    public void unreadable(String folder, IOException cause) {
      tell(new CanonicalOutcome.Failed(folder, cause));
    }

    private void tell(CanonicalOutcome outcome) {
      switch (outcome) {
        case CanonicalOutcome.Canonical c -> canonical++;
        case CanonicalOutcome.Rewritten r -> rewritten++;
        case CanonicalOutcome.NotCanonical n -> notCanonical++;
        case CanonicalOutcome.Failed f -> failed++;
      }
      listener.accept(outcome);
    }
  }

  /** One bad file must not stop the others. */
  private CanonicalOutcome outcome(String path) {
    try {
      return canonicalise(path);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return new CanonicalOutcome.Failed(path, e);
    }
  }

  private CanonicalOutcome canonicalise(String path) throws IOException {
    Path file = FileNames.toPath(path);
    PosixFileAttributes before = attributes(path, file);
    byte[] old = Files.readAllBytes(file);
    PycFile pyc = PycFile.read(old);
    byte[] bytes = canonicalBytes(path, pyc);
    int difference = Arrays.mismatch(old, bytes);
    if (difference < 0) {
      return new CanonicalOutcome.Canonical(path);
    }
    verify(pyc, bytes);
    if (checkOnly) {
      return new CanonicalOutcome.NotCanonical(path, old.length, bytes.length, difference);
    }
    if (!SourceStamp.same(before, attributes(path, file))) {
      throw new FileSystemException(path, null, "changes while it is read");
    }
    store.rewrite(path, bytes, before.permissions());
    return new CanonicalOutcome.Rewritten(path, old.length, bytes.length, difference);
  }

  private static PosixFileAttributes attributes(String path, Path file) throws IOException {
    PosixFileAttributes attributes = path.isEmpty() ? null : SourceStamp.of(file);
    if (attributes == null) {
      throw new NoSuchFileException(path);
    }
    return attributes;
  }

  private static byte[] canonicalBytes(String path, PycFile pyc) throws IOException {
    try {
      return pyc.canonicalBytes();
    } catch (IllegalArgumentException e) {
      throw new FileSystemException(path, null, "has no canonical form: " + e.getMessage());
    }
  }

  /** What is to replace a file must say what the file says. */
  private static void verify(PycFile pyc, byte[] bytes) {
    try {
      PycFile written = PycFile.read(bytes);
      if (!written.header().equals(pyc.header())
          || !SameValue.of(pyc.magic().layout(), pyc.code(), written.code())) {
        throw new IllegalStateException("the canonical form has another value");
      }
    } catch (PycFormatException | MarshalException e) {
      throw new IllegalStateException("the canonical form cannot be read", e);
    }
  }
}
