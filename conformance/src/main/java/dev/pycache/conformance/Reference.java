package dev.pycache.conformance;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.Warning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real interpreter that compiles sources on request, each in a process of its own ({@code
 * reference.py}, which also describes what is sent to and fro). An interpreter that dies is started
 * again. One reference, one thread.
 */
public final class Reference implements AutoCloseable {
  /** What the interpreter made of a source. */
  sealed interface Result {}

  /** It compiles. Warnings are in the order of their issue, before any filter. */
  record Compiled(byte[] marshalled, List<Warning> warnings) implements Result {}

  /**
   * It does not. The numbers are those of the exception, {@link Diagnostic#ABSENT} for {@code None}
   * and in exceptions that are no SyntaxError.
   */
  record Rejected(
      String type,
      String message,
      int line,
      int column,
      int endLine,
      int endColumn,
      @Nullable String text,
      List<Warning> warnings)
      implements Result {}

  /** The interpreter itself came to grief. */
  record Crashed(String reason) implements Result {}

  private static final int HEAD_SIZE = 2 * Integer.BYTES + 1;

  /** In the place of the level: asks for the release. */
  private static final byte RELEASE = (byte) 255;

  /** Added to the level: in an interpreter that nothing was compiled in before. */
  private static final int AFRESH = 128;

  private static final int LATIN_1 = 256;

  private final String python;

  /** Where sources are files while they are compiled that are none otherwise. */
  private final Path folder;

  private final Interpreter interpreter;

  private Reference(String python, Path folder, Interpreter interpreter) {
    this.python = python;
    this.folder = folder;
    this.interpreter = interpreter;
  }

  /**
   * Starts an interpreter, of CPython 3.8 or later, and tries it. It runs without environment
   * variables that Python reads, without site: nothing but the interpreter itself.
   *
   * @param python its path, or a name to be found on {@code PATH}
   */
  static Reference start(String python) throws IOException {
    Path folder = Files.createTempDirectory("pycache-reference");
    var reference = new Reference(python, folder, interpreter(python, folder));
    if (reference.compile(new byte[0], "empty.py", 0) instanceof Crashed crashed) {
      reference.close();
      throw new IOException(python + " cannot serve as a reference: " + crashed.reason());
    }
    return reference;
  }

  /**
   * The target that stands for the release of an interpreter.
   *
   * @throws IOException if there is none
   */
  public static Target targetOf(String python) throws IOException {
    try (var reference = start(python)) {
      return reference.target();
    }
  }

  /** In that folder, which is removed if it cannot be started. */
  private static Interpreter interpreter(String python, Path folder) throws IOException {
    List<String> command = List.of(absolute(python), "-I", "-S");
    try {
      return Interpreter.start(command, Map.of(), folder, "reference.py", List.of());
    } catch (IOException e) {
      Trees.delete(folder);
      throw e;
    }
  }

  /** A path that means the same in another folder. */
  private static String absolute(String python) {
    return python.contains("/") ? Path.of(python).toAbsolutePath().toString() : python;
  }

  /**
   * The target that stands for its release.
   *
   * @throws IOException if there is none
   */
  Target target() throws IOException {
    String release = release();
    return Target.parse(release)
        .orElseThrow(
            () -> new IOException(python + " is " + release + ", for which there is no target"));
  }

  /** As in {@code "3.11.2"}: the first word of {@code sys.version}. */
  private String release() throws IOException {
    var head = Interpreter.wrap(new byte[HEAD_SIZE]);
    head.put(HEAD_SIZE - 1, RELEASE);
    return switch (interpreter.ask(head.array())) {
      case Interpreter.Given given -> {
        byte kind = given.content().get();
        if (kind != 'V') {
          throw new IOException(python + " gave an answer of kind " + kind + " for its release");
        }
        String version = text(given.content());
        yield version.substring(0, version.indexOf(' '));
      }
      case Interpreter.Missing missing -> throw new IOException(python + ": " + missing.reason());
    };
  }

