package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which code objects of two files belong together: the outermost ones, and of those nested in a
 * pair the ones of the same name, in their order. Where a pair has not the same number of that
 * name, as of lambdas, those that are alike are paired first.
 */
final class CodePairs {
  /** Two code objects that belong together, or one that has no partner. */
  record Pair(@Nullable NamedCode left, @Nullable NamedCode right) {
    boolean isWhole() {
      return left != null && right != null;
    }
  }

  private final ValueIds ids;
  private final List<Pair> pairs = new ArrayList<>();
  private final IdentityHashMap<CodeObject, Integer> leftNumbers = new IdentityHashMap<>();
  private final IdentityHashMap<CodeObject, Integer> rightNumbers = new IdentityHashMap<>();

  /** None yet. */
  CodePairs(ValueIds ids) {
    this.ids = ids;
  }

  /** Pairs two code objects and those nested in them. */
  void add(CodeObject left, CodeObject right) {
    List<Pair> open = new ArrayList<>();
    open.add(new Pair(NamedCode.root(left), NamedCode.root(right)));
    while (!open.isEmpty()) {
      Pair pair = open.removeLast();
      if (add(pair)) {
        open.addAll(nested(pair).reversed());
      }
    }
  }

  /** All of them, in the order of the files. */
  List<Pair> all() {
    return pairs;
  }

  /** The number of the pair of a code object on the left. */
  int ofLeft(CodeObject code) {
    return leftNumbers.getOrDefault(code, Alignment.NONE);
  }

  int ofRight(CodeObject code) {
    return rightNumbers.getOrDefault(code, Alignment.NONE);
  }

  /** A code object that is met again, as it is shared, stays with its first partner. */
  private boolean add(Pair pair) {
    CodeObject left = pair.left == null ? null : pair.left.code();
    CodeObject right = pair.right == null ? null : pair.right.code();
    boolean leftKnown = left == null || leftNumbers.containsKey(left);
    boolean rightKnown = right == null || rightNumbers.containsKey(right);
    if (leftKnown && rightKnown) {
      return false;
    }
    NamedCode newLeft = leftKnown ? null : pair.left;
    NamedCode newRight = rightKnown ? null : pair.right;
    if (newLeft != null) {
      leftNumbers.put(newLeft.code(), pairs.size());
    }
    if (newRight != null) {
      rightNumbers.put(newRight.code(), pairs.size());
    }
    pairs.add(new Pair(newLeft, newRight));
    return true;
  }

  private List<Pair> nested(Pair pair) {
    Map<String, List<NamedCode>> left = byName(pair.left);
    Map<String, List<NamedCode>> right = byName(pair.right);
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Pair> nested = new ArrayList<>();
    for (String name : names) {
      match(left.getOrDefault(name, List.of()), right.getOrDefault(name, List.of()), nested);
    }
    return nested;
  }

  private static Map<String, List<NamedCode>> byName(@Nullable NamedCode outer) {
    Map<String, List<NamedCode>> groups = new LinkedHashMap<>();
    if (outer != null) {
      for (NamedCode inner : outer.nested()) {
        groups.computeIfAbsent(inner.code().name().text(), n -> new ArrayList<>()).add(inner);
      }
    }
    return groups;
  }

  private void match(List<NamedCode> left, List<NamedCode> right, List<Pair> result) {
    int[] partners =
        left.size() == right.size()
            ? new int[0]
            : Alignment.of(
                left.stream().map(this::likeness).toList(),
                right.stream().map(this::likeness).toList());
    int l = 0;
    int r = 0;
    for (int i = 0; i <= partners.length; i++) {
      int leftEnd = i == partners.length ? left.size() : i;
      int rightEnd = i == partners.length ? right.size() : partners[i];
      if (rightEnd != Alignment.NONE) {
        while (l < leftEnd || r < rightEnd) {
          NamedCode one = l < leftEnd ? left.get(l++) : null;
          NamedCode other = r < rightEnd ? right.get(r++) : null;
          result.add(new Pair(one, other));
        }
        if (i < partners.length) {
          result.add(new Pair(left.get(l++), right.get(r++)));
        }
      }
    }
  }

  /** What two code objects share whose place in the source or in the file alone has changed. */
  private List<Integer> likeness(NamedCode named) {
    CodeObject code = named.code();
    return List.of(ids.of(code.code()), ids.of(code.names()), code.flags(), code.argCount());
  }
}
