package dev.pycache.compiler;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a stage on a stack that is deep enough for any source. {@link Compiler} sees to that itself;
 * a test of one stage has the stack of the thread that runs it, and how much of it a call takes
 * depends on what has been compiled by then.
 */
public final class DeepThread {
  private static final long STACK_BYTES = 1L << 28;

  private DeepThread() {}

  /** Runs {@code work} to its end; what it throws is thrown here. */
  public static void run(Runnable work) throws InterruptedException {
    var task = new FutureTask<>(work, true);
    new Thread(null, task, "deep", STACK_BYTES).start();
    try {
      task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw new AssertionError(e);
      }
    }
  }
}
