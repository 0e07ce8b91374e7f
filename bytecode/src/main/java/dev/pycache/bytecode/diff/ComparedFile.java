package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.bytecode.pyc.PycHeader;
import org.jspecify.annotations.Nullable;

/**
 * A file to compare.
 *
 * @param bytes all of it
 * @param header null for bare marshal data
 * @param data what was read from the bytes, with offsets in them
 */
public record ComparedFile(byte[] bytes, @Nullable PycHeader header, MarshalData data) {
  /** A {@code .pyc} that was read from these bytes. */
  public static ComparedFile of(byte[] bytes, PycFile pyc) {
    return new ComparedFile(bytes, pyc.header(), pyc.data());
  }

  PythonVersion python() {
    return data.python();
  }
}
