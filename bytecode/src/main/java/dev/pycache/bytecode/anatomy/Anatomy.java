package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.marshal.MarshalData;
import java.util.List;

/**
 * Where the bytes of a file go. Each byte is counted once, where it stands: an object that several
 * places share belongs to the first of them, the others have references. So the sizes add up to
 * that of the file, whatever is shared in it.
 *
 * @param sizes what all bytes of the file are there for
 * @param codes the code objects in the order in which they begin, each behind the one around it
 */
public record Anatomy(PartSizes sizes, List<CodeAnatomy> codes) {
  /**
   * The anatomy of what was read.
   *
   * @param data the value; what stands before it is taken for the header
   * @param fileSize number of bytes of the array that was read; what is left behind the value is
   *     {@link Part#TRAILING}
   */
  public static Anatomy of(MarshalData data, int fileSize) {
    var walk = new AnatomyWalk(data);
    walk.run();
    var sizes = new PartSizes.Builder();
    sizes.add(Part.HEADER, data.start());
    sizes.add(walk.sizes());
    sizes.add(Part.TRAILING, fileSize - data.end());
    return new Anatomy(sizes.build(), walk.codes());
  }
}
