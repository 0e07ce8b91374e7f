package dev.pycache.cli.show;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.anatomy.CodeAnatomy;
import dev.pycache.bytecode.anatomy.CodeFlags;
import dev.pycache.bytecode.anatomy.Part;
import dev.pycache.bytecode.anatomy.Signature;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tree of code objects: a line with the sizes of each, and below it what else there is to say.
 */
final class CodeTree {
  private static final int WIDTH = 80;
  private static final int NAME_WIDTH = 30;
  private static final int TOTAL_WIDTH = 10;

  /** Deeper levels are drawn as this one, or the lines of a hostile file would have no end. */
  private static final int DRAWN_LEVELS = 7;

  private static final int PARAMETERS_LIMIT = 800;

  private final PythonVersion python;
  private final List<CodeAnatomy> codes;
  private final StyledText out;

  /** For each code object the last one that stands directly in it. */
  private final int[] lastChildren;

  /** The code objects from the outermost to the one being written. */
  private int[] path = new int[16];

  private CodeTree(PythonVersion python, List<CodeAnatomy> codes, StyledText out) {
    this.python = python;
    this.codes = codes;
    this.out = out;
    this.lastChildren = new int[codes.size()];
    Arrays.fill(lastChildren, CodeAnatomy.NONE);
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i).parent() != CodeAnatomy.NONE) {
        lastChildren[codes.get(i).parent()] = i;
      }
    }
  }

  static void write(PythonVersion python, List<CodeAnatomy> codes, StyledText out) {
    var tree = new CodeTree(python, codes, out);
    tree.writeHead();
    for (int i = 0; i < codes.size(); i++) {
      tree.write(i);
    }
  }

  private void writeHead() {
    out.append(Style.HEADING, "Code objects");
    TextWidth.blanks(out, NAME_WIDTH - "Code objects".length());
    for (Part.Group group : Part.Group.values()) {
      TextWidth.right(out, Style.HEADING, width(group), group.label());
    }
    TextWidth.right(out, Style.HEADING, TOTAL_WIDTH, "total");
    out.append(Style.PLAIN, "\n");
  }

  /** Columns of the sizes of a group. */
  private static int width(Part.Group group) {
    return switch (group) {
      case BYTECODE -> 9;
      case CONSTANTS -> 10;
      case NAMES, TABLES, OTHER -> 7;
    };
  }

  private void write(int index) {
    CodeAnatomy code = codes.get(index);
    if (code.depth() == path.length) {
      path = Arrays.copyOf(path, 2 * path.length);
    }
    path[code.depth()] = index;
    String name =
        TextWidth.cut(ControlCharacters.shown(code.code().name().text()), WIDTH - NAME_WIDTH);
    String lines = branches(code.depth());
    if (!lines.isEmpty()) {
      out.append(Style.POSITION, lines);
    }
    out.append(Style.HEADING, name);
    int used = lines.length() + TextWidth.of(name);
    String below = trunks(code.depth()) + (lastChildren[index] == CodeAnatomy.NONE ? "   " : "│  ");
    if (used > NAME_WIDTH) {
      out.append(Style.PLAIN, "\n");
      out.append(Style.POSITION, below);
      used = below.length();
    }
    TextWidth.blanks(out, NAME_WIDTH - used);
    writeSizes(code);
    for (String line : wrapped(detail(code), WIDTH - below.length())) {
      out.append(Style.POSITION, below);
      out.append(Style.PLAIN, line + "\n");
    }
  }

  private void writeSizes(CodeAnatomy code) {
    for (Part.Group group : Part.Group.values()) {
      String size = Figures.grouped(code.own().of(group));
      TextWidth.right(out, Bars.style(group), width(group), size);
    }
    TextWidth.right(out, Style.PLAIN, TOTAL_WIDTH, Figures.grouped(code.size()));
    out.append(Style.PLAIN, "\n");
  }

  /** The line to the code object at the end of the path. */
  private String branches(int depth) {
    return depth == 0 ? "" : trunks(depth - 1) + (isLast(depth) ? "└─ " : "├─ ");
  }

  /** The lines that pass by on the way down to what follows. */
  private String trunks(int depth) {
    var lines = new StringBuilder();
    int first = Math.max(1, depth - DRAWN_LEVELS + 1);
    for (int level = first; level <= depth; level++) {
      lines.append(isLast(level) ? "   " : "│  ");
    }
    return first > 1 ? lines.replace(0, 1, "…").toString() : lines.toString();
  }

  private boolean isLast(int level) {
    return lastChildren[path[level - 1]] == path[level];
  }

  private String detail(CodeAnatomy anatomy) {
    var detail = new StringBuilder();
    detail.append("line ").append(anatomy.code().firstLine());
    detail.append(", stack ").append(anatomy.code().stackSize());
    String parameters = Signature.of(anatomy.code(), PARAMETERS_LIMIT);
    if (!parameters.isEmpty()) {
      detail.append(", ").append(ControlCharacters.shown(parameters));
    }
    List<String> flags = CodeFlags.words(python, anatomy.code().flags());
    if (!flags.isEmpty()) {
      detail.append(", ").append(String.join(" ", flags));
    }
    return detail.toString();
  }

  /** The words on as many lines as they need. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
