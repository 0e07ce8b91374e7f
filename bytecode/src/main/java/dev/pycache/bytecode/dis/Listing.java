package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import dev.pycache.bytecode.table.ExceptionTable;
import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.LocationTable;
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

  private final OpcodeTable table;
  private final List<String> lines = new ArrayList<>();

  private Listing(Target target) {
    this.table = OpcodeTable.of(target);
  }

  /** The listing of a code object and all that are nested in it. */
  public static List<String> lines(Target target, CodeObject code) {
    var listing = new Listing(target);
    listing.add(code);
    return listing.lines;
  }

  private void add(CodeObject code) {
    lines.add("code " + Repr.of(code.name()) + " qualname " + Repr.of(code.qualname()));
    lines.add("  filename " + Repr.of(code.filename()) + " first line " + code.firstLine());
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
    addExceptionTable(code);
    for (Constant constant : code.consts().items()) {
      if (constant instanceof CodeObject nested) {
        lines.add("");
        add(nested);
      }
    }
  }

  private void addItems(String kind, Tuple items) {
    for (int i = 0; i < items.size(); i++) {
      lines.add("  " + kind + " " + i + ": " + Repr.of(items.get(i)));
    }
  }

  private void addVariables(CodeObject code) {
    Variables.Merged variables = variables(code);
    Tuple names = variables.names();
    byte[] kinds = variables.kinds().value();
    for (int i = 0; i < Math.max(names.size(), kinds.length); i++) {
      String name = i < names.size() ? Repr.of(names.get(i)) : "-";
      lines.add("  variable " + i + ": " + name + " " + (i < kinds.length ? kind(kinds[i]) : "-"));
    }
  }

  private static Variables.Merged variables(CodeObject code) {
    return switch (code.variables()) {
      case Variables.Merged merged -> merged;
      case Variables.Separate s -> throw new IllegalArgumentException("not of 3.11 or later");
    };
  }

  private static String kind(byte bits) {
    var text = new StringBuilder();
    text.append((bits & 0x20) != 0 ? "local " : "");
    text.append((bits & 0x40) != 0 ? "cell " : "");
    text.append((bits & 0x80) != 0 ? "free " : "");
    if ((bits & 0x1F) != 0) {
      text.append("0x").append(Integer.toHexString(bits & 0x1F));
    }
    return text.toString().strip();
  }

  private void addInstructions(CodeObject code) {
    byte[] bytes = code.code().value();
    @Nullable Location[] places = places(code, bytes.length / 2);
    int arg = 0;
    for (int unit = 0; unit < bytes.length / 2; ) {
      int number = bytes[2 * unit] & 0xFF;
      arg = arg << 8 | bytes[2 * unit + 1] & 0xFF;
      Opcode opcode = table.opcode(number);
      int next = unit + 1 + (opcode == null ? 0 : table.caches(opcode));
      lines.add(
          "  %5d  %-29s %-34s %s"
              .formatted(
                  2 * unit,
                  opcode == null ? "<" + number + ">" : opcode,
                  meaning(code, opcode, arg, next),
                  place(places[unit]))
              .stripTrailing());
      addStrayCaches(bytes, unit + 1, next);
      unit = next;
      if (opcode != Opcode.EXTENDED_ARG) {
        arg = 0;
      }
    }
  }

  /** The compiler leaves the caches empty. */
  private void addStrayCaches(byte[] bytes, int start, int end) {
    for (int i = 2 * start; i < Math.min(2 * end, bytes.length); i++) {
      if (bytes[i] != 0) {
        lines.add("  %5d  cache byte 0x%02x".formatted(i, bytes[i]));
      }
    }
  }

  private String meaning(CodeObject code, @Nullable Opcode opcode, int arg, int next) {
    if (opcode == null) {
      return Integer.toString(arg);
    }
    String text =
        switch (table.argument(opcode)) {
          case NONE -> arg == 0 ? "" : "unused";
          case CONST -> item(code.consts(), arg);
          case NAME -> item(code.names(), arg);
          case GLOBAL -> ((arg & 1) != 0 ? "NULL + " : "") + item(code.names(), arg >> 1);
          case LOCAL, CELL -> item(variables(code).names(), arg);
          case FORWARD -> "to " + 2 * (next + arg);
          case BACKWARD -> "to " + 2 * (next - arg);
          case COMPARE -> operator(table.compareOperators(), arg);
          case OPERATOR -> operator(table.binaryOperators(), arg);
          case NUMBER -> "";
        };
    if (text.isEmpty()) {
      return table.hasArgument(opcode) ? Integer.toString(arg) : "";
    }
    return arg
        + " ("
        + (text.length() <= MAX_MEANING ? text : text.substring(0, MAX_MEANING) + "...")
        + ")";
  }

  private static String item(Tuple items, int index) {
    return index < items.size() ? Repr.of(items.get(index)) : "no such index";
  }

  private static String operator(List<String> operators, int index) {
    return index < operators.size() ? operators.get(index) : "no such operator";
  }

  /** For each code unit its place in the source, null where the table says nothing. */
  private @Nullable Location[] places(CodeObject code, int units) {
    var places = new @Nullable Location[units];
    try {
      for (Location location : LocationTable.read(code.lineTable(), code.firstLine())) {
        for (int i = location.start(); i < location.start() + location.units() && i < units; i++) {
          places[i] = location;
        }
      }
    } catch (IllegalArgumentException e) {
      lines.add("  " + e.getMessage() + ": " + HexFormat.of().formatHex(code.lineTable().value()));
    }
    return places;
  }

  private static String place(@Nullable Location location) {
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

  private void addExceptionTable(CodeObject code) {
    try {
      for (ProtectedRange range : ExceptionTable.read(code.exceptionTable())) {
        lines.add(
            "  protected %d to %d by %d, depth %d%s"
                .formatted(
                    2 * range.start(),
                    2 * range.end(),
                    2 * range.target(),
                    range.depth(),
                    range.lasti() ? ", lasti" : ""));
      }
    } catch (IllegalArgumentException e) {
      lines.add(
          "  " + e.getMessage() + ": " + HexFormat.of().formatHex(code.exceptionTable().value()));
    }
  }
}
