package dev.pycache.cache.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {
  private static void count(Consumer<Integer> find, int end) {
    for (int i = 0; i < end; i++) {
      find.accept(i);
    }
  }

  @Test
  void tellsInTheOrderOfTheFinds() throws InterruptedException {
    List<Integer> told = new ArrayList<>();
    var slowest = new CountDownLatch(1);
    OrderedWork.<Integer, Integer>run(
        4,
        find -> count(find, 1000),
        i -> {
          if (i == 0) {
            await(slowest);
          } else if (i == 100) {
            slowest.countDown();
          }
          return i * i;
        },
        told::add);
    assertThat(told).hasSize(1000).isSorted().startsWith(0, 1, 4);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is found waits for what is told, so that memory does not grow with the tree. */
  @Test
  void doesNotRunAhead() throws InterruptedException {
    var found = new AtomicInteger();
    var told = new AtomicInteger();
    var greatest = new AtomicInteger();
    OrderedWork.<Integer, Integer>run(
        2,
        find ->
            count(
                i -> {
                  greatest.accumulateAndGet(found.incrementAndGet() - told.get(), Math::max);
                  find.accept(i);
                },
                10_000),
        i -> i,
        i -> told.incrementAndGet());
    assertThat(told).hasValue(10_000);
    assertThat(greatest.get()).isLessThan(1000);
  }

  @Test
  void endsWithWhatTheWorkThrows() {
    assertThatThrownBy(
            () ->
                OrderedWork.<Integer, Integer>run(
                    2,
                    find -> count(find, 100),
                    i -> {
                      throw new IllegalStateException("at " + i);
                    },
                    i -> {}))
        .hasMessage("at 0");
  }

  @Test
  void canBeCancelled() {
    List<Integer> told = new ArrayList<>();
    assertThatThrownBy(
            () ->
                OrderedWork.<Integer, Integer>run(
                    2,
                    find -> count(find, 100_000),
                    i -> i,
                    i -> {
                      told.add(i);
                      if (i == 10) {
                        Thread.currentThread().interrupt();
                      }
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(told).hasSizeLessThan(100_000);
  }
}
