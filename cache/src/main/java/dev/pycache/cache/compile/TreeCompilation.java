package dev.pycache.cache.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run over some trees. All threads do the same: survey the folders together, then compile what
 * is stale together. Between the two the last of them to arrive makes the plan, and then one of
 * them tells of what is fresh; at the end the last of them looks again at the sources that were met
 * twice.
 */
final class TreeCompilation {
  /** Most sources need a few hundred kilobytes; what is not used is not taken from the system. */
  private static final long STACK_BYTES = 64L << 20;

  private final CompileOptions options;
  private final Survey survey;
  private final CompileListener listener;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Prepared prepared;
  private final AtomicBoolean toldOfFresh = new AtomicBoolean();
  private volatile boolean cancelled;

  TreeCompilation(CompileOptions options, Survey survey, CompileListener listener) {
    this.options = options;
    this.survey = survey;
    this.listener = listener;
  }

  private record Prepared(Plan plan, OutcomeSequence outcomes) {}

  @FunctionalInterface
  private interface Phase {
    void run() throws InterruptedException;
  }

  /** Does it all; returns when all threads are done. */
  void runOn(int count) throws InterruptedException {
    var surveyed = new CyclicBarrier(count, () -> attempt(this::prepare));
    var compiled = new CyclicBarrier(count, () -> attempt(this::compileRepeated));
    var threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = new Thread(null, () -> work(surveyed, compiled), "pycache-" + i, STACK_BYTES);
      threads[i].start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    if (cancelled) {
      throw new InterruptedException();
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("compiling was given up", thrown);
    }
  }

  private void join(Thread thread) {
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        cancelled = true;
      }
    }
  }

  CompileSummary summary() {
    return prepared().outcomes().summary(survey.leftovers());
  }

  private Prepared prepared() {
    Prepared made = prepared;
    if (made == null) {
      throw new IllegalStateException("nothing has been planned");
    }
    return made;
  }

  private void work(CyclicBarrier surveyed, CyclicBarrier compiled) {
    try {
      attempt(survey::help);
      surveyed.await();
      attempt(this::compileStale);
      compiled.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e); // nobody interrupts these threads
    }
  }

  /**
   * Runs a phase unless one has failed on any thread: every thread must come to the end of each.
   */
  private void attempt(Phase phase) {
    if (failure.get() == null) {
      try {
        phase.run();
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void prepare() {
    var plan = new Plan(survey.roots());
    var outcomes = new OutcomeSequence(plan.nodes().size(), listener);
    prepared = new Prepared(plan, outcomes);
  }

  /** Tells of all that needs no compiling. In an up-to-date tree that is nearly everything. */
  private void tellOfFresh(Plan plan, OutcomeSequence outcomes) {
    Set<Integer> repeated = new HashSet<>(plan.repeated());
    for (int i = 0; i < plan.nodes().size(); i++) {
      switch (plan.nodes().get(i)) {
        case Node.Unreadable unreadable -> outcomes.put(i, List.of(unreadable.outcome()));
        case Node.Folder folder ->
            throw new IllegalStateException(folder.path() + " is not a leaf");
        case Node.Source source -> {
          if (source.isFresh() && !repeated.contains(i)) {
            outcomes.putFresh(i, source);
          }
        }
      }
    }
  }

  private void compileStale() {
    Prepared work = prepared();
    if (toldOfFresh.compareAndSet(false, true)) {
      tellOfFresh(work.plan(), work.outcomes());
    }
    var compiler = new SourceCompiler(options, Trust.inTimesOfFiles());
    int index;
    while (!cancelled && failure.get() == null && (index = work.plan().take()) >= 0) {
      work.outcomes().put(index, compiler.update((Node.Source) work.plan().nodes().get(index)));
    }
  }

  private void compileRepeated() {
    Prepared work = prepared();
    var compiler = new SourceCompiler(options, Trust.inTimesOfFiles());
    for (int index : work.plan().repeated()) {
      if (cancelled) {
        return;
      }
      var met = (Node.Source) work.plan().nodes().get(index);
      work.outcomes().put(index, survey.again(met).map(compiler::update).orElse(List.of()));
    }
  }
}
