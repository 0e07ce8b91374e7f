package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of code objects in the order of a {@link CodeLayout}. The types of the fields
 * are those that {@code PyCode_New} requires.
 */
final class CodeReader {
  private final Dialect dialect;
  private final CodeLayout layout;
  private final MarshalInput in;
  private final MarshalReader objects;

  /** What is wrong with the code object, which is said once it is read whole, as CPython does. */
  private @Nullable MarshalException problem;

  /** Tuples that have been looked at, as many code objects can share a large one. */
  private final Set<Tuple> complete = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Tuple> ofNames = Collections.newSetFromMap(new IdentityHashMap<>());

  CodeReader(Dialect dialect, CodeLayout layout, MarshalInput in, MarshalReader objects) {
    this.dialect = dialect;
    this.layout = layout;
    this.in = in;
    this.objects = objects;
  }

  /** What follows the type code of a code object. */
  CodeObject read() throws MarshalException {
    int start = in.position();
    var fields = new Fields();
    for (CodeField field : layout.fields()) {
      switch (field.form()) {
        case NUMBER -> fields.numbers[field.ordinal()] = readNumber(field);
        case OBJECT -> fields.objects[field.ordinal()] = readObject(field);
        case RAW -> {
          throwProblem();
          int length = fields.get(CodeField.VARIABLE_NAMES, Tuple.class).size();
          fields.objects[field.ordinal()] = Bytes.of(in.take(length));
        }
      }
    }
    throwProblem();
    Variables variables = fields.variables(layout);
    if (variables instanceof Variables.Merged merged
        && merged.names().size() != merged.kinds().length()) {
      throw in.bad("bad marshal data (co_localspluskinds: not a byte for each name)", start);
    }
    return fields.code(variables);
  }

  private int readNumber(CodeField field) throws MarshalException {
    int start = in.position();
    int number = in.readInt();
    if (number < 0 && field.isCount()) {
      note(field.pythonName() + " is negative", start);
    }
    return number;
  }

  private Constant readObject(CodeField field) throws MarshalException {
    int start = in.position();
    Constant object = objects.read("code");
    Class<? extends Constant> type = field.type() == Text.class ? dialect.textType() : field.type();
    if (!type.isInstance(object)) {
      note(field.pythonName() + ": " + typeName(type) + " expected", start);
    } else if (object instanceof Tuple tuple) {
      lookAtItems(field, tuple, start);
    }
    return object;
  }

  private void lookAtItems(CodeField field, Tuple tuple, int start) {
    if (!(field.holdsNames() ? ofNames : complete).add(tuple)) {
      return;
    }
    for (int i = 0; i < tuple.size(); i++) {
      @Nullable Constant item = tuple.get(i);
      if (item == null) {
        note(field.pythonName() + " is not complete", start);
      } else if (field.holdsNames() && !dialect.textType().isInstance(item)) {
        note(field.pythonName() + ": strings expected", start);
      }
    }
  }

  private void note(String wrong, int offset) {
    if (problem == null) {
      problem = in.bad("bad marshal data (" + wrong + ")", offset);
    }
  }

  private void throwProblem() throws MarshalException {
    if (problem != null) {
      throw problem;
    }
  }

  private static String typeName(Class<?> type) {
    return type == Bytes.class ? "bytes" : type == Tuple.class ? "tuple" : "string";
  }

  /** The fields of one code object, by the ordinal of their name. */
  private static final class Fields {
    final int[] numbers = new int[CodeField.values().length];
    final @Nullable Constant[] objects = new Constant[CodeField.values().length];

    int number(CodeField field) {
      return numbers[field.ordinal()];
    }

    boolean has(CodeField field) {
      return objects[field.ordinal()] != null;
    }

    <T extends Constant> T get(CodeField field, Class<T> type) {
      Constant object = objects[field.ordinal()];
      if (object == null) {
        throw new AssertionError("no " + field);
      }
      return type.cast(object);
    }

    Variables variables(CodeLayout layout) {
      if (layout.hasMergedVariables()) {
        CodeField kinds =
            has(CodeField.VARIABLE_KINDS) ? CodeField.VARIABLE_KINDS : CodeField.RAW_VARIABLE_KINDS;
        return new Variables.Merged(
            get(CodeField.VARIABLE_NAMES, Tuple.class), get(kinds, Bytes.class));
      }
      Tuple locals = get(CodeField.LOCAL_NAMES, Tuple.class);
      int count =
          layout.fields().contains(CodeField.LOCAL_COUNT)
              ? number(CodeField.LOCAL_COUNT)
              : locals.size();
      return new Variables.Separate(
          count,
          locals,
          get(CodeField.FREE_NAMES, Tuple.class),
          get(CodeField.CELL_NAMES, Tuple.class));
    }

    CodeObject code(Variables variables) {
      Text name = get(CodeField.NAME, Text.class);
      return new CodeObject(
          number(CodeField.ARG_COUNT),
          number(CodeField.POS_ONLY_ARG_COUNT),
          number(CodeField.KW_ONLY_ARG_COUNT),
          number(CodeField.STACK_SIZE),
          number(CodeField.FLAGS),
          get(CodeField.CODE, Bytes.class),
          get(CodeField.CONSTS, Tuple.class),
          get(CodeField.NAMES, Tuple.class),
          variables,
          get(CodeField.FILENAME, Text.class),
          name,
          has(CodeField.QUALNAME) ? get(CodeField.QUALNAME, Text.class) : name,
          number(CodeField.FIRST_LINE),
          get(CodeField.LINE_TABLE, Bytes.class),
          has(CodeField.EXCEPTION_TABLE)
              ? get(CodeField.EXCEPTION_TABLE, Bytes.class)
              : Bytes.EMPTY,
          alphaTables());
    }

    private List<Constant> alphaTables() {
      return has(CodeField.END_LINE_TABLE)
          ? List.of(
              get(CodeField.END_LINE_TABLE, Constant.class),
              get(CodeField.COLUMN_TABLE, Constant.class))
          : List.of();
    }
  }
}
