package dev.pycache.bytecode.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs recursive work that is nested as deeply as its format allows, which may be more than the
 * caller's stack holds. A thread with a larger stack takes over then, which few inputs ever need.
 */
public final class DeepStack {
  private static final long STACK_BYTES = 64L << 20;

  private DeepStack() {}

  /**
   * The result of {@code work}, which is begun anew on a larger stack if the one at hand overflows.
   *
   * @throws Exception what {@code work} throws
   */
  public static <T> T call(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (StackOverflowError tooDeep) {
      return callOnLargerStack(work);
    }
  }

  /** As {@link #call}, for work that throws nothing checked. */
  public static <T> T get(Supplier<T> work) {
    try {
      return call(work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("a supplier throws nothing checked", e);
    }
  }

  private static <T> T callOnLargerStack(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    new Thread(null, task, "pycache-deep", STACK_BYTES).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true; // the work is bounded; the caller sees the interrupt when it is done
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw new AssertionError(e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
