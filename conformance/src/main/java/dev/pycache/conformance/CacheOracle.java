package dev.pycache.conformance;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An interpreter's own importlib, asked about paths and headers ({@code cache_rules.py}, which also
 * describes what is sent to and fro). For one thread.
 */
final class CacheOracle implements AutoCloseable {
  /** The script, which also writes whole folders of caches. */
  static final String SCRIPT = "cache_rules.py";

  /**
   * @param implementation as in {@code "cpython"}
   * @param release as in {@code "3.11.7"}
   * @param tag what its caches have in their names
   * @param hasPrefixes whether it knows cache prefixes
   * @param findsRoot whether sources in the root folder have a place below a prefix
   * @param code a marshalled code object
   */
  record About(
      String implementation,
      String release,
      String tag,
      boolean hasPrefixes,
      boolean findsRoot,
      Bytes code) {
    /** The version that it is, if pycache knows it. */
    Optional<PythonVersion> version() {
      String version = release.substring(0, release.lastIndexOf('.'));
      return PythonVersion.parse(implementation.equals("pypy") ? "pypy" + version : version);
    }
  }

  private final Interpreter interpreter;

  private CacheOracle(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Starts an interpreter of 2.7, or from 3.3 on. */
  static CacheOracle start(String python) throws IOException {
    var command = List.of(python, "-s", "-W", "ignore");
    return new CacheOracle(Interpreter.start(command, Map.of(), SCRIPT, List.of()));
  }

  /** What it is. */
  About about() throws IOException {
    List<String> texts = ask('I').orElseThrow(() -> new IOException("it gives no answer"));
    String prefixes = texts.get(3);
    return new About(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        !prefixes.equals("none"),
        prefixes.equals("all"),
        new Bytes(HexFormat.of().parseHex(texts.get(4))));
  }

  /** Its answer to a request; empty if it gives none. */
  Optional<List<String>> ask(char letter, String... texts) throws IOException {
    var parts = new ArrayList<byte[]>();
    int size = 1;
    for (String text : texts) {
      byte[] bytes = FileNames.toBytes(text);
      parts.add(bytes);
      size += Integer.BYTES + bytes.length;
    }
    byte[] message = new byte[Integer.BYTES + size];
    ByteBuffer request = Interpreter.wrap(message);
    request.putInt(size).put((byte) letter);
    parts.forEach(bytes -> request.putInt(bytes.length).put(bytes));
    return switch (interpreter.ask(message)) {
      case Interpreter.Missing missing -> Optional.empty();
      case Interpreter.Given given -> Optional.of(texts(given.content()));
    };
  }

  private static List<String> texts(ByteBuffer answer) {
    List<String> texts = new ArrayList<>();
    while (answer.hasRemaining()) {
      byte[] bytes = new byte[answer.getInt()];
      answer.get(bytes);
      texts.add(FileNames.ofBytes(bytes));
    }
    return texts;
  }

  @Override
  public void close() throws IOException {
    interpreter.close();
  }
}
