package dev.pycache.cli.text;

import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does several tasks at once and lets out what they write in the order of the tasks. What a task
 * writes before its turn waits, up to a bound; so does the task then.
 */
public final class OrderedTasks {
  /** Pieces of text that a task may be ahead. */
  private static final int PIECES_AHEAD = 16;

  /** Tasks that may be begun, for each thread. */
  private static final int TASKS_AHEAD = 8;

  private static final Piece END = new Piece(new byte[0], false);

  /** Something to do that writes to standard output and standard error. */
  @FunctionalInterface
  public interface Task {
    /**
     * Does it.
     *
     * @return the exit status that it calls for
     */
    int run(Consumer<String> out, Consumer<String> err);
  }

  private record Piece(byte[] text, boolean isError) {}

  private final List<? extends Task> tasks;
  private final List<BlockingQueue<Piece>> queues = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger();
  private final Semaphore ahead;

  private OrderedTasks(List<? extends Task> tasks, int threads) {
    this.tasks = tasks;
    this.ahead = new Semaphore(threads * TASKS_AHEAD);
    for (int i = 0; i < tasks.size(); i++) {
      queues.add(new ArrayBlockingQueue<>(PIECES_AHEAD));
    }
  }

  /**
   * Does all tasks.
   *
   * @return the greatest of their exit statuses
   */
  public static int run(List<? extends Task> tasks, Output out, Output err) {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), tasks.size());
    if (threads < 2) {
      int status = ExitStatus.OK;
      for (Task task : tasks) {
        status = Math.max(status, runSafely(task, out::print, err::print));
      }
      return status;
    }
    return new OrderedTasks(tasks, threads).run(threads, out, err);
  }

  private int run(int threads, Output out, Output err) {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(Thread.ofPlatform().daemon().name("pycache-task-" + i).start(this::work));
    }
    try {
      for (BlockingQueue<Piece> queue : queues) {
        Piece piece;
        while ((piece = queue.take()) != END && !out.failed()) {
          (piece.isError ? err : out).write(piece.text);
        }
        if (out.failed()) {
          break;
        }
        ahead.release();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    if (out.failed()) {
      workers.forEach(Thread::interrupt); // nobody wants the rest
    }
    return status.get();
  }

  private void work() {
    try {
      ahead.acquire();
      for (int i; (i = next.getAndIncrement()) < tasks.size(); ahead.acquire()) {
        BlockingQueue<Piece> queue = queues.get(i);
        int result =
            runSafely(
                tasks.get(i),
                text -> put(queue, new Piece(Output.encode(text), false)),
                text -> put(queue, new Piece(Output.encode(text), true)));
        status.accumulateAndGet(result, Math::max);
        queue.put(END);
      }
    } catch (InterruptedException e) {
      // nobody wants the rest
    }
  }

  /** One task that fails must not stop the others. */
  private static int runSafely(Task task, Consumer<String> out, Consumer<String> err) {
    try {
      return task.run(out, err);
    } catch (Stopped e) {
      return ExitStatus.FAILED;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      err.accept("pycache: " + Failure.of(e).reason() + "\n");
      return ExitStatus.FAILED;
    }
  }

  private static void put(BlockingQueue<Piece> queue, Piece piece) {
    try {
      queue.put(piece);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }

  /** Ends a task whose output nobody takes any more. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
