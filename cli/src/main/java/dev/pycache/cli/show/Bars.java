package dev.pycache.cli.show;

import dev.pycache.bytecode.anatomy.Part;
import dev.pycache.bytecode.anatomy.PartSizes;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.text.Figures;

/** Where the bytes of a file go: a bar for each part, and a total that is the size of the file. */
final class Bars {
  /** Columns of the longest bar; with what stands before it the line is 80 columns wide. */
  private static final int WIDTH = 39;

  private static final String FULL = "█";

  /** One to seven eighths of a column. */
  private static final String EIGHTHS = "▏▎▍▌▋▊▉";

  private Bars() {}

  /** The colour of a group, in the bars and in the tree. */
  static Style style(Part.Group group) {
    return switch (group) {
      case BYTECODE -> Style.OPCODE;
      case CONSTANTS -> Style.MEANING;
      case NAMES -> Style.LINE;
      case TABLES -> Style.LABEL;
      case OTHER -> Style.POSITION;
    };
  }

  static void write(PartSizes sizes, StyledText out) {
    int total = sizes.total();
    int largest = 0;
    for (Part part : Part.values()) {
      largest = Math.max(largest, sizes.of(part));
    }
    out.append(Style.HEADING, "Where the " + Figures.bytes(total) + " go");
    out.append(Style.PLAIN, "\n\n");
    for (Part part : Part.values()) {
      int bytes = sizes.of(part);
      if (bytes > 0) {
        out.append(Style.PLAIN, row(part.label(), bytes, total) + "  ");
        out.append(style(part.group()), bar(bytes, largest));
        out.append(Style.PLAIN, "\n");
      }
    }
    out.append(Style.HEADING, row("total", total, total));
    out.append(Style.PLAIN, "\n");
  }

  private static String row(String label, int bytes, int total) {
    return String.format(
        "  %-16s %11s %8s", label, Figures.grouped(bytes), Figures.percent(bytes, total));
  }

  /** A part that is there shows, however small it is. */
  private static String bar(int bytes, int largest) {
    int eighths = (int) Math.max(1, (long) bytes * WIDTH * 8 / largest);
    String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8 - 1, eighths % 8);
    return FULL.repeat(eighths / 8) + rest;
  }
}
