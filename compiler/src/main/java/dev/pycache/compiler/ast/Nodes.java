package dev.pycache.compiler.ast;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The list in which a node holds its children; immutable. Java's own immutable lists are of several
 * classes, one for short lists and another for long ones. All stages walk over such lists all the
 * time, and a call of {@code get} or {@code size} is quick where it always meets one class.
 */
public final class Nodes<T extends @Nullable Object> extends AbstractList<T>
    implements RandomAccess {
  private static final Nodes<?> EMPTY = new Nodes<>(new Object[0]);

  private final @Nullable Object[] items;

  private Nodes(@Nullable Object[] items) {
    this.items = items;
  }

  /** The empty list. */
  @SuppressWarnings("unchecked") // there is nothing in it
  public static <T extends @Nullable Object> List<T> none() {
    return (List<T>) EMPTY;
  }

  /** The list of one child. */
  public static <T> List<T> of(T only) {
    return new Nodes<>(new Object[] {only});
  }

  /**
   * The list of some children.
   *
   * @param items all of type {@code T}; given away
   */
  public static <T extends @Nullable Object> List<T> ofArray(@Nullable Object[] items) {
    return items.length == 0 ? none() : new Nodes<>(items);
  }

  /** A list with another child in the place of one. */
  public static <T extends @Nullable Object> List<T> replace(List<T> list, int index, T item) {
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
  public int size() {
    return items.length;
  }

  @Override
  public boolean isEmpty() {
    return items.length == 0;
  }

  @Override
  public @Nullable Object[] toArray() {
    return items.clone();
  }
}
