package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.ArgumentKind;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code dis} prints in brackets behind an argument ({@code get_argval_argrepr}). Where an
 * index is beyond what it counts, {@code dis} ends with an error; a text in angle brackets says so
 * here.
 */
final class ArgumentText {
  private static final String NAME = "{}";

  private final PythonVersion python;
  private final DisModule module;
  private final OpcodeTable table;
  private final ItemText items;
  private final boolean compared;
  private final Map<ArgumentKind, List<String>> texts = new EnumMap<>(ArgumentKind.class);

  private ArgumentText(PythonVersion python, ItemText items, boolean compared) {
    this.python = python;
    this.module = DisModule.of(python);
    this.table = OpcodeTable.of(python);
    this.items = items;
    this.compared = compared;
    for (ArgumentKind kind : ArgumentKind.values()) {
      texts.put(kind, table.texts(kind));
    }
  }

  /**
   * As the version shows it.
   *
   * @param root the code object that holds all that will be shown
   */
  static ArgumentText of(PythonVersion python, CodeObject root) {
    return new ArgumentText(python, new PythonItemText(python, root), false);
  }

  /**
   * For comparing: each argument by what it stands for, also where the version keeps silent; jumps
   * by their offsets, flags by their number.
   */
  static ArgumentText compared(PythonVersion python, ComparedText items) {
    return new ArgumentText(python, items, true);
  }

  PythonVersion python() {
    return python;
  }

  DisModule module() {
    return module;
  }

  OpcodeTable table() {
    return table;
  }

  /** Whether {@code dis} tells what the argument of the current instruction means. */
  boolean isTold(InstructionCursor at) {
    return switch (table.argument(at.number)) {
      case NONE, NUMBER, KEYWORDS, ABSOLUTE_BYTES -> false;
      case COUNTS -> module.showsCounts();
      default -> true;
    };
  }

  /** Appends what the argument of the current instruction means; nothing if that is not told. */
  void append(StringBuilder out, CodeObject code, InstructionCursor at, Labels labels) {
    ArgumentKind kind = table.argument(at.number);
    long argument = at.argument;
    switch (kind) {
      case NONE, NUMBER -> {}
      case KEYWORDS -> {
        if (compared) {
          appendConstant(out, code.consts(), argument);
        }
      }
      case ABSOLUTE_BYTES -> {
        if (compared) {
          appendTarget(out.append("to "), at, labels);
        }
      }
      case CONST -> appendConstant(out, code.consts(), argument);
      case NAME -> appendItem(out, code.names(), argument, "name");
      case GLOBAL, ATTRIBUTE -> appendName(out, code, argument >> 1, kind, (int) argument & 1);
      case SUPER_ATTRIBUTE, IMPORT ->
          appendName(out, code, argument >> 2, kind, (int) argument & 3);
      case LOCAL -> appendLocal(out, code, argument);
      case LOCAL_PAIR -> {
        appendLocal(out, code, argument >> 4);
        out.append(", ");
        appendLocal(out, code, argument & 15);
      }
      case CELL -> appendCell(out, code, argument);
      case FORWARD, BACKWARD, ABSOLUTE, FORWARD_BYTES ->
          appendTarget(out.append("to "), at, labels);
      case LOOP_START -> appendTarget(out.append("from "), at, labels);
      case COMPARE,
          OPERATOR,
          CONVERSION,
          INTRINSIC_1,
          INTRINSIC_2,
          COMMON_CONSTANT,
          SPECIAL_METHOD ->
          appendText(out, kind, argument);
      case COMPARE_MASKED -> appendText(out, kind, argument >> 4);
      case IS, CONTAINS -> appendIfThere(out, kind, argument != 0 ? 1 : 0);
      case FUNCTION -> {
        if (!compared) {
          appendFlags(out, kind, argument);
        }
      }
      case FORMAT -> {
        if (!compared) {
          appendIfThere(out, kind, (int) argument & 7);
        }
      }
      case COUNTS -> appendCounts(out, at.labelArgument());
    }
  }

  /** The offset to which the current instruction jumps with this argument. */
  long target(InstructionCursor at, long argument) {
    return switch (table.argument(at.number)) {
      case FORWARD -> at.origin() + 2 * argument;
      case BACKWARD, LOOP_START -> at.origin() - 2 * argument;
      case FORWARD_BYTES -> at.origin() + argument;
      case ABSOLUTE -> 2 * argument;
      case ABSOLUTE_BYTES -> argument;
      default -> throw new IllegalArgumentException("no jump");
    };
  }

