package dev.pycache.conformance;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.Warning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real interpreter that compiles sources on request, each in a process of its own ({@code
 * reference.py}, which also describes what is sent to and fro). An interpreter that dies is started
 * again. One reference, one thread.
 */
final class Reference implements AutoCloseable {
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

  private final Interpreter interpreter;

  private Reference(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Starts an interpreter, of CPython 3.8 or later, and tries it. It runs without environment
   * variables that Python reads, without site: nothing but the interpreter itself.
   *
   * @param python its path, or a name to be found on {@code PATH}
   */
  static Reference start(String python) throws IOException {
    var reference =
        new Reference(
            Interpreter.start(List.of(python, "-I", "-S"), Map.of(), "reference.py", List.of()));
    if (reference.compile(new byte[0], "<empty>", 0) instanceof Crashed crashed) {
      reference.close();
      throw new IOException(python + " cannot serve as a reference: " + crashed.reason());
    }
    return reference;
  }

  /**
   * Has it compile a source, as {@code compile(source, filename, 'exec', 0, True, level)} in a
   * fresh process.
   */
  Result compile(byte[] source, String filename, int level) throws IOException {
    byte[] name = Str.of(filename).utf8();
    var head = Interpreter.wrap(new byte[2 * Integer.BYTES + 1]);
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
              text(answer),
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
  }
}
