package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.marshal.Contents;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalTrace;
import java.util.List;

/** The value of each entry of a trace, and the entries within each. */
final class TracedValues {
  private final MarshalData data;
  private final MarshalTrace trace;
  private final Constant[] values;

  TracedValues(MarshalData data) {
    this.data = data;
    this.trace = data.trace();
    this.values = new Constant[trace.size()];
    fill(0, data.root());
  }

  MarshalTrace trace() {
    return trace;
  }

  /** The value that stands at an entry, or to which it refers. */
  Constant value(int entry) {
    return values[entry];
  }

  /** The entries directly within one that is no reference, those of values in their order. */
  int[] within(int entry) {
    int count = parts(values[entry]).size();
    var entries = new int[count];
    int next = entry + 1;
    for (int i = 0; i < count; i++) {
      entries[i] = next;
      next = behind(next);
    }
    return entries;
  }

  /** The next entry that is not within this one. */
  int behind(int entry) {
    int end = trace.end(entry);
    int low = entry + 1;
    int high = trace.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (trace.start(middle) < end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int fill(int entry, Constant value) {
    values[entry] = value;
    int next = entry + 1;
    if (!trace.isReference(entry)) {
      for (Constant part : parts(value)) {
        next = fill(next, part);
      }
      if (value instanceof DictObject) {
        values[next++] = Singleton.NONE; // the mark that ends it
      }
    }
    return next;
  }

  private List<Constant> parts(Constant value) {
    return Contents.of(data.layout(), value);
  }
}
