package dev.pycache.cache.walk;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does something with each find of a walk on several threads, and tells the results in the order of
 * the finds. The calling thread walks and tells; it never runs further ahead than a window, so that
 * memory does not grow with the tree.
 *
 * @param <T> what is found
 * @param <R> what is made of it
 */
public final class OrderedWork<T, R> {
  /** Deep sources and deep files need it; what is not used is not taken from the system. */
  private static final long STACK_BYTES = 64L << 20;

  /** Finds that may be waiting or in work, for each thread. */
  private static final int WINDOW = 64;

  /** Finds things and hands them on, one after the other. */
  @FunctionalInterface
  public interface Walk<T> {
    /**
     * Walks.
     *
     * @param find takes what is found; it may wait, and throws when the walk is to end
     */
    void each(Consumer<T> find) throws InterruptedException;
  }

  private final ExecutorService executor;
  private final int window;
  private final Function<T, R> work;
  private final Consumer<R> listener;
  private final ArrayDeque<Future<R>> open = new ArrayDeque<>();

  private OrderedWork(
      ExecutorService executor, int window, Function<T, R> work, Consumer<R> listener) {
    this.executor = executor;
    this.window = window;
    this.work = work;
    this.listener = listener;
  }

  /**
   * Runs a walk to its end.
   *
   * @param jobs number of threads for the work; 0 for one on each processor
   * @param work is called on these threads; what it throws ends all and is thrown on
   * @param listener is called on the calling thread
   * @throws InterruptedException if the calling thread is interrupted: that is how to cancel
   */
  public static <T, R> void run(int jobs, Walk<T> walk, Function<T, R> work, Consumer<R> listener)
      throws InterruptedException {
    int threads = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    ThreadFactory factory =
        task -> {
          var thread = new Thread(null, task, "pycache-work", STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        };
    ExecutorService executor = Executors.newFixedThreadPool(threads, factory);
    try {
      var run = new OrderedWork<>(executor, threads * WINDOW, work, listener);
      walk.each(run::add);
      run.finish();
    } catch (Cancelled e) {
      throw new InterruptedException();
    } finally {
      executor.shutdownNow();
    }
  }

  private void add(T find) {
    while (open.size() >= window || !open.isEmpty() && open.element().isDone()) {
      tellNext();
    }
    Callable<R> task = () -> work.apply(find);
    open.add(executor.submit(task));
  }

  private void finish() {
    while (!open.isEmpty()) {
      tellNext();
    }
  }

  private void tellNext() {
    if (Thread.interrupted()) { // get() does not look where the result is there already
      throw new Cancelled();
    }
    try {
      listener.accept(open.remove().get());
    } catch (InterruptedException e) {
      throw new Cancelled();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Carries an interruption through a walk. */
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
