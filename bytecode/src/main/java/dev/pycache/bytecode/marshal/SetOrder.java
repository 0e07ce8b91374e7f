package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The order of a set's elements in {@link CanonicalForm}: that of the bytes each would have alone
 * and without references. CPython has none up to 3.10, and sorts by such bytes from 3.11 on.
 */
final class SetOrder {
  /** Bytes of elements that are made before giving up; a real file has a few thousand. */
  private static final int MAX_BYTES = 1 << 25;

  /** What an element takes beside its bytes. */
  private static final int OVERHEAD = 48;

  private final Dialect dialect;
  private final CodeLayout layout;
  private final IdentityHashMap<Constant, List<Constant>> sorted = new IdentityHashMap<>();
  private int bytesLeft = MAX_BYTES;

  SetOrder(Dialect dialect, CodeLayout layout) {
    this.dialect = dialect;
    this.layout = layout;
  }

  /** The elements of a set, in order. */
  List<Constant> elements(Constant set, List<Constant> elements) {
    if (elements.size() < 2) {
      return elements;
    }
    List<Constant> known = sorted.get(set);
    if (known != null) {
      return known;
    }
    List<Element> order = new ArrayList<>(elements.size());
    for (Constant element : elements) {
      order.add(new Element(bytes(element), element));
    }
    order.sort((a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes));
    List<Constant> result = order.stream().map(Element::object).toList();
    sorted.put(set, result);
    return result;
  }

  private byte[] bytes(Constant element) {
    var writer = new CanonicalWriter(dialect, layout, this, ObjectNumbers.none(), bytesLeft);
    writer.write(element);
    byte[] bytes = writer.toByteArray();
    bytesLeft -= bytes.length + OVERHEAD;
    if (bytesLeft < 0) {
      throw new IllegalArgumentException("the elements of sets are too large to be sorted");
    }
    return bytes;
  }

  private record Element(byte[] bytes, Constant object) {}
}
