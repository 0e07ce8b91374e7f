package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.OpcodeTable.CacheField;
import dev.pycache.bytecode.table.ExceptionTable;
import dev.pycache.bytecode.table.LineTable;
import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.ProtectedRange;
import dev.pycache.bytecode.table.SourceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One code object as {@code dis} sees it: a cursor that goes through its instructions, and what is
 * to be shown of the instruction that it stands on.
 */
final class CodeView {
  private final CodeObject code;
  private final DisModule module;
  private final OpcodeTable table;
  private final Set<DisOption> shown;
  private final ArgumentText arguments;
  private final InstructionCursor cursor;

  /** The code as it is shown. */
  private final byte[] running;

  private final LineStarts lines;
  private final Labels labels = new Labels();
  private final List<ProtectedRange> ranges;
  private final List<String> errors = new ArrayList<>();
  private final SourceLines sourceLines;

  /** Index of the next start of a line. */
  private int nextLine;

  private boolean startsLine;

  /** For a decoder, which shows all that the code itself tells. */
  CodeView(CodeObject code, ArgumentText arguments) {
    this(code, arguments, Set.of(), UnaryOperator.identity());
  }

  /**
   * @param loading what becomes of the code before it is shown
   */
  CodeView(
      CodeObject code,
      ArgumentText arguments,
      Set<DisOption> shown,
      UnaryOperator<byte[]> loading) {
    this.code = code;
    this.module = arguments.module();
    this.table = arguments.table();
    this.arguments = arguments;
    this.shown = shown;
    byte[] bytes = code.code().value();
    this.cursor = module.cursor(table, bytes);
    this.running = loading.apply(bytes);
    this.sourceLines = readSourceLines();
    this.lines = module.lineStarts(sourceLines);
    this.ranges = readRanges();
    collectLabels();
  }

  private SourceLines readSourceLines() {
    try {
      return LineTable.of(arguments.python()).read(code);
    } catch (IllegalArgumentException e) {
      errors.add(e.getMessage());
      return SourceLines.none();
    }
  }

  private List<ProtectedRange> readRanges() {
    try {
      return ExceptionTable.read(code.exceptionTable());
    } catch (IllegalArgumentException e) {
      errors.add(e.getMessage());
      return List.of();
    }
  }

  /** {@code findlabels}, and the offsets that the exception table tells of. */
  private void collectLabels() {
    while (cursor.advance()) {
      if (cursor.hasArgument && arguments.isJump(cursor)) {
        labels.add(arguments.target(cursor, cursor.labelArgument()));
      }
    }
    if (cursor.isCut()) {
      errors.add("the code ends within an instruction, at offset " + cursor.next);
    }
    cursor.restart();
    for (ProtectedRange range : ranges) {
      if (module.namesLabels()) {
        labels.add(2L * range.start());
        labels.add(2L * range.end());
        labels.add(2L * range.target());
      } else if (range.start() < range.end()) {
        labels.add(2L * range.target());
      }
    }
    labels.sort();
  }

  /** Goes to the next instruction; false if there is none. */
  boolean advance() {
    if (!cursor.advance()) {
      return false;
    }
    while (nextLine < lines.count() && lines.offset(nextLine) < cursor.offset) {
      nextLine++;
    }
    startsLine = nextLine < lines.count() && lines.offset(nextLine) == cursor.offset;
    return true;
  }

  InstructionCursor cursor() {
    return cursor;
  }

  LineStarts lines() {
    return lines;
  }

  Labels labels() {
    return labels;
  }

  List<ProtectedRange> protectedRanges() {
    return ranges;
  }

  /** What is wrong with the code and its tables. */
  List<String> errors() {
    return errors;
  }

  void writeErrors(StyledText out) {
    for (String error : errors) {
      out.append(Style.ERROR, "!!! " + error);
      out.append(Style.PLAIN, "\n");
    }
  }

  boolean shows(DisOption option) {
    return shown.contains(option);
  }

  // Of the current instruction.

  String name() {
    return table.name(runningNumber());
  }

  boolean startsLine() {
    return startsLine;
  }

  /** Its line, {@link SourceLines#NO_LINE} if it has none. */
  int line() {
    return sourceLines.lineAt(cursor.offset);
  }

  /** Its label, {@link Labels#NONE} if it has none. */
  int label() {
    return labels.number(cursor.offset);
  }

  boolean isTarget() {
    return label() != Labels.NONE;
  }

  /** Whether the meaning of its argument is told; it may be empty all the same. */
  boolean hasMeaning() {
    return arguments.isTold(cursor);
  }

  void appendMeaning(StringBuilder out) {
    arguments.append(out, code, cursor, labels);
  }

  /** Its place in the source; null where the version knows no columns or the table is too short. */
  @Nullable Location location() {
    return sourceLines.locationAt(cursor.offset);
  }

  SourceLines sourceLines() {
    return sourceLines;
  }

  /** The offset to which it jumps, {@link Instruction#NO_TARGET} if it does not. */
  long target() {
    return cursor.hasArgument && arguments.isJump(cursor)
        ? arguments.target(cursor, cursor.argument)
        : Instruction.NO_TARGET;
  }

  boolean showsCaches() {
    return shown.contains(DisOption.SHOW_CACHES) && table.caches(cursor.number) > 0;
  }

  /** Whether the values of its caches are shown. */
  boolean showsCacheValues() {
    return module.cacheValues() != DisModule.CacheValues.OF_SPECIALISED
        || runningNumber() != cursor.number;
  }

  private int runningNumber() {
    return running == cursor.code ? cursor.number : running[cursor.offset] & 0xFF;
  }

  /** Its inline caches; those that the end of the code cuts off hold what is there. */
  List<CacheEntry> caches() {
    List<CacheEntry> entries = new ArrayList<>();
    int offset = cursor.offset + 2;
    for (CacheField field : table.cacheFields(cursor.number)) {
      int start =
          module.cacheValues() == DisModule.CacheValues.ALL_FROM_START ? cursor.offset + 2 : offset;
      entries.add(
          new CacheEntry(field.name(), offset, field.units(), number(start, 2 * field.units())));
      offset += 2 * field.units();
    }
    return entries;
  }

  private long number(int start, int bytes) {
    long value = 0;
    for (int i = Math.min(start + bytes, running.length) - 1; i >= start; i--) {
      value = value << 8 | running[i] & 0xFF;
    }
    return value;
  }
}
