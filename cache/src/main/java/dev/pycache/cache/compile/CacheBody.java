package dev.pycache.cache.compile;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Looks at the code behind the headers of caches. For one thread. */
final class CacheBody {
  /** Made when the first is looked at: most runs look at none. */
  private @Nullable MarshalCheck check;

  /**
   * A whole cache, if it is as it was when its header was read, Python can load it, and the source
   * has this name in it; else null, and then it has to be made anew.
   */
  byte @Nullable [] read(Node.Cache cache, PycHeader header, String name) {
    PythonVersion python = cache.kind().target().python();
    try {
      byte[] file = Files.readAllBytes(FileNames.toPath(cache.path()));
      boolean loads =
          PycHeader.read(file).equals(header)
              && check().code(python, Magic.of(python).layout(), file, header.size(), file.length)
                  == null;
      return loads && nameIn(cache.kind().target(), file).equals(Str.of(name)) ? file : null;
    } catch (IOException e) { // also what a PycFormatException or a MarshalException says
      return null;
    }
  }

  private MarshalCheck check() {
    MarshalCheck made = check;
    if (made == null) {
      made = new MarshalCheck();
      check = made;
    }
    return made;
  }

  private static Text nameIn(Target target, byte[] file) throws MarshalException {
    return MarshalReader.readCode(target, file, PycHeader.SIZE).filename();
  }
}
