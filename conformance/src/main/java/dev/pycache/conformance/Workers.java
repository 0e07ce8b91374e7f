package dev.pycache.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Threads that each make a judge of their own and hand it what is put here, as it comes.
 *
 * @param <T> what is judged
 */
final class Workers<T> {
  /** As large as the stacks on which the compile command works. */
  private static final long STACK_BYTES = 64L << 20;

  private static final int WAITING = 64;

  /** Takes what is put, on the thread that made it. */
  interface Judge<T> extends AutoCloseable {
    void judge(T next) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Makes a judge for a thread. */
  @FunctionalInterface
  interface JudgeFactory<T> {
    Judge<T> start() throws IOException;
  }

  private final BlockingQueue<Optional<T>> queue = new ArrayBlockingQueue<>(WAITING);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts the threads.
   *
   * @param count how many; 0 for one a processor
   */
  Workers(int count, JudgeFactory<T> judges) {
    int workers = count > 0 ? count : Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < workers; i++) {
      var thread = new Thread(null, () -> work(judges), "judge", STACK_BYTES);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(Workers::giveUp);
      threads.add(thread);
      thread.start();
    }
  }

  /** Waits until there is room for it. */
  void put(T next) throws IOException {
    put(Optional.of(next));
  }

  /** Waits until all that was put has been judged. */
  void finish() throws IOException {
    for (int i = 0; i < threads.size(); i++) {
      put(Optional.empty());
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void put(Optional<T> next) throws IOException {
    try {
      queue.put(next);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }

  private void work(JudgeFactory<T> judges) {
    try (Judge<T> judge = judges.start()) {
      for (Optional<T> next = queue.take(); next.isPresent(); next = queue.take()) {
        judge.judge(next.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without its judges a run would wait for ever. */
  private static void giveUp(Thread judge, Throwable cause) {
    System.err.println("conformance: " + cause.getMessage());
    cause.printStackTrace();
    Runtime.getRuntime().halt(2);
  }
}
