package dev.pycache.cli.status;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusSummary;
import dev.pycache.cache.status.StatusSummary.Count;
import dev.pycache.cache.status.StatusSummary.Group;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.TextWidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How many caches are in which state, by interpreter; those that were asked for come first. */
final class StatusTable {
  private static final int STATE_WIDTH = 12;
  private static final int FILES_WIDTH = 9;
  private static final int BYTES_WIDTH = 15;

  /** What stands in the place of an interpreter where there is none. */
  private static final String NONE = "(none)";

  private final StatusSummary summary;
  private final StyledText out;
  private final List<String> interpreters = new ArrayList<>();
  private int nameWidth = "interpreter".length();

  private StatusTable(StatusSummary summary, List<PythonVersion> pythons, StyledText out) {
    this.summary = summary;
    this.out = out;
    for (Group group : summary.groups().keySet()) {
      if (!interpreters.contains(group.interpreter())) {
        interpreters.add(group.interpreter());
        nameWidth = Math.max(nameWidth, TextWidth.of(shown(group.interpreter())));
      }
    }
    List<String> first =
        pythons.stream().map(p -> p.cacheTag().isEmpty() ? p.version() : p.cacheTag()).toList();
    interpreters.sort(
        Comparator.comparing((String name) -> !first.contains(name))
            .thenComparing(String::isEmpty));
  }

  static void write(StatusSummary summary, List<PythonVersion> pythons, StyledText out) {
    new StatusTable(summary, pythons, out).write();
  }

  private void write() {
    row(Style.HEADING, "interpreter", "state", "files", "bytes");
    for (String interpreter : interpreters) {
      String name = shown(interpreter);
      int rows = 0;
      var total = new Count(0, 0);
      for (Map.Entry<Group, Count> each : summary.groups().entrySet()) {
        if (each.getKey().interpreter().equals(interpreter)) {
          State state = each.getKey().state();
          Count count = each.getValue();
          boolean isThere = state != State.MISSING;
          row(style(state), name, state.word(), count.files(), isThere ? count.bytes() : -1);
          name = "";
          if (isThere) {
            rows++;
            total = new Count(total.files() + count.files(), total.bytes() + count.bytes());
          }
        }
      }
      if (rows > 1) {
        row(Style.POSITION, "", "together", total.files(), total.bytes());
      }
    }
    if (interpreters.size() > 1) {
      row(Style.HEADING, "all", "", summary.total().files(), summary.total().bytes());
    }
  }

  private void row(Style style, String name, String state, long files, long bytes) {
    row(style, name, state, Figures.grouped(files), bytes < 0 ? "" : Figures.grouped(bytes));
  }

  private void row(Style style, String name, String state, String files, String bytes) {
    out.append(style == Style.HEADING ? style : Style.PLAIN, "  " + name);
    TextWidth.blanks(out, nameWidth + 3 - TextWidth.of(name));
    out.append(style, state);
    TextWidth.blanks(out, STATE_WIDTH - state.length());
    Style figures = style == Style.HEADING || style == Style.POSITION ? style : Style.PLAIN;
    TextWidth.right(out, figures, FILES_WIDTH, files);
    if (!bytes.isEmpty()) {
      TextWidth.right(out, figures, BYTES_WIDTH, bytes);
    }
    out.append(Style.PLAIN, "\n");
  }

  private static String shown(String interpreter) {
    return interpreter.isEmpty() ? NONE : ControlCharacters.shown(interpreter);
  }

  /** The colour of a state. */
  static Style style(State state) {
    return switch (state) {
      case FRESH, PRESENT -> Style.MEANING;
      case STALE, MISSING, ORPHAN, LEFTOVER -> Style.LINE;
      case INVALID, UNREADABLE -> Style.ERROR;
      case UNCHECKED, WRITING, FOREIGN, LEGACY, SOURCELESS, OTHER -> Style.OPCODE;
    };
  }
}
