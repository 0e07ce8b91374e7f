package dev.pycache.conformance.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Cases one after the other on some threads, with an eye on each of them. */
final class FuzzRun {
  /** A case that takes longer hangs. Others compute beside it, so that a slow one is let pass. */
  private static final long MAX_SECONDS = 20;

  /** Of the bytes of a failed case, so many are printed; the seed and the number tell them all. */
  private static final int SHOWN_BYTES = 2048;

  private static final int SHOWN_FRAMES = 16;
  private static final int FRAMES = 200;

  /** By so many frames, faults are taken for the same; so many of the same are named. */
  private static final int SAME_FRAMES = 3;

  private static final int SAME_SHOWN = 5;

  private final Cases cases;
  private final long first;
  private final long count;
  private final long endNanos;
  private final PrintStream out;
  private final int show;
  private final AtomicLong next;
  private final Map<String, Integer> places = new HashMap<>();
  private long values;
  private long errors;
  private long refused;
  private long failed;
  private String slowest = "";
  private long slowestNanos;
  private String largest = "";
  private long largestBytes;

  /**
   * @param first number of the first case
   * @param count how many cases
   * @param seconds after which it ends in any case; 0 for never
   * @param show at how many places faults are printed
   */
  FuzzRun(Cases cases, long first, long count, long seconds, PrintStream out, int show) {
    this.cases = cases;
    this.first = first;
    this.count = count;
    this.endNanos = seconds > 0 ? System.nanoTime() + seconds * 1_000_000_000L : Long.MAX_VALUE;
    this.out = out;
    this.show = show;
    this.next = new AtomicLong(first);
  }

  /** Runs all cases; returns how many failed. */
  long run(int threads) throws InterruptedException, IOException {
    var workers = new Worker[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = start();
    }
    boolean busy = true;
    while (busy) {
      Thread.sleep(100);
      busy = false;
      for (int i = 0; i < threads; i++) {
        if (workers[i].hangs()) {
          Worker hanging = workers[i];
          var where =
              new Fault(hanging.examination.step() + ": more than " + MAX_SECONDS + " seconds");
          where.setStackTrace(hanging.getStackTrace());
          report(hanging.number, null, where);
          workers[i].abandoned = true;
          workers[i] = start();
        }
        busy |= workers[i].isAlive();
      }
    }
    return failed;
  }

  private Worker start() throws IOException {
    var worker = new Worker();
    worker.start();
    return worker;
  }

  /** Faults at the same place are printed once, with the number of each case. */
  private synchronized void report(long number, byte @Nullable [] bytes, Throwable fault) {
    failed++;
    Throwable inner = fault.getCause();
    Throwable cause = inner == null ? fault : inner;
    List<String> frames = frames(cause.getStackTrace());
    String place = cause.getClass() + frames.stream().limit(SAME_FRAMES).toList().toString();
    int times = places.getOrDefault(place, 0) + 1;
    places.put(place, times);
    if (times > 1) {
      if (times <= SAME_SHOWN) {
        out.println("case " + number + ": the same: " + fault.getMessage());
      }
    } else if (places.size() <= show) {
      out.println("case " + number + ": " + fault.getMessage());
      frames.stream().limit(SHOWN_FRAMES).forEach(frame -> out.println("      at " + frame));
      if (bytes != null) {
        int length = Math.min(bytes.length, SHOWN_BYTES);
        String hex = HexFormat.of().formatHex(bytes, 0, length);
        out.println("    " + bytes.length + " bytes: " + hex);
      }
    }
  }

  /** Each once: what calls itself fills a trace. */
  private static List<String> frames(StackTraceElement[] trace) {
    return Arrays.stream(trace).limit(FRAMES).map(StackTraceElement::toString).distinct().toList();
  }

  private synchronized void count(
      long number, Examination.@Nullable Result result, long nanos, long allocated) {
    switch (result) {
      case null -> refused++;
      case VALUE -> values++;
      case ERROR -> errors++;
    }
    if (nanos > slowestNanos) {
      slowestNanos = nanos;
      slowest = "case " + number;
    }
    if (allocated > largestBytes) {
      largestBytes = allocated;
      largest = "case " + number;
    }
  }

  /** Prints what came of it, and the closing line that a build reads. */
  synchronized void summarise() {
    out.printf(
        "  %d read, %d rejected with a clear error, %d that the writer refused clearly%n",
        values, errors, refused);
    out.printf("  slowest: %s, %.2f s%n", slowest, slowestNanos / 1e9);
    out.printf("  most memory asked for: %s, %d MiB%n", largest, largestBytes >> 20);
    long ended = values + errors + refused;
    out.println(ended + " passed, " + failed + " failed, 0 skipped");
  }

  private final class Worker extends Thread {
    private final Examination examination;
    private volatile long number = -1;
    private volatile long startNanos = System.nanoTime();
    private volatile boolean abandoned;

    Worker() throws IOException {
      super("fuzz");
      setDaemon(true);
      examination = new Examination();
    }

    boolean hangs() {
      return isAlive() && System.nanoTime() - startNanos > MAX_SECONDS * 1_000_000_000L;
    }

    @Override
    public void run() {
      try (examination) {
        while (!abandoned && System.nanoTime() < endNanos) {
          long mine = next.getAndIncrement();
          if (mine >= first + count) {
            break;
          }
          startNanos = System.nanoTime();
          number = mine;
          examine(mine);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void examine(long mine) {
      var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = memory.getCurrentThreadAllocatedBytes();
      byte[] bytes = null;
      try {
        Optional<Cases.Case> made = cases.at(mine);
        Examination.Result result = null;
        if (made.isPresent()) {
          bytes = made.get().bytes();
          result = examination.examine(bytes, made.get().specimen().bytes());
        }
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        FuzzRun.this.count(mine, result, System.nanoTime() - startNanos, allocated);
      } catch (Fault | RuntimeException | Error e) {
        if (!abandoned) {
          report(mine, bytes, e);
        }
      }
    }
  }
}
