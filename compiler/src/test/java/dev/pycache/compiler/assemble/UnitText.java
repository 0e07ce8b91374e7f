package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.repr.PythonRepr;
import dev.pycache.bytecode.table.ExceptionTable;
import dev.pycache.bytecode.table.LocationTable;
import dev.pycache.bytecode.table.ProtectedRange;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Units as text. A line is a label ({@code end:}), a list ({@code consts}, {@code vars}, {@code
 * cells}, {@code frees}, {@code flags}) or an instruction: its line in the source or {@code -}, its
 * name, its argument or {@code >label}.
 */
final class UnitText {
  private final CompilationContext context;
  private final ConstantCache cache;
  private final CodeUnit unit = new CodeUnit(Str.of("f"), Str.of("f"), 1);
  private final Map<String, BasicBlock> labels = new LinkedHashMap<>();
  private BasicBlock current = unit.entry;

  private UnitText(Target target) {
    this.context = new CompilationContext(target, Str.of("f.py"), 0);
    this.cache = new ConstantCache(context);
  }

  /** Assembles a unit and lists what comes out in a like form. */
  static List<String> assemble(List<String> lines) {
    return list(Target.CPYTHON_3_11, new UnitText(Target.CPYTHON_3_11).read(lines));
  }

  /** Likewise for a target, but without the exception table and with the constants themselves. */
  static List<String> assembleCode(Target target, List<String> lines) {
    CodeObject code = new UnitText(target).read(lines);
    List<String> listing = new ArrayList<>(list(target, code));
    listing.removeIf(line -> line.startsWith("except ") || line.startsWith("stack "));
    listing.add(
        "stack " + code.stackSize() + " consts " + PythonRepr.of(target.python(), code.consts()));
    return listing;
  }

  private CodeObject read(List<String> lines) {
    for (String line : lines) {
      String label = label(line);
      if (label != null) {
        labels.put(label, unit.newBlock());
      }
    }
    for (String line : lines) {
      readLine(line);
    }
    return new Assembler(context, cache).assemble(unit);
  }

  private static @Nullable String label(String line) {
    return line.endsWith(":") ? line.substring(0, line.length() - 1) : null;
  }

  private void readLine(String line) {
    String label = label(line);
    if (label != null) {
      BasicBlock next = Objects.requireNonNull(labels.get(label));
      current.next = next;
      current = next;
      return;
    }
    String[] words = line.strip().split(" +");
    List<String> rest = List.of(words).subList(1, words.length);
    switch (words[0]) {
      case "consts" ->
          rest.forEach(word -> unit.consts.indexOf(cache.mergeRecursive(constant(word))));
      case "vars" -> rest.forEach(word -> unit.varNames.indexOf(name(word)));
      case "cells" -> rest.forEach(word -> unit.cellVars.indexOf(name(word)));
      case "frees" -> rest.forEach(word -> unit.freeVars.indexOf(name(word)));
      case "flags" -> unit.flags = Integer.decode(rest.get(0));
      default -> readInstruction(words);
    }
  }

  private Str name(String word) {
    return context.strings().intern(word);
  }

  private static Constant constant(String word) {
    return switch (word) {
      case "None" -> Singleton.NONE;
      case "True" -> Singleton.TRUE;
      case "False" -> Singleton.FALSE;
      default -> Int.of(Long.parseLong(word));
    };
  }

  private void readInstruction(String[] words) {
    // Implicit blocks are the code generator's.
    if (!current.isEmpty() && Instruction.endsBlock(current.last().opcode)) {
      current.next = unit.newUnlabelledBlock();
      current = current.next;
    }
    Span span = words[0].equals("-") ? Span.NONE : span(Integer.parseInt(words[0]));
    Opcode opcode = Opcode.valueOf(words[1]);
    String arg = words.length > 2 ? words[2] : "0";
    if (arg.startsWith(">")) {
      current.append(opcode, 0, labels.get(arg.substring(1)), span);
    } else {
      current.append(opcode, Integer.parseInt(arg), null, span);
    }
  }

  private static Span span(int line) {
    return new Span(line, 0, line, 1);
  }

  private static List<String> list(Target target, CodeObject code) {
    OpcodeTable table = OpcodeTable.of(target);
    List<String> lines = new ArrayList<>();
    byte[] bytes = code.code().value();
    int[] sourceLines = new int[bytes.length / 2];
    LocationTable.read(code.lineTable(), code.firstLine())
        .forEach(
            l -> java.util.Arrays.fill(sourceLines, l.start(), l.start() + l.units(), l.line()));
    for (int unit = 0; unit < sourceLines.length; ) {
      Opcode opcode = Objects.requireNonNull(table.opcode(bytes[2 * unit] & 0xFF));
      int arg = bytes[2 * unit + 1] & 0xFF;
      int next = unit + 1 + table.caches(opcode);
      String text =
          switch (table.argument(opcode)) {
            case NONE -> "";
            case FORWARD -> " >" + (next + arg);
            case BACKWARD -> " >" + (next - arg);
            default -> " " + arg;
          };
      String line = sourceLines[unit] < 0 ? "-" : Integer.toString(sourceLines[unit]);
      lines.add(unit + ": " + line + " " + opcode + text);
      unit = next;
    }
    for (ProtectedRange range : ExceptionTable.read(code.exceptionTable())) {
      lines.add(
          "except %d-%d >%d depth %d%s"
              .formatted(
                  range.start(),
                  range.end(),
                  range.target(),
                  range.depth(),
                  range.lasti() ? " lasti" : ""));
    }
    lines.add("stack " + code.stackSize() + " consts " + code.consts().size());
    return lines;
  }
}
