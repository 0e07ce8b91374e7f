package dev.pycache.bytecode.pyc;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.internal.ByteSink;
import dev.pycache.bytecode.marshal.CanonicalForm;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.marshal.MarshalReplay;
import java.util.Arrays;

/**
 * A {@code .pyc} of any version, read whole. Offsets in it, those of {@link MarshalData} included,
 * are from the start of the file.
 *
 * @param magic what the magic number says
 * @param header the bytes before the code object
 * @param data the code object, and how it stood in the file
 * @param code the code object
 * @param rest what follows the code object, which no Python looks at
 */
public record PycFile(
    Magic magic, PycHeader header, MarshalData data, CodeObject code, Bytes rest) {
  /**
   * The contents of a file.
   *
   * @throws PycFormatException if the header is wrong, or if what follows is no code object
   * @throws MarshalException if what follows the header is damaged
   */
  public static PycFile read(byte[] file) throws PycFormatException, MarshalException {
    PycHeader header = PycHeader.read(file);
    Magic magic = Magic.of(header.magic()).orElseThrow();
    MarshalData data =
        MarshalReader.readData(magic.python(), magic.layout(), file, magic.headerSize());
    if (!(data.root() instanceof CodeObject code)) {
      throw new PycFormatException("the file holds no code object", magic.headerSize());
    }
    Bytes rest = new Bytes(Arrays.copyOfRange(file, data.end(), file.length));
    return new PycFile(magic, header, data, code, rest);
  }

  /** The very bytes that were read. */
  public byte[] toByteArray() {
    return join(MarshalReplay.write(data), rest);
  }

  /**
   * The file in {@link CanonicalForm}: the same header, an equal code object, and nothing behind
   * it.
   *
   * @throws IllegalArgumentException if the code object has no canonical form
   */
  public byte[] canonicalBytes() {
    byte[] bytes = CanonicalForm.write(magic.python(), magic.layout(), code);
    return join(bytes, Bytes.EMPTY);
  }

  private byte[] join(byte[] marshalled, Bytes behind) {
    var out = new ByteSink(header.size() + marshalled.length + behind.length());
    out.putBytes(header.toByteArray());
    out.putBytes(marshalled);
    out.putBytes(behind.value());
    return out.toByteArray();
  }
}
