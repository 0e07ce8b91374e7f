package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.CodeLayout;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.marshal.MarshalProblem.Raised;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.conformance.Verdict.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@link MarshalCheck} with {@code marshal.loads} of an interpreter ({@code
 * marshal_loads.py}). One judge, one thread.
 */
final class MarshalJudge implements AutoCloseable {
  /** Objects that are shared often enough can be hashed, but nobody sees the end of it. */
  private static final long TIMEOUT_SECONDS = 4;

  private static final String LATE = "late";

  private static final String CODE = "code";
  private static final String OTHER_OBJECT = "object";

  /** There was no memory for a size that the bytes do not fill, or for what precedes the error. */
  private static final String NO_MEMORY = "MemoryError";

  /** How newer versions end a recursion without end. */
  private static final String NO_STACK = "RecursionError";

  private final String command;
  private Interpreter interpreter;
  private final PythonVersion python;
  private final MarshalCheck check = new MarshalCheck();

  private MarshalJudge(String command, Interpreter interpreter) throws IOException {
    this.command = command;
    this.interpreter = interpreter;
    this.python = version();
  }

  static MarshalJudge start(String command) throws IOException {
    Interpreter interpreter = launch(command);
    try {
      return new MarshalJudge(command, interpreter);
    } catch (IOException e) {
      interpreter.close();
      throw e;
    }
  }

  private static Interpreter launch(String command) throws IOException {
    var interpreter =
        Interpreter.start(
            List.of(command, "-s", "-W", "ignore"), Map.of(), "marshal_loads.py", List.of());
    interpreter.setTimeout(TIMEOUT_SECONDS);
    return interpreter;
  }

  /** What it reads. */
  PythonVersion python() {
    return python;
  }

  private PythonVersion version() throws IOException {
    byte[] request = Interpreter.wrap(new byte[Integer.BYTES]).putInt(-1).array();
    return switch (interpreter.ask(request)) {
      case Interpreter.Given given -> {
        int number = given.content().getShort() & 0xFFFF;
        yield Magic.of(number)
            .orElseThrow(() -> new IOException("its magic number is unknown: " + number))
            .python();
      }
      case Interpreter.Missing missing ->
          throw new IOException("it cannot serve as a reference: " + missing.reason());
    };
  }

  /** Whether both load a body, or neither does for the same reason. */
  Verdict judge(byte[] body) throws IOException {
    MarshalProblem problem = check.code(python, CodeLayout.of(python), body, 0, body.length);
    Verdict verdict = compare(problem, ask(body));
    if (!verdict.kind().isDifference()) {
      return verdict;
    }
    // What it loaded before can have ruined its memory without killing it.
    interpreter.close();
    interpreter = launch(command);
    return compare(problem, ask(body));
  }

  /** What the interpreter says; empty if it died, {@link #LATE} if it was still at it. */
  private String ask(byte[] body) throws IOException {
    byte[] length = Interpreter.wrap(new byte[Integer.BYTES]).putInt(body.length).array();
    return switch (interpreter.ask(length, body)) {
      case Interpreter.Given given -> text(given.content());
      case Interpreter.Missing missing -> missing.late() ? LATE : "";
    };
  }

  private static String text(ByteBuffer answer) {
    byte[] bytes = new byte[answer.remaining()];
    answer.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static Verdict compare(@Nullable MarshalProblem problem, String answer) {
    if (answer.equals(LATE)) {
      return new Verdict(Kind.NOT_COMPARED, "no answer within " + TIMEOUT_SECONDS + " seconds");
    }
    if (problem == null) {
      return answer.equals(CODE)
          ? new Verdict(Kind.LOADED_ALIKE, "")
          : new Verdict(Kind.WRONGLY_ACCEPTED, answer.isEmpty() ? "it dies" : answer);
    }
    if (answer.equals(CODE)) {
      return new Verdict(
          problem.raised() == Raised.CRASH ? Kind.LIVED : Kind.WRONGLY_REJECTED, problem.text());
    }
    if (problem.raised() == Raised.CRASH) {
      return new Verdict(Kind.NOT_LOADED_AND_DIED, "");
    }
    return switch (answer) {
      case "", NO_MEMORY, NO_STACK -> new Verdict(Kind.NOT_LOADED_AND_DIED, "");
      default ->
          isSame(problem.raised(), answer)
              ? new Verdict(Kind.NOT_LOADED_ALIKE, "")
              : new Verdict(Kind.OTHER_ERROR, problem.text() + "; the interpreter: " + answer);
    };
  }

  private static boolean isSame(Raised raised, String answer) {
    return answer.equals(OTHER_OBJECT)
        ? raised == Raised.IMPORT_ERROR
        : raised.pythonName().equals(answer);
  }

  @Override
  public void close() throws IOException {
    interpreter.close();
  }
}
