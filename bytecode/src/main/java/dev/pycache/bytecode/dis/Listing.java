package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.ProtectedRange;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A code object as text, one line a fact, so that two can be compared line by line: components,
 * instructions with the meaning of their argument and their place in the source, exception table;
 * then the nested code objects in the order of the constants. Anything that two code objects can
 * differ in, short of the identity of their constants, shows.
 */
public final class Listing {
  /** The constants are shown in full elsewhere. */
  private static final int MAX_MEANING = 60;

  private final ArgumentText arguments;
  private final ComparedText text;
  private final List<String> lines = new ArrayList<>();

  private Listing(PythonVersion python, CodeObject root) {
    this.text = new ComparedText(root);
    this.arguments = ArgumentText.compared(python, text);
  }

  /** The listing of a code object that was compiled for a target and all that are nested in it. */
  public static List<String> lines(Target target, CodeObject code) {
    return lines(target.python(), code);
  }

  /** The listing of a code object of a version and all that are nested in it. */
  public static List<String> lines(PythonVersion python, CodeObject code) {
    var listing = new Listing(python, code);
    var walk = new CodeWalk(code);
    while (walk.hasNext()) {
      CodeObject next = walk.next();
      if (!listing.lines.isEmpty()) {
        listing.lines.add("");
      }
      if (walk.isTooMuch(next)) {
        listing.lines.add("code " + listing.text.of(next.name()) + " as above");
      } else {
        listing.add(next);
        walk.enter(next);
      }
    }
    return listing.lines;
  }

  private void add(CodeObject code) {
    lines.add("code " + text.of(code.name()) + " qualname " + text.of(code.qualname()));
    lines.add("  filename " + text.of(code.filename()) + " first line " + code.firstLine());
    lines.add(
        "  arguments %d, positional only %d, keyword only %d, stack %d, flags 0x%x"
            .formatted(
                code.argCount(),
                code.posOnlyArgCount(),
                code.kwOnlyArgCount(),
                code.stackSize(),
                code.flags()));
    addItems("const", code.consts());
    addItems("name", code.names());
    addVariables(code);
    addInstructions(code);
  }

  private void addItems(String kind, Tuple items) {
    for (int i = 0; i < items.size(); i++) {
      lines.add("  " + kind + " " + i + ": " + text.of(items.get(i)));
    }
  }

  private void addVariables(CodeObject code) {
    switch (code.variables()) {
      case Variables.Merged merged -> addVariables(merged);
      case Variables.Separate separate -> {
        lines.add("  locals " + separate.localCount());
        addItems("local", separate.locals());
        addItems("cell", separate.cells());
        addItems("free", separate.free());
      }
    }
  }

  private void addVariables(Variables.Merged variables) {
    Tuple names = variables.names();
    byte[] kinds = variables.kinds().value();
    for (int i = 0; i < Math.max(names.size(), kinds.length); i++) {
      String name = i < names.size() ? text.of(names.get(i)) : "-";
      lines.add("  variable " + i + ": " + name + " " + (i < kinds.length ? kind(kinds[i]) : "-"));
    }
  }

  private static String kind(byte bits) {
    var words = new StringBuilder();
    words.append((bits & 0x20) != 0 ? "local " : "");
    words.append((bits & 0x40) != 0 ? "cell " : "");
    words.append((bits & 0x80) != 0 ? "free " : "");
    if ((bits & 0x1F) != 0) {
      words.append("0x").append(Integer.toHexString(bits & 0x1F));
    }
    return words.toString().strip();
  }

  private void addInstructions(CodeObject code) {
    var view = new CodeView(code, arguments);
    for (String error : view.errors()) {
      lines.add("  " + error);
    }
    if (view.sourceLines().count() == 0 && code.lineTable().length() > 0) {
      lines.add("  line table " + hex(code.lineTable().value(), 0));
    }
    while (view.advance()) {
      InstructionCursor at = view.cursor();
      lines.add(
          "  %5d  %-29s %-34s %s"
              .formatted(at.offset, view.name(), argument(view), place(view))
              .stripTrailing());
      addStrayCaches(at);
    }
    InstructionCursor end = view.cursor();
    if (end.isCut()) {
      lines.add("  %5d  bytes %s".formatted(end.next, hex(end.code, end.next)));
    }
    if (view.protectedRanges().isEmpty() && code.exceptionTable().length() > 0) {
      lines.add("  exception table " + hex(code.exceptionTable().value(), 0));
    }
    for (ProtectedRange range : view.protectedRanges()) {
      lines.add(
          "  protected %d to %d by %d, depth %d%s"
              .formatted(
                  2L * range.start(),
                  2L * range.end(),
                  2L * range.target(),
                  range.depth(),
                  range.lasti() ? ", lasti" : ""));
    }
  }

  private static String hex(byte[] bytes, int start) {
    return HexFormat.of().formatHex(bytes, start, bytes.length);
  }

  /** The compiler leaves the caches empty. */
  private void addStrayCaches(InstructionCursor at) {
    for (int i = at.caches(); i < at.next; i++) {
      if (at.code[i] != 0) {
        lines.add("  %5d  cache byte 0x%02x".formatted(i, at.code[i]));
      }
    }
  }

  private static String argument(CodeView view) {
    InstructionCursor at = view.cursor();
    if (!at.hasArgument) {
      return at.unused() == 0 ? "" : at.unused() + " (unused)";
    }
    var meaning = new StringBuilder();
    view.appendMeaning(meaning);
    if (meaning.isEmpty()) {
      return Long.toString(at.argument);
    }
    if (meaning.length() > MAX_MEANING) {
      meaning.setLength(MAX_MEANING);
      meaning.append("...");
    }
    return at.argument + " (" + meaning + ")";
  }

  private static String place(CodeView view) {
    if (view.sourceLines().locations().isEmpty()) {
      return view.line() == Instruction.NO_LINE ? "no line" : "line " + view.line();
    }
    @Nullable Location location = view.location();
    if (location == null) {
      return "not in the location table";
    }
    if (location.line() < 0) {
      return "no line";
    }
    return location.line()
        + ":"
        + location.column()
        + "-"
        + location.endLine()
        + ":"
        + location.endColumn();
  }
}