  /**
   * What {@link Target#internedCharacters} says of the target, for this installation: it has the
   * interpreter compile a tuple of all strings of one character and looks for the mark.
   */
  String internedCharacters(Target target) throws IOException {
    var source = new StringBuilder("x = (");
    for (int c = 0; c < LATIN_1; c++) {
      source.append("'\\x%02x',".formatted(c));
    }
    source.append(")\n");
    Result result = compile(source.toString().getBytes(StandardCharsets.US_ASCII), "x.py", 0);
    if (!(result instanceof Compiled compiled)) {
      throw new IOException(python + " does not compile a tuple of strings: " + result);
    }
    var interned = new StringBuilder();
    for (Constant constant : characters(target, compiled.marshalled())) {
      if (constant instanceof Str text && text.interned() && !text.isNameLike()) {
        interned.append(text);
      }
    }
    return interned.toString();
  }

  private static List<Constant> characters(Target target, byte[] marshalled) throws IOException {
    try {
      CodeObject module = MarshalReader.readCode(target, marshalled, 0);
      for (Constant constant : module.consts().items()) {
        if (constant instanceof Tuple tuple && tuple.size() == LATIN_1) {
          return tuple.items();
        }
      }
      throw new IOException("the interpreter did not make a tuple");
    } catch (MarshalException e) {
      throw new IOException("the interpreter's bytes cannot be read", e);
    }
  }

  /**
   * Has it compile a source, as {@code compile(source, filename, 'exec', 0, True, level)} in a
   * fresh process. The places of errors depend on whether the source is in the file of that name.
   *
   * @param filename absolute, of the file that the source is from; or the last part of a name, for
   *     a source that will be the only one in a file
   */
  Result compile(byte[] source, String filename, int level) throws IOException {
    return ask(source, filename, level);
  }

  /**
   * Has it compile a source that compiled once more, for its bytes: an interpreter that cannot fork
   * does so in a sub-interpreter of its own, if it can make one.
   */
  Result compileAfresh(byte[] source, String filename, int level) throws IOException {
    return ask(source, filename, level + AFRESH);
  }

  private Result ask(byte[] source, String filename, int level) throws IOException {
    Path file = folder.resolve(filename);
    if (folder.equals(file.getParent())) {
      Files.write(file, source);
    }
    byte[] name = Str.of(filename).utf8();
    var head = Interpreter.wrap(new byte[HEAD_SIZE]);
    head.putInt(source.length).putInt(name.length).put((byte) level);
    return switch (interpreter.ask(head.array(), source, name)) {
      case Interpreter.Given given -> read(given.content());
      case Interpreter.Missing missing -> new Crashed(missing.reason());
    };
  }

  private static Result read(ByteBuffer answer) throws IOException {
    byte kind = answer.get();
    return switch (kind) {
      case 'C' -> {
        byte[] marshalled = new byte[answer.getInt()];
        answer.get(marshalled);
        yield new Compiled(marshalled, warnings(answer));
      }
      case 'R' ->
          new Rejected(
              text(answer),
              Addresses.cut(text(answer)),
              position(answer),
              position(answer),
              position(answer),
              position(answer),
              answer.get() == 0 ? null : text(answer),
              warnings(answer));
      case 'X' -> new Crashed(text(answer));
      default -> throw new IOException("unknown kind of answer: " + kind);
    };
  }

  private static int position(ByteBuffer answer) {
    return answer.get() == 0 ? Diagnostic.ABSENT : Math.toIntExact(answer.getLong());
  }

  private static List<Warning> warnings(ByteBuffer answer) {
    int count = answer.getInt();
    List<Warning> warnings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      warnings.add(new Warning(text(answer), text(answer), Math.toIntExact(answer.getLong())));
    }
    return List.copyOf(warnings);
  }

  private static String text(ByteBuffer answer) {
    byte[] utf8 = new byte[answer.getInt()];
    answer.get(utf8);
    return Str.ofUtf8(utf8).toString();
  }

  @Override
  public void close() throws IOException {
    interpreter.close();
    Trees.delete(folder);
  }
}
