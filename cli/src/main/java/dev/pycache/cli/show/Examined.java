package dev.pycache.cli.show;

import dev.pycache.bytecode.anatomy.Anatomy;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cli.input.FileLoader;
import dev.pycache.cli.input.LoadedFile;
import dev.pycache.cli.input.UnusableFileException;
import org.jspecify.annotations.Nullable;

/**
 * What could be found out about a file: everything, or what comes before that which is wrong.
 *
 * @param path its name
 * @param size number of its bytes
 * @param header its header; null if it has none, or none that can be read
 * @param data its value; null if it cannot be read
 * @param anatomy where its bytes go; null if they cannot all be read
 * @param problem what is wrong with it; null if nothing is
 */
public record Examined(
    String path,
    int size,
    @Nullable PycHeader header,
    @Nullable MarshalData data,
    @Nullable Anatomy anatomy,
    @Nullable UnusableFileException problem) {
  /**
   * Examines a file that was read.
   *
   * @param loader knows whether it is a {@code .pyc} or bare marshal data
   */
  public static Examined of(FileLoader loader, String path, byte[] bytes) {
    try {
      LoadedFile file = loader.load(path, bytes);
      MarshalData data = file.data();
      Anatomy anatomy = data == null ? null : Anatomy.of(data, bytes.length);
      return new Examined(file.path(), bytes.length, file.header(), data, anatomy, null);
    } catch (UnusableFileException problem) {
      PycHeader header = loader.isRaw() ? null : header(bytes);
      return new Examined(problem.path(), bytes.length, header, null, null, problem);
    }
  }

  private static @Nullable PycHeader header(byte[] bytes) {
    try {
      return PycHeader.read(bytes);
    } catch (PycFormatException e) {
      return null; // this is the problem, then
    }
  }
}
