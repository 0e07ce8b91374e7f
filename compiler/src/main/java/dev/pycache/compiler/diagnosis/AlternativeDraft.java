package dev.pycache.compiler.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alternative while the grammar is being read. */
final class AlternativeDraft {
  final List<ItemDraft> items = new ArrayList<>();
  int slotCount;
  boolean invalid;
  boolean spanned;

  /** Whether the grammar gives an action. */
  boolean acts;

  int result = -1;
  @Nullable Action action;
  int[] arguments = {};
  @Nullable Object[] constants = {};

  /** An item: see {@link Grammar} for its code. */
  static final class ItemDraft {
    int code;
    final @Nullable String label;
    int slot = -1;

    ItemDraft(int code, @Nullable String label) {
      this.code = code;
      this.label = label;
    }

    boolean isLookahead() {
      return (code & (Grammar.POSITIVE_LOOKAHEAD | Grammar.NEGATIVE_LOOKAHEAD)) != 0;
    }
  }

  /** Adds an item without a label and returns this. */
  AlternativeDraft with(int code) {
    items.add(new ItemDraft(code, null));
    return this;
  }

  /** Adds an item with a label and returns this. */
  AlternativeDraft with(int code, String label) {
    items.add(new ItemDraft(code, label));
    return this;
  }

  /** Gives the item a local variable, so that its value is kept. */
  int keep(ItemDraft item) {
    if (item.slot < 0) {
      item.slot = slotCount++;
      if ((item.code & Grammar.OP) == Grammar.TOKEN) {
        item.code += Grammar.TOKEN_INDEX - Grammar.TOKEN;
      }
    }
    return item.slot;
  }

  /** The first item with this label, if any. */
  @Nullable ItemDraft labelled(String label) {
    for (ItemDraft item : items) {
      if (label.equals(item.label)) {
        return item;
      }
    }
    return null;
  }

  /**
   * Makes the result what it is without an action: the value of the only item that has one, else a
   * dummy ({@code emit_default_action} of CPython's parser generator).
   */
  void finishWithoutAction() {
    ItemDraft only = null;
    for (ItemDraft item : items) {
      if (!item.isLookahead()) {
        if (only != null) {
          result = Grammar.Alternative.DUMMY;
          return;
        }
        only = item;
      }
    }
    if (only == null) {
      throw new IllegalArgumentException("an alternative of lookaheads only");
    }
    result = keep(only);
  }

  /** The same, ready to run. */
  Grammar.Alternative finished(Grammar.Kinds first) {
    return new Grammar.Alternative(
        itemArray(),
        slotArray(),
        slotCount,
        invalid,
        spanned,
        result,
        action,
        arguments,
        constants,
        first);
  }

  private int[] itemArray() {
    int[] array = new int[items.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = items.get(i).code;
    }
    return array;
  }

  private int[] slotArray() {
    int[] array = new int[items.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = items.get(i).slot;
    }
    return array;
  }
}
