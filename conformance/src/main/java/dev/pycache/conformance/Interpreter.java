package dev.pycache.conformance;

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
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A script of ours at work in a real interpreter: requests go to its standard input, and each is
 * answered on its standard output by a little-endian 32-bit length and so many bytes. One that dies
 * or gives no answer in time is started again. For one thread.
 */
final class Interpreter implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 120;

  /** What came back. */
  sealed interface Answer {}

  /** An answer, little-endian, without its length. */
  record Given(ByteBuffer content) implements Answer {}

  /**
   * None; a fresh interpreter waits for the next request.
   *
   * @param late whether it was at work for too long; it died otherwise
   */
  record Missing(boolean late, String reason) implements Answer {}

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path folder;
  private final Path script;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("interpreter-watchdog").factory());
  private volatile Process process;
  private OutputStream requests;
  private InputStream answers;
  private volatile boolean timedOut;
  private long timeoutSeconds = TIMEOUT_SECONDS;

  private Interpreter(
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path script,
      Process process) {
    this.command = command;
    this.environment = environment;
    this.folder = folder;
    this.script = script;
    this.process = process;
    this.requests = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    this.answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  /**
   * Starts an interpreter in the folder of this process.
   *
   * @param python its path, or a name to be found on {@code PATH}, and options for it
   * @param environment variables for it; none of this process that begins with {@code PYTHON} is
   *     passed on
   * @param script a resource of this package
   * @param arguments for the script
   */
  static Interpreter start(
      List<String> python, Map<String, String> environment, String script, List<String> arguments)
      throws IOException {
    return start(python, environment, Path.of(""), script, arguments);
  }

  /** The same in another folder. */
  static Interpreter start(
      List<String> python,
      Map<String, String> environment,
      Path folder,
      String script,
      List<String> arguments)
      throws IOException {
    Path file = Scripts.extract(script);
    List<String> command = new ArrayList<>(python);
    command.add(file.toString());
    command.addAll(arguments);
    try {
      Process process = launch(command, environment, folder);
      return new Interpreter(command, environment, folder, file, process);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Waits for an answer no longer than this from now on. */
  void setTimeout(long seconds) {
    timeoutSeconds = seconds;
  }

  /** Sends the parts of a request and waits for the answer. */
  Answer ask(byte[]... request) throws IOException {
    timedOut = false;
    var timeout = watchdog.schedule(this::timeOut, timeoutSeconds, TimeUnit.SECONDS);
    try {
      for (byte[] part : request) {
        requests.write(part);
      }
      requests.flush();
      byte[] length = answers.readNBytes(Integer.BYTES);
      if (length.length == Integer.BYTES) {
        int size = wrap(length).getInt();
        byte[] answer = answers.readNBytes(size);
        if (answer.length == size) {
          return new Given(wrap(answer));
        }
      }
    } catch (IOException e) {
      // a broken pipe: it died, as when its answer ends too early
    } finally {
      timeout.cancel(false);
    }
    return restart();
  }

  private Answer restart() throws IOException {
    kill();
    String reason =
        timedOut ? "no answer within " + timeoutSeconds + " seconds" : "the interpreter died";
    process = launch(command, environment, folder);
    requests = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    answers = new BufferedInputStream(process.getInputStream(), 1 << 16);
    return new Missing(timedOut, reason);
  }

  private static Process launch(List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.directory(folder.toAbsolutePath().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
    builder.environment().putAll(environment);
    return builder.start();
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

  /** The bytes as the scripts read and write them. */
  static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    watchdog.shutdownNow();
    kill();
    Files.deleteIfExists(script);
  }
}
