package dev.pycache.cli.input;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cache.compile.SourceWarning;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cli.PythonText;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads files, and tells by their contents what they are: what begins with a magic number is a
 * {@code .pyc} whatever its name, since no source begins so.
 */
public final class FileLoader {
  /** The name by which a person asks for standard input. */
  public static final String STANDARD_INPUT = "-";

  /** What Python calls standard input in its messages and in {@code co_filename}. */
  private static final String STANDARD_INPUT_NAME = "<stdin>";

  private final @Nullable PythonVersion raw;
  private byte @Nullable [] standardInput;

  /**
   * @param raw the version that wrote the files, if they are bare marshal data; else null
   */
  public FileLoader(@Nullable PythonVersion raw) {
    this.raw = raw;
  }

  /** Whether the files are bare marshal data. */
  public boolean isRaw() {
    return raw != null;
  }

  /** The name of a path in messages. */
  public static String nameOf(String path) {
    return path.equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME : path;
  }

  /**
   * What is in a file, or comes from standard input, which is read once.
   *
   * @throws UnusableFileException if it cannot be read
   */
  public byte[] read(String path) throws UnusableFileException {
    try {
      if (!path.equals(STANDARD_INPUT)) {
        return Files.readAllBytes(FileNames.toPath(path));
      }
      synchronized (this) {
        if (standardInput == null) {
          standardInput = System.in.readAllBytes();
        }
        return standardInput;
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw UnusableFileException.of(nameOf(path), e);
    }
  }

  /** Whether these bytes are no source. */
  public boolean isCompiled(String path, byte[] bytes) {
    return raw != null || hasMagic(bytes) || path.endsWith(".pyc") || path.endsWith(".pyo");
  }

  private static boolean hasMagic(byte[] bytes) {
    return bytes.length >= 4
        && bytes[2] == '\r'
        && bytes[3] == '\n'
        && Magic.of(bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8).isPresent();
  }

  /**
   * A {@code .pyc}, or bare marshal data.
   *
   * @throws UnusableFileException if it is damaged
   */
  public LoadedFile load(String path, byte[] bytes) throws UnusableFileException {
    try {
      if (raw != null) {
        MarshalData data = MarshalReader.readData(raw, bytes, 0);
        return new LoadedFile(nameOf(path), bytes, raw, data.root(), null, data);
      }
      PycFile pyc = PycFile.read(bytes);
      return new LoadedFile(
          nameOf(path), bytes, pyc.data().python(), pyc.code(), pyc.header(), pyc.data());
    } catch (MarshalException | PycFormatException | RuntimeException | OutOfMemoryError e) {
      throw UnusableFileException.of(nameOf(path), e);
    }
  }

  /**
   * Compiles a source.
   *
   * @param python name of a version or release
   * @param warn takes the text of each warning that Python would show
   * @throws UnusableFileException if it does not compile, or nothing compiles for that version
   */
  public static LoadedFile compile(String path, byte[] source, String python, Consumer<String> warn)
      throws UnusableFileException {
    String name = nameOf(path);
    Optional<Target> found = Target.parse(python);
    if (found.isEmpty()) {
      throw new UnusableFileException(
          name,
          "ValueError",
          "there is no compiler for Python " + python + " yet; a .pyc of it can be shown");
    }
    Target target = found.get();
    CompileResult result;
    try {
      result = Compiler.compile(source, Str.of(name), target, 0);
    } catch (RuntimeException e) {
      throw UnusableFileException.of(name, e);
    }
    for (SourceWarning warning : warnings(result.warnings(), source, target)) {
      if (PythonText.isShown(name, warning)) {
        warn.accept(PythonText.of(name, warning));
      }
    }
    return switch (result) {
      case CompileResult.Compiled compiled ->
          new LoadedFile(name, source, target.python(), compiled.code(), null, null);
      case CompileResult.Rejected rejected ->
          throw UnusableFileException.of(name, rejected.diagnostic());
    };
  }

  private static List<SourceWarning> warnings(
      List<Warning> warnings, byte[] source, Target target) {
    return warnings.stream()
        .map(
            each ->
                new SourceWarning(
                    each.category(),
                    each.message(),
                    each.line(),
                    Compiler.sourceLine(source, each.line(), target)))
        .toList();
  }
}
