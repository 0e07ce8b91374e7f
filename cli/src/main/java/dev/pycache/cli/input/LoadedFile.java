package dev.pycache.cli.input;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.diff.ComparedFile;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.PycHeader;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read, or a source that was compiled.
 *
 * @param path its name, as given
 * @param bytes all of it
 * @param python whose code it is
 * @param root the code object; another value only in bare marshal data
 * @param header null if it has none
 * @param data null for a source
 */
public record LoadedFile(
    String path,
    byte[] bytes,
    PythonVersion python,
    Constant root,
    @Nullable PycHeader header,
    @Nullable MarshalData data) {
  /**
   * The code object.
   *
   * @throws UnusableFileException if it is something else
   */
  public CodeObject code() throws UnusableFileException {
    if (root instanceof CodeObject code) {
      return code;
    }
    throw new UnusableFileException(path, "ValueError", "it holds a value that is no code object");
  }

  /** What is compared with another file; a source has nothing that could be. */
  public ComparedFile compared() throws UnusableFileException {
    if (data == null) {
      throw new UnusableFileException(
          path, "ImportError", "it is no .pyc: compile it first, or compare with 'dis'");
    }
    return new ComparedFile(bytes, header, data);
  }
}
