package dev.pycache.compiler.ast;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The list in which a node holds its children; immutable. All stages walk over such lists all the
 * time, so nodes name this class and not {@link List}: a call of {@code get} or {@code size} on a
 * final class costs nothing, one on an interface is looked up in the class of the list.
 */
public final class Nodes<T extends @Nullable Object> extends AbstractList<T>
    implements RandomAccess {
  /** The last child that has a mark of its own shares it with all behind. */
  private static final int LAST_MARK = Integer.SIZE - 1;

  private static final int ALL_MARKS = -1;

  private static final Nodes<?> EMPTY = new Nodes<>(new Object[0], 0);

  private final @Nullable Object[] items;

  /** The {@link #mark marks} of the children that are not {@link #isSettled settled}. */
  private final int unsettled;

  private Nodes(@Nullable Object[] items, int unsettled) {
    this.items = items;
    this.unsettled = unsettled;
  }

  /** The empty list. */
  @SuppressWarnings("unchecked") // there is nothing in it
  public static <T extends @Nullable Object> Nodes<T> none() {
    return (Nodes<T>) EMPTY;
  }

  /** The list of one child. */
  public static <T> Nodes<T> of(T only) {
    return new Nodes<>(new Object[] {only}, ALL_MARKS);
  }

  /** The list of the children of another list. */
  public static <T extends @Nullable Object> Nodes<T> copyOf(List<T> list) {
    return ofArray(list.toArray());
  }

  /**
   * The list of some children.
   *
   * @param items all of type {@code T}; given away
   */
  public static <T extends @Nullable Object> Nodes<T> ofArray(@Nullable Object[] items) {
    return ofArray(items, ALL_MARKS);
  }

  /**
   * The same.
   *
   * @param unsettled the {@link #mark marks} of the children that are not {@link #isSettled
   *     settled}
   */
  public static <T extends @Nullable Object> Nodes<T> ofArray(
      @Nullable Object[] items, int unsettled) {
    return items.length == 0 ? none() : new Nodes<>(items, unsettled);
  }

  /** The mark of a child, which may be that of others too. */
  public static int mark(int index) {
    return 1 << Math.min(index, LAST_MARK);
  }

  /** Whether all children are {@link #isSettled(int) settled}. */
  public boolean isSettled() {
    return unsettled == 0;
  }

  /**
   * Whether it is known that folding changes nothing in a child and what is below it; if not, that
   * is still to be found out.
   */
  public boolean isSettled(int index) {
    return (unsettled & mark(index)) == 0;
  }

  /** A list with another child in the place of one. */
  public static <T extends @Nullable Object> Nodes<T> replace(Nodes<T> list, int index, T item) {
    @Nullable Object[] items = list.toArray();
    items[index] = item;
    return ofArray(items);
  }

  @Override
  @SuppressWarnings("unchecked") // whoever made the list has seen to it
  public T get(int index) {
    return (T) items[index];
  }

  @Override
  public T getFirst() {
    return get(0);
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public boolean isEmpty() {
    return items.length == 0;
  }

  @Override
  public @Nullable Object[] toArray() {
    // Not by clone(), which C1 has the virtual machine do.
    var copy = new @Nullable Object[items.length];
    System.arraycopy(items, 0, copy, 0, items.length);
    return copy;
  }
}
