package dev.pycache.conformance.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One change to a run of bytes.
 *
 * @param from where what is replaced begins
 * @param to where it ends
 * @param with what takes its place
 */
record Edit(int from, int to, byte... with) {
  /** The bytes with all changes; one that overlaps an earlier one is left out. */
  static byte[] apply(byte[] bytes, List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(Edit::from));
    var out = new ByteArrayOutputStream(bytes.length + 64);
    int copied = 0;
    for (Edit edit : sorted) {
      if (edit.from >= copied) {
        out.write(bytes, copied, edit.from - copied);
        out.writeBytes(edit.with);
        copied = edit.to;
      }
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }
}