  boolean isJump(InstructionCursor at) {
    return switch (table.argument(at.number)) {
      case FORWARD, BACKWARD, LOOP_START, FORWARD_BYTES, ABSOLUTE, ABSOLUTE_BYTES -> true;
      default -> false;
    };
  }

  /** Appends a constant as it is shown anywhere in the listing. */
  void appendConstant(StringBuilder out, Constant constant) {
    items.appendConstant(out, constant);
  }

  private void appendTarget(StringBuilder out, InstructionCursor at, Labels labels) {
    long target = target(at, at.argument);
    if (module.namesLabels() && !compared) {
      out.append('L').append(labels.number(target));
    } else {
      out.append(target).append(module.marksLong() && at.isLong() ? "L" : "");
    }
  }

  private void appendConstant(StringBuilder out, Tuple constants, long index) {
    if (index >= 0 && index < constants.size()) {
      items.appendConstant(out, constants.get((int) index));
    } else {
      appendMissing(out, "constant", index);
    }
  }

  private void appendItem(StringBuilder out, Tuple names, long index, String what) {
    if (index >= 0 && index < names.size()) {
      items.appendName(out, names.get((int) index));
    } else {
      appendMissing(out, what, index);
    }
  }

  private static void appendMissing(StringBuilder out, String what, long index) {
    out.append("<no ").append(what).append(' ').append(index).append('>');
  }

  /** The name and what goes with it; nothing goes with an empty name. */
  private void appendName(
      StringBuilder out, CodeObject code, long index, ArgumentKind kind, int form) {
    List<String> forms = texts(kind);
    String text = form < forms.size() ? forms.get(form) : NAME;
    int hole = text.indexOf(NAME);
    int start = out.length();
    appendItem(out, code.names(), index, "name");
    if (out.length() > start) {
      out.insert(start, text.substring(0, hole));
      out.append(text, hole + NAME.length(), text.length());
    }
  }

  private void appendLocal(StringBuilder out, CodeObject code, long index) {
    switch (code.variables()) {
      case Variables.Merged merged -> appendItem(out, merged.names(), index, "variable");
      case Variables.Separate separate -> {
        Tuple locals = separate.locals();
        if (module.countsAllVariables() && index >= locals.size()) {
          appendCell(out, separate, index - locals.size());
        } else {
          appendItem(out, locals, index, "variable");
        }
      }
    }
  }

  private void appendCell(StringBuilder out, CodeObject code, long index) {
    switch (code.variables()) {
      case Variables.Merged merged -> appendItem(out, merged.names(), index, "variable");
      case Variables.Separate separate -> {
        if (module.countsAllVariables()) {
          appendLocal(out, code, index);
        } else {
          appendCell(out, separate, index);
        }
      }
    }
  }

  /** The cells and behind them the free variables. */
  private void appendCell(StringBuilder out, Variables.Separate variables, long index) {
    int cells = variables.cells().size();
    if (index < cells) {
      appendItem(out, variables.cells(), index, "cell");
    } else {
      appendItem(out, variables.free(), index - cells, "free variable");
    }
  }

  private void appendText(StringBuilder out, ArgumentKind kind, long index) {
    List<String> known = texts(kind);
    if (index >= 0 && index < known.size()) {
      out.append(known.get((int) index));
    } else if (!known.isEmpty()) {
      appendMissing(out, kind.text(), index);
    }
  }

  private void appendIfThere(StringBuilder out, ArgumentKind kind, int index) {
    List<String> known = texts(kind);
    if (index < known.size()) {
      out.append(known.get(index));
    }
  }

  private void appendFlags(StringBuilder out, ArgumentKind kind, long flags) {
    List<String> known = texts(kind);
    String separator = "";
    for (int bit = 0; bit < known.size(); bit++) {
      if ((flags & 1L << bit) != 0) {
        out.append(separator).append(known.get(bit));
        separator = ", ";
      }
    }
  }

  private void appendCounts(StringBuilder out, long argument) {
    if (module.showsCounts()) {
      out.append(argument & 0xFF)
          .append(" positional, ")
          .append(argument >> 8)
          .append(" keyword pair");
    }
  }

  private List<String> texts(ArgumentKind kind) {
    return texts.getOrDefault(kind, List.of());
  }
}
