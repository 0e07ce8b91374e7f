package dev.pycache.conformance;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.Warning;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real interpreter that compiles sources on request, each in a process of its own ({@code
 * reference.py}, which also describes what is sent to and fro). An interpreter that dies is started
 * again. One reference, one thread.
 */
final class Reference implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 120;

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

  private final String python;
  private final Path script;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reference-watchdog").factory());
  private volatile Process process;
  private OutputStream requests;
  private InputStream answers;
  private volatile boolean timedOut;

  private Reference(String python, Path script, Process process) {
    this.python = python;
    this.script = script;
    this.process = process;
    this.requests = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  /**
   * Starts an interpreter, of CPython 3.8 or later, and tries it.
   *
   * @param python its path, or a name to be found on {@code PATH}
   */
  static Reference start(String python) throws IOException {
    Path script = Scripts.extract("reference.py");
    Process process;
    try {
      process = launch(python, script);
    } catch (IOException e) {
      Files.deleteIfExists(script);
      throw e;
    }
    var reference = new Reference(python, script, process);
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
    timedOut = false;
    var timeout = watchdog.schedule(this::timeOut, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    try {
      send(source, Str.of(filename).utf8(), level);
      byte[] length = answers.readNBytes(Integer.BYTES);
      if (length.length == Integer.BYTES) {
        int size = wrap(length).getInt();
        byte[] answer = answers.readNBytes(size);
        if (answer.length == size) {
          return read(wrap(answer));
        }
      }
    } catch (IOException e) {
      // a broken pipe: it died, as when its answer ends too early
    } finally {
      timeout.cancel(false);
    }
    return restart();
  }

  private void send(byte[] source, byte[] filename, int level) throws IOException {
    var head = wrap(new byte[2 * Integer.BYTES + 1]);
    head.putInt(source.length).putInt(filename.length).put((byte) level);
    requests.write(head.array());
    requests.write(source);
    requests.write(filename);
    requests.flush();
  }

  private Result restart() throws IOException {
    kill();
    String reason =
        timedOut ? "no answer within " + TIMEOUT_SECONDS + " seconds" : "the interpreter died";
    process = launch(python, script);
    requests = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
    return new Crashed(reason);
  }

  /**
   * Without environment variables that Python reads, without site: nothing but the interpreter
   * itself.
   */
  private static Process launch(String python, Path script) throws IOException {
    return new ProcessBuilder(python, "-I", "-S", script.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void timeOut() {
    timedOut = true;
    kill();
  }

  /**
   * Its child, if one is at work, holds the pipe open too. The parent goes first, or it would still
   * answer for it.
   */
  private void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
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

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    watchdog.shutdownNow();
    kill();
    Files.deleteIfExists(script);
  }
}
