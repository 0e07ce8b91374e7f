package dev.pycache.cache.compile;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sources of a survey in the order of {@code compileall}, and the order in which threads take
 * what is stale.
 */
final class Plan {
  /**
   * Sources from this size on are begun first, so that none of them is the one that all others wait
   * for.
   */
  private static final long LARGE = 64 << 10;

  private final List<Node> nodes = new ArrayList<>();

  /** Indexes of nodes that are met a second time, by another spelling of their path. */
  private final List<Integer> repeated = new ArrayList<>();

  /** Indexes of the stale nodes in the order in which they are taken. */
  private final List<Integer> order = new ArrayList<>();

  private final AtomicInteger taken = new AtomicInteger();

  Plan(List<Node> roots) {
    for (Node root : roots) {
      collect(root);
    }
    findRepeated(roots.size());
    var later = new HashSet<>(repeated);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Node.Source source && !source.isFresh() && !later.contains(i)) {
        (source.attributes().size() >= LARGE ? order : others).add(i);
      }
    }
    order.sort((a, b) -> Long.compare(size(b), size(a)));
    order.addAll(others);
  }

  private long size(int index) {
    return nodes.get(index) instanceof Node.Source source ? source.attributes().size() : 0;
  }

  private void collect(Node node) {
    if (node instanceof Node.Folder folder) {
      for (Node inner : folder.nodes()) {
        collect(inner);
      }
    } else {
      nodes.add(node);
    }
  }

  /**
   * A source below two of the given paths has one cache but two names, and the name is part of the
   * cache. As in {@code compileall}, which takes one path after the other, the second must find
   * what the first left.
   */
  private void findRepeated(int roots) {
    if (roots < 2) {
      return;
    }
    Map<Object, List<Node.Source>> met = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Node.Source source) {
        Object file = source.attributes().fileKey();
        List<Node.Source> same =
            met.computeIfAbsent(file == null ? place(source) : file, key -> new ArrayList<>(1));
        if (!same.isEmpty() && same.stream().map(Plan::place).anyMatch(place(source)::equals)) {
          repeated.add(i);
        } else {
          same.add(source);
        }
      }
    }
  }

  /**
   * Where a source is, and thus its cache, by whatever way it was found. A link to a source is a
   * source of its own.
   */
  private static Path place(Node.Source source) {
    Path path = FileNames.toPath(source.path()).toAbsolutePath();
    try {
      return path.resolveSibling("").toRealPath().resolve(path.getFileName());
    } catch (IOException e) {
      return path.normalize();
    }
  }

  /** The sources and what could not be read, in order. */
  List<Node> nodes() {
    return nodes;
  }

  /** Indexes of the nodes to look at again when all others are done. */
  List<Integer> repeated() {
    return repeated;
  }

  /** Index of the next stale source, -1 if all are taken. */
  int take() {
    int next = taken.getAndIncrement();
    return next < order.size() ? order.get(next) : -1;
  }
}
