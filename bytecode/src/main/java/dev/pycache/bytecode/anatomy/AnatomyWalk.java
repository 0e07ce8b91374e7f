package dev.pycache.bytecode.anatomy;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.marshal.CodeField;
import dev.pycache.bytecode.marshal.Contents;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.marshal.MarshalTrace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of a {@link MarshalTrace} and, beside them, through the values: the
 * trace tells how many bytes an object takes, the place of its value what they are there for. It
 * takes one step for each entry and keeps its own stack, so neither sharing nor depth can hurt it.
 */
final class AnatomyWalk {
  private final MarshalData data;
  private final MarshalTrace trace;
  private final OpcodeTable opcodes;
  private final List<Unit> units = new ArrayList<>();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();

  /** What stands outside all code objects. */
  private final PartSizes.Builder outside = new PartSizes.Builder();

  AnatomyWalk(MarshalData data) {
    this.data = data;
    this.trace = data.trace();
    this.opcodes = OpcodeTable.of(data.python());
  }

  /** A code object that was met. */
  private record Unit(CodeObject code, int entry, int parent, int depth, PartSizes.Builder sizes) {}

  /** An object with others within it, which are being met. */
  private static final class Frame {
    final List<Constant> contents;

    /** What each of the contents is, if they stand in a code object; else empty. */
    final List<CodeField> fields;

    final int end;

    /** What the place makes the contents; null where their types do. */
    final @Nullable Part part;

    /** Index of the innermost code object that this is or stands in. */
    final int unit;

    /** Which of the contents is a docstring. */
    final int docstring;

    int next;

    Frame(
        List<Constant> contents,
        List<CodeField> fields,
        int end,
        @Nullable Part part,
        int unit,
        int docstring) {
      this.contents = contents;
      this.fields = fields;
      this.end = end;
      this.part = part;
      this.unit = unit;
      this.docstring = docstring;
    }
  }

  void run() {
    for (int entry = 0; entry < trace.size(); entry++) {
      while (!frames.isEmpty() && trace.start(entry) >= frames.element().end) {
        frames.pop();
      }
      Frame around = frames.peek();
      if (around == null) {
        visit(entry, data.root(), null, CodeAnatomy.NONE, false);
      } else if (around.next < around.contents.size()) {
        visitChild(entry, around);
      } // else it is the mark behind the items of a dictionary
    }
  }

  private void visitChild(int entry, Frame around) {
    int index = around.next++;
    Constant object = around.contents.get(index);
    if (!around.fields.isEmpty()) {
      CodeField field = around.fields.get(index);
      visit(entry, object, part(field), around.unit, field == CodeField.CONSTS);
    } else {
      Part part = index == around.docstring ? Part.DOCSTRINGS : around.part;
      visit(entry, object, part, around.unit, false);
    }
  }

  /**
   * @param part what the place of the object makes its content; null where its type does
   * @param isConsts whether it is the tuple of constants of a code object
   */
  private void visit(int entry, Constant object, @Nullable Part part, int unit, boolean isConsts) {
    if (trace.isReference(entry)) {
      reassign(unit, Part.REFERENCES, trace.end(entry) - trace.start(entry));
      return;
    }
    switch (object) {
      case CodeObject code -> enter(code, entry, unit);
      case Tuple t when isConsts ->
          push(t, List.of(), entry, null, unit, Docstrings.index(data.python(), code(unit)));
      case Tuple t -> push(t, List.of(), entry, part, unit, Docstrings.NONE);
      case ListObject l -> push(l, List.of(), entry, part, unit, Docstrings.NONE);
      case SetObject s -> push(s, List.of(), entry, part, unit, Docstrings.NONE);
      case FrozenSet s -> push(s, List.of(), entry, part, unit, Docstrings.NONE);
      case DictObject d -> push(d, List.of(), entry, part, unit, Docstrings.NONE);
      case Slice s -> push(s, List.of(), entry, part, unit, Docstrings.NONE);
      case Str s -> content(entry, part == null ? Part.STRINGS : part, unit);
      case Bytes code when part == Part.BYTECODE -> instructions(entry, code, unit);
      case Bytes b -> content(entry, part == null ? ofByteString() : part, unit);
      case Int n -> content(entry, Part.NUMBERS, unit);
      case LongInt n -> content(entry, Part.NUMBERS, unit);
      case Float n -> content(entry, Part.NUMBERS, unit);
      case Complex n -> content(entry, Part.NUMBERS, unit);
      case Singleton s -> {} // nothing but a type code
      case StopIterationClass s -> {}
    }
  }

  private CodeObject code(int unit) {
    return units.get(unit).code;
  }

