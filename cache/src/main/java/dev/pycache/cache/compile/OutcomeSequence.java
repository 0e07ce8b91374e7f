package dev.pycache.cache.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what many threads finish in any order back into order, counts it and tells the listener. */
final class OutcomeSequence {
  private final @Nullable List<SourceOutcome>[] waiting;
  private final CompileListener listener;
  private int told;
  private int done;
  private int written;
  private int converted;
  private int fresh;
  private int rejected;
  private int failed;

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic type
  OutcomeSequence(int size, CompileListener listener) {
    this.waiting = new List[size];
    this.listener = listener;
  }

  /** The source of this index has caches that are good, all of them. */
  synchronized void putFresh(int index, Node.Source source) {
    if (listener.hearsOfFresh()) {
      put(index, SourceCompiler.fresh(source));
    } else {
      fresh += source.caches().length;
      put(index, List.of());
    }
  }

  /** The outcomes of the source of this index, which come once. */
  synchronized void put(int index, List<SourceOutcome> outcomes) {
    waiting[index] = outcomes;
    listener.progressed(++done, waiting.length);
    List<SourceOutcome> next;
    while (told < waiting.length && (next = waiting[told]) != null) {
      waiting[told++] = null;
      for (SourceOutcome outcome : next) {
        count(outcome);
        listener.finished(outcome);
      }
    }
  }

  private void count(SourceOutcome outcome) {
    switch (outcome) {
      case SourceOutcome.Written w -> written++;
      case SourceOutcome.Converted c -> converted++;
      case SourceOutcome.Fresh f -> fresh++;
      case SourceOutcome.Rejected r -> rejected++;
      case SourceOutcome.Failed f -> failed++;
    }
  }

  synchronized CompileSummary summary(int leftovers) {
    return new CompileSummary(written, converted, fresh, rejected, failed, leftovers);
  }
}
