package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.marshal.MarshalTrace;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares how equal values are written: goes through both files at once, object by object, as far
 * as they hold the same, and looks at what the values do not tell.
 */
final class WritingComparison {
  private static final String INTERNED_CODES = "tAZ";
  private static final String STRING_CODES = "stAZuaz";

  private final ComparedFile left;
  private final ComparedFile right;
  private final TracedValues leftValues;
  private final TracedValues rightValues;
  private final ValueIds ids;
  private final CodePairs pairs;
  private final Map<Aspect, int[]> found = new EnumMap<>(Aspect.class);

  /** By the number of an object on the left that of the one in its place on the right. */
  private final Map<Integer, Integer> partners = new HashMap<>();

  WritingComparison(ComparedFile left, ComparedFile right, ValueIds ids, CodePairs pairs) {
    this.left = left;
    this.right = right;
    this.ids = ids;
    this.pairs = pairs;
    this.leftValues = new TracedValues(left.data());
    this.rightValues = new TracedValues(right.data());
  }

  /** What differs: a note for each aspect, with the number of objects and the first of them. */
  List<Finding> compare() {
    compare(0, 0);
    return found.entrySet().stream()
        .<Finding>map(
            each -> {
              int[] what = each.getValue();
              return new Finding.Note(
                  each.getKey(), text(each.getKey(), what[0]), what[0], what[1], what[2]);
            })
        .toList();
  }

  private static String text(Aspect aspect, int count) {
    boolean one = count == 1;
    String objects = one ? "1 object " : count + " objects ";
    return switch (aspect) {
      case REFERENCE_FLAGS ->
          objects + (one ? "is" : "are") + " flagged (FLAG_REF) in one file only";
      case SHARING ->
          objects
              + (one ? "is" : "are")
              + " a reference in one file and written out in the other,"
              + " or refer"
              + (one ? "s" : "")
              + " to another object";
      case INTERNED ->
          (one ? "1 string is" : count + " strings are") + " marked as interned in one file only";
      case ORDER ->
          (one ? "1 set has its" : count + " sets have their") + " items in another order";
      case FORM -> objects + (one ? "is" : "are") + " written in another form";
      default -> throw new AssertionError(aspect);
    };
  }

  private void note(Aspect aspect, int l, int r) {
    int[] what =
        found.computeIfAbsent(
            aspect, a -> new int[] {0, leftValues.trace().start(l), rightValues.trace().start(r)});
    what[0]++;
  }

  /** Compares two entries; nothing is said where the values differ, as others do. */
  private void compare(int l, int r) {
    MarshalTrace one = leftValues.trace();
    MarshalTrace other = rightValues.trace();
    boolean reference = one.isReference(l);
    if (reference != other.isReference(r)) {
      if (key(leftValues.value(l), true) == key(rightValues.value(r), false)) {
        note(Aspect.SHARING, l, r);
      }
      return;
    }
    if (reference) {
      compareReferences(l, r);
      return;
    }
    boolean same = key(leftValues.value(l), true) == key(rightValues.value(r), false);
    if (same || one.typeCode(l) == other.typeCode(r)) {
      compareMarks(l, r, same);
      compareParts(l, r, same);
    }
  }

  private void compareReferences(int l, int r) {
    if (key(leftValues.value(l), true) != key(rightValues.value(r), false)) {
      return;
    }
    if (leftValues.trace().isFlagged(l) != rightValues.trace().isFlagged(r)) {
      note(Aspect.REFERENCE_FLAGS, l, r);
    }
    int from = leftValues.trace().number(l);
    int to = rightValues.trace().number(r);
    if (partners.getOrDefault(from, to) != to) {
      note(Aspect.SHARING, l, r);
    }
  }

