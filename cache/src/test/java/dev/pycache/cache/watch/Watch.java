package dev.pycache.cache.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.SourceOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A watch in a thread of its own, and all that it told. */
final class Watch implements WatchListener, AutoCloseable {
  /** Longer than the most loaded machine takes. */
  private static final long DEADLINE_SECONDS = 60;

  private final List<SourceOutcome> outcomes = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
  private final Thread thread;

  /** While this is held, the watch hangs in what it tells. */
  final Object brake = new Object();

  Watch(CompileOptions options, List<String> paths) throws InterruptedException {
    Runnable work =
        () -> {
          try {
            CompileSummary summary = new TreeWatcher(options).watch(paths, this);
            throw new IllegalStateException("nothing to watch: " + summary);
          } catch (Throwable e) {
            end.set(e);
            begun.countDown();
          }
        };
    thread = new Thread(work, "watch");
    thread.start();
    assertThat(begun.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void watching(CompileSummary first, int folders) {
    begun.countDown();
  }

  @Override
  public void finished(SourceOutcome outcome) {
    synchronized (brake) {
      synchronized (outcomes) {
        outcomes.add(outcome);
      }
    }
  }

  @Override
  public void gone(String source) {
    synchronized (outcomes) {
      gone.add(source);
    }
  }

  List<SourceOutcome> outcomes(String path) {
    synchronized (outcomes) {
      return outcomes.stream().filter(outcome -> outcome.path().equals(path)).toList();
    }
  }

  List<String> gone() {
    synchronized (outcomes) {
      return List.copyOf(gone);
    }
  }

  /** Waits until something is so. */
  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as(what).isNegative();
      Thread.sleep(5);
    }
  }

  /** Ends the watch as a user does, and makes sure that it ends so. */
  @Override
  public void close() {
    thread.interrupt();
    boolean ended;
    try {
      ended = thread.join(Duration.ofSeconds(DEADLINE_SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(ended).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }
}
