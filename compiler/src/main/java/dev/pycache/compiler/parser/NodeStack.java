package dev.pycache.compiler.parser;

import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where children wait for their parent. A rule remembers the size, pushes what it finds, and takes
 * everything above that mark as an immutable list; rules nest, so one stack serves the whole parse
 * and no list grows step by step.
 */
final class NodeStack {
  private @Nullable Object[] items = new Object[256];
  private int size;

  int size() {
    return size;
  }

  void push(@Nullable Object node) {
    if (size == items.length) {
      grow();
    }
    items[size++] = node;
  }

  private void grow() {
    items = Arrays.copyOf(items, size * 2);
  }

  @Nullable Object get(int index) {
    return items[index];
  }

  Object pop() {
    Object top = items[--size];
    assert top != null;
    return top;
  }

  /** Forgets all above {@code mark}. */
  void drop(int mark) {
    size = mark;
  }

  /** Takes all above {@code mark}, none of which is null and all of which are of type {@code T}. */
  <T> Nodes<T> popList(int mark) {
    return size == mark ? Nodes.none() : Nodes.ofArray(take(mark));
  }

  /**
   * The same.
   *
   * @param unsettled the {@link Nodes#mark marks} of those that are not {@link Nodes#isSettled
   *     settled}
   */
  <T> Nodes<T> popList(int mark, int unsettled) {
    return size == mark ? Nodes.none() : Nodes.ofArray(take(mark), unsettled);
  }

  private @Nullable Object[] take(int mark) {
    int count = size - mark;
    var taken = new @Nullable Object[count];
    System.arraycopy(items, mark, taken, 0, count);
    size = mark;
    return taken;
  }

  /**
   * The elements {@code from}, {@code from + 2} and so on below {@code to}; the stack stays as it
   * is.
   */
  <T> Nodes<T> everySecond(int from, int to) {
    if (from >= to) {
      return Nodes.none();
    }
    int count = (to - from + 1) / 2;
    var chosen =
        new @Nullable Object[count]; // null stands for what is absent among keys and defaults
    for (int i = 0; i < count; i++) {
      chosen[i] = items[from + 2 * i];
    }
    return Nodes.ofArray(chosen);
  }

  /** Takes the keywords out of what is above {@code mark}; the others stay, in order. */
  Nodes<Keyword> extractKeywords(int mark) {
    int end = size;
    int kept = mark;
    for (int i = mark; i < end; i++) {
      Object item = items[i];
      if (item instanceof Keyword) {
        push(item);
      } else {
        items[kept++] = item;
      }
    }
    Nodes<Keyword> extracted = popList(end);
    size = kept;
    return extracted;
  }
}