  /** Compares type bytes. */
  private void compareMarks(int l, int r, boolean same) {
    MarshalTrace one = leftValues.trace();
    MarshalTrace other = rightValues.trace();
    if (one.isFlagged(l) != other.isFlagged(r)) {
      note(Aspect.REFERENCE_FLAGS, l, r);
    }
    if (one.number(l) != MarshalTrace.NO_NUMBER && other.number(r) != MarshalTrace.NO_NUMBER) {
      partners.put(one.number(l), other.number(r));
    }
    char first = one.typeCode(l);
    char second = other.typeCode(r);
    if (first != second) {
      boolean strings = STRING_CODES.indexOf(first) >= 0 && STRING_CODES.indexOf(second) >= 0;
      boolean marks = isInterned(first) != isInterned(second);
      note(strings && marks ? Aspect.INTERNED : Aspect.FORM, l, r);
    } else if (same && isLeaf(l) && !sameBytes(l, r)) {
      note(Aspect.FORM, l, r);
    }
  }

  private static boolean isInterned(char code) {
    return INTERNED_CODES.indexOf(code) >= 0;
  }

  private boolean isLeaf(int entry) {
    return entry + 1 == leftValues.trace().size()
        || leftValues.trace().start(entry + 1) >= leftValues.trace().end(entry);
  }

  private boolean sameBytes(int l, int r) {
    MarshalTrace one = leftValues.trace();
    MarshalTrace other = rightValues.trace();
    return Arrays.equals(
        left.bytes(),
        one.start(l) + 1,
        one.end(l),
        right.bytes(),
        other.start(r) + 1,
        other.end(r));
  }

  private void compareParts(int l, int r, boolean same) {
    int[] inLeft = leftValues.within(l);
    int[] inRight = rightValues.within(r);
    if (leftValues.value(l) instanceof CodeObject) {
      // The fields stand in the same order; code objects without a partner are told of elsewhere.
      for (int i = 0; same && i < Math.min(inLeft.length, inRight.length); i++) {
        compare(inLeft[i], inRight[i]);
      }
      return;
    }
    int[] leftKeys = keys(inLeft, leftValues, true);
    int[] rightKeys = keys(inRight, rightValues, false);
    boolean isSet =
        leftValues.value(l) instanceof FrozenSet || leftValues.value(l) instanceof SetObject;
    if (same && isSet && !Arrays.equals(leftKeys, rightKeys)) {
      note(Aspect.ORDER, l, r);
      compareByValue(inLeft, leftKeys, inRight, rightKeys);
      return;
    }
    int[] aligned = Alignment.of(leftKeys, rightKeys);
    for (int i = 0; i < aligned.length; i++) {
      if (aligned[i] != Alignment.NONE) {
        compare(inLeft[i], inRight[aligned[i]]);
      }
    }
    if (same && leftValues.value(l) instanceof DictObject) {
      compareMarks(endOf(l, inLeft, leftValues), endOf(r, inRight, rightValues), true);
    }
  }

  /** The entry of the mark behind the last value of a dictionary. */
  private static int endOf(int dictionary, int[] within, TracedValues values) {
    return within.length == 0 ? dictionary + 1 : values.behind(within[within.length - 1]);
  }

  /** Items of a set are equal to one item each. */
  private void compareByValue(int[] inLeft, int[] leftKeys, int[] inRight, int[] rightKeys) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < inRight.length; i++) {
      places.put(rightKeys[i], inRight[i]);
    }
    for (int i = 0; i < inLeft.length; i++) {
      Integer place = places.get(leftKeys[i]);
      if (place != null) {
        compare(inLeft[i], place);
      }
    }
  }

  private int[] keys(int[] entries, TracedValues values, boolean isLeft) {
    var keys = new int[entries.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(values.value(entries[i]), isLeft);
    }
    return keys;
  }

  /** What two values have in common that belong together: the value, of code objects the pair. */
  private int key(Constant value, boolean isLeft) {
    if (value instanceof CodeObject code) {
      int pair = isLeft ? pairs.ofLeft(code) : pairs.ofRight(code);
      // One without a partner in a pair must not meet another one.
      return pair == Alignment.NONE ? (isLeft ? Integer.MIN_VALUE : Integer.MIN_VALUE + 1) : ~pair;
    }
    return ids.of(value);
  }
}
