package dev.pycache.conformance;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.dis.DisOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A real interpreter, of any version from 2.7 on, that tells what stands in the caches it makes
 * ({@code caches.py}, which also describes what is sent to and fro). One reference, one thread.
 */
final class CacheReference implements AutoCloseable {
  /**
   * @param name implementation and release, as in {@code "cpython 3.11.7"}
   * @param library folder of its standard library
   */
  record About(String name, String library) {}

  /** What the interpreter made of a source. */
  sealed interface Result {}

  /**
   * It compiles.
   *
   * @param pyc the whole cache
   * @param listings one for each set of options that this version knows
   */
  record Compiled(byte[] pyc, List<Printed> listings) implements Result {}

  /** There is nothing to compare: it does not compile, or the interpreter came to grief. */
  record NotCompiled(boolean crashed, String reason) implements Result {}

  /**
   * What {@code dis} printed.
   *
   * @param failed whether it raised an exception, which {@code text} is then
   */
  record Printed(Set<DisOption> options, boolean failed, String text) {}

  /** Kinds of header that can be asked for; before 3.7 there is only the first. */
  enum Header {
    TIME_STAMP,
    CHECKED_HASH,
    UNCHECKED_HASH
  }

  private final Interpreter interpreter;

  private CacheReference(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Starts an interpreter.
   *
   * @param python its path, or a name to be found on {@code PATH}
   * @param hashSeed what it hashes strings with, which shows in the order of sets; 0 for not at all
   * @param modules what it imports first
   */
  static CacheReference start(String python, int hashSeed, List<String> modules)
      throws IOException {
    var environment =
        Map.of("PYTHONHASHSEED", Integer.toString(hashSeed), "PYTHONDONTWRITEBYTECODE", "1");
    // -R: Python 2 leaves strings as they are without it, whatever the seed.
    var command =
        hashSeed == 0
            ? List.of(python, "-s", "-W", "ignore")
            : List.of(python, "-R", "-s", "-W", "ignore");
    return new CacheReference(Interpreter.start(command, environment, "caches.py", modules));
  }

  /** What it is. */
  About about() throws IOException {
    return switch (ask(new byte[] {'I'})) {
      case Interpreter.Given given -> {
        given.content().get();
        yield new About(text(given.content()), text(given.content()));
      }
      case Interpreter.Missing missing ->
          throw new IOException("it cannot serve as a reference: " + missing.reason());
    };
  }

  /** Has it compile a file, and print what it compiled with each of the sets of options. */
  Result compile(String path, Header header, Collection<Set<DisOption>> listings)
      throws IOException {
    byte[] name = Str.of(path).utf8();
    var request = Interpreter.wrap(new byte[3 + listings.size() + name.length]);
    request.put((byte) 'C').put((byte) listings.size());
    listings.forEach(options -> request.put((byte) bits(options)));
    request.put((byte) header.ordinal()).put(name);
    return switch (ask(request.array())) {
      case Interpreter.Missing missing -> new NotCompiled(true, missing.reason());
      case Interpreter.Given given -> {
        ByteBuffer answer = given.content();
        yield answer.get() == 'C' ? compiled(answer) : new NotCompiled(false, text(answer));
      }
    };
  }

  /**
   * Where the values of two marshalled code objects first differ; empty if they do not.
   *
   * @throws IOException if it gives no answer
   */
  String difference(byte[] first, byte[] second) throws IOException {
    var request = Interpreter.wrap(new byte[1 + 2 * Integer.BYTES + first.length + second.length]);
    request.put((byte) 'V');
    request.putInt(first.length).put(first).putInt(second.length).put(second);
    return switch (ask(request.array())) {
      case Interpreter.Missing missing -> missing.reason();
      case Interpreter.Given given -> given.content().get() == 'E' ? "" : text(given.content());
    };
  }

  private Interpreter.Answer ask(byte[] request) throws IOException {
    byte[] length = Interpreter.wrap(new byte[Integer.BYTES]).putInt(request.length).array();
    return interpreter.ask(length, request);
  }

  private static Compiled compiled(ByteBuffer answer) {
    byte[] pyc = bytes(answer);
    List<Printed> listings = new ArrayList<>();
    for (int count = answer.get(); count > 0; count--) {
      Set<DisOption> options = options(answer.get());
      boolean failed = answer.get() != 0;
      listings.add(new Printed(options, failed, text(answer)));
    }
    return new Compiled(pyc, listings);
  }

  private static int bits(Set<DisOption> options) {
    return options.stream().mapToInt(option -> 1 << option.ordinal()).sum();
  }

  private static Set<DisOption> options(int bits) {
    return Set.of(DisOption.values()).stream()
        .filter(option -> (bits & 1 << option.ordinal()) != 0)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private static byte[] bytes(ByteBuffer answer) {
    byte[] bytes = new byte[answer.getInt()];
    answer.get(bytes);
    return bytes;
  }

  /** Lone surrogates have become question marks, which no listing has: its parts are reprs. */
  private static String text(ByteBuffer answer) {
    return new String(bytes(answer), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    interpreter.close();
  }
}
