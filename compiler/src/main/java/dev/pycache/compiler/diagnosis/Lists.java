package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.ast.Nodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of {@code action_helpers.c}. What was not matched is null and stands for an empty
 * one.
 */
final class Lists {
  private Lists() {}

  /** A list as a node keeps it. */
  static <T> Nodes<T> of(@Nullable Object list) {
    return list == null ? Nodes.none() : Nodes.copyOf(Lists.<T>cast(list));
  }

  /** {@code _PyPegen_seq_insert_in_front}. */
  static <T> List<T> prepend(@Nullable Object first, @Nullable Object rest) {
    List<T> others = rest == null ? List.of() : cast(rest);
    List<@Nullable Object> all = new ArrayList<>(others.size() + 1);
    all.add(first);
    all.addAll(others);
    return cast(all);
  }

  /** {@code _PyPegen_join_sequences}. */
  static <T> List<T> join(@Nullable Object first, @Nullable Object second) {
    List<T> all = new ArrayList<>();
    if (first != null) {
      all.addAll(Lists.<T>cast(first));
    }
    if (second != null) {
      all.addAll(Lists.<T>cast(second));
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  static <T> List<T> cast(Object list) {
    return (List<T>) list;
  }
}