  private Part ofByteString() {
    return data.python().hasByteStrings() ? Part.STRINGS : Part.BYTES;
  }

  private void enter(CodeObject code, int entry, int parent) {
    int depth = parent == CodeAnatomy.NONE ? 0 : units.get(parent).depth + 1;
    int unit = units.size();
    units.add(new Unit(code, entry, parent, depth, new PartSizes.Builder()));
    int size = trace.end(entry) - trace.start(entry);
    if (parent == CodeAnatomy.NONE) {
      outside.add(Part.STRUCTURE, -size);
    } else {
      units.get(parent).sizes.add(Part.STRUCTURE, -size);
    }
    units.get(unit).sizes.add(Part.STRUCTURE, size);
    List<CodeField> objects = new ArrayList<>();
    for (CodeField field : data.layout().fields()) {
      switch (field.form()) {
        case NUMBER -> {}
        case OBJECT -> objects.add(field);
        case RAW -> reassign(unit, Part.VARIABLES, ((Bytes) field.object(code)).length());
      }
    }
    push(code, objects, entry, null, unit, Docstrings.NONE);
  }

  private void push(
      Constant object,
      List<CodeField> fields,
      int entry,
      @Nullable Part part,
      int unit,
      int docstring) {
    List<Constant> contents = Contents.of(data.layout(), object);
    frames.push(new Frame(contents, fields, trace.end(entry), part, unit, docstring));
  }

  /** Bytes that were taken for structure turn out to be something else. */
  private void reassign(int unit, Part part, int count) {
    PartSizes.Builder sizes = unit == CodeAnatomy.NONE ? outside : units.get(unit).sizes;
    sizes.add(Part.STRUCTURE, -count);
    sizes.add(part, count);
  }

  private void content(int entry, Part part, int unit) {
    reassign(unit, part, contentLength(entry));
  }

  private void instructions(int entry, Bytes code, int unit) {
    int caches = cacheBytes(code.value());
    reassign(unit, Part.CACHES, caches);
    reassign(unit, Part.BYTECODE, contentLength(entry) - caches);
  }

  /** Bytes of inline cache between the instructions. */
  private int cacheBytes(byte[] code) {
    int bytes = 0;
    for (int at = 0; at + 1 < code.length; ) {
      int behind = at + 2;
      at = Math.min(behind + 2 * opcodes.caches(code[at] & 0xFF), code.length);
      bytes += at - behind;
    }
    return bytes;
  }

  /** What is left of an object without others in it when type code and length are taken away. */
  private int contentLength(int entry) {
    int head =
        switch (trace.typeCode(entry)) {
          case 's', 't', 'u', 'a', 'A', 'l' -> 5;
          case 'x' -> 3;
          case 'z', 'Z', 'f' -> 2;
          default -> 1;
        };
    return trace.end(entry) - trace.start(entry) - head;
  }

  private static @Nullable Part part(CodeField field) {
    return switch (field) {
      case CODE -> Part.BYTECODE;
      case NAMES -> Part.NAMES;
      case LOCAL_NAMES,
          FREE_NAMES,
          CELL_NAMES,
          VARIABLE_NAMES,
          VARIABLE_KINDS,
          RAW_VARIABLE_KINDS ->
          Part.VARIABLES;
      case FILENAME -> Part.FILE_NAME;
      case NAME, QUALNAME -> Part.CODE_NAMES;
      case LINE_TABLE, END_LINE_TABLE, COLUMN_TABLE -> Part.LINE_TABLES;
      case EXCEPTION_TABLE -> Part.EXCEPTION_TABLES;
      case CONSTS,
          ARG_COUNT,
          POS_ONLY_ARG_COUNT,
          KW_ONLY_ARG_COUNT,
          LOCAL_COUNT,
          STACK_SIZE,
          FLAGS,
          FIRST_LINE ->
          null;
    };
  }

  /** What the bytes of the whole value are there for. */
  PartSizes sizes() {
    var sizes = new PartSizes.Builder();
    sizes.add(Part.STRUCTURE, data.end() - data.start());
    sizes.add(outside.build());
    for (Unit unit : units) {
      sizes.add(unit.sizes.build());
    }
    return sizes.build();
  }

  List<CodeAnatomy> codes() {
    List<CodeAnatomy> codes = new ArrayList<>(units.size());
    for (Unit unit : units) {
      codes.add(
          new CodeAnatomy(
              unit.code,
              unit.parent,
              unit.depth,
              trace.start(unit.entry),
              trace.end(unit.entry),
              unit.sizes.build()));
    }
    return List.copyOf(codes);
  }
}
