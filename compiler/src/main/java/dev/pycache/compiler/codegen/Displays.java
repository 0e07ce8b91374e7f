package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.fold.PythonEquality;
import dev.pycache.compiler.rules.ExpressionRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists, tuples, sets, dictionaries, f-strings and t-strings; lists and tuples as targets of
 * assignments too.
 */
final class Displays extends Family {
  /** More items than this are not pushed all at once ({@code STACK_USE_GUIDELINE}). */
  static final int STACK_USE_GUIDELINE = 30;

  /** Flag of FORMAT_VALUE: a format specification is on the stack. */
  private static final int HAS_SPECIFICATION = 0x4;

  /** A bit that BUILD_INTERPOLATION always has; below it is that of the format specification. */
  private static final int INTERPOLATION = 0x2;

  private final boolean leavesFoldingToGraph;
  private final boolean buildsMapsOfPairs;
  private final boolean formatsInSteps;

  Displays(CodeGenerator generator) {
    super(generator);
    ExpressionRules rules = generator.expressionRules;
    this.leavesFoldingToGraph = rules.leavesFoldingToGraph();
    this.buildsMapsOfPairs = rules.buildsMapsOfPairs();
    this.formatsInSteps = rules.formatsInSteps();
  }

  /** How a collection is built: at once, item by item, or from what another collection holds. */
  private enum Kind {
    LIST(Opcode.BUILD_LIST, Opcode.BUILD_LIST, Opcode.LIST_APPEND, Opcode.LIST_EXTEND),
    SET(Opcode.BUILD_SET, Opcode.BUILD_SET, Opcode.SET_ADD, Opcode.SET_UPDATE),
    TUPLE(Opcode.BUILD_TUPLE, Opcode.BUILD_LIST, Opcode.LIST_APPEND, Opcode.LIST_EXTEND);

    final Opcode whole;
    final Opcode begin;
    final Opcode add;
    final Opcode extend;

    Kind(Opcode whole, Opcode begin, Opcode add, Opcode extend) {
      this.whole = whole;
      this.begin = begin;
      this.add = add;
      this.extend = extend;
    }
  }

  /** {@code compiler_list}. */
  void list(Expr.ListDisplay e) {
    sequence(Kind.LIST, e.elements(), e.context());
  }

  /** {@code compiler_tuple}. */
  void tuple(Expr.Tuple e) {
    sequence(Kind.TUPLE, e.elements(), e.context());
  }

  private void sequence(Kind kind, Nodes<Expr> elements, ExprContext context) {
    switch (context) {
      case LOAD -> collect(kind, elements, 0, null);
      case STORE -> unpackInto(elements);
      case DEL -> visitAll(elements);
    }
  }

  /** {@code compiler_set}. */
  void set(Expr.SetDisplay e) {
    collect(Kind.SET, e.elements(), 0, null);
  }

  /**
   * A tuple of arguments, the first of which are on the stack already.
   *
   * @param last a variable that follows them, if there is one
   */
  void argumentTuple(Nodes<Expr> elements, int pushed, @Nullable Str last) {
    collect(Kind.TUPLE, elements, pushed, last);
  }

  /** {@code starunpack_helper}. */
  private void collect(Kind kind, Nodes<Expr> elements, int pushed, @Nullable Str last) {
    int count = elements.size();
    if (!leavesFoldingToGraph && count > 2 && last == null && areConstants(elements, 0, count)) {
      collectConstants(kind, constants(elements, 0, count), pushed);
      return;
    }
    int injected = last == null ? 0 : 1;
    boolean big = count + pushed + injected > STACK_USE_GUIDELINE;
    if (!big && !hasStar(elements)) {
      visitAll(elements);
      if (last != null) {
        generator.names.load(last);
      }
      emit.op(kind.whole, count + pushed + injected);
      return;
    }
    boolean begun = big;
    if (big) {
      emit.op(kind.begin, pushed);
    }
    for (int i = 0; i < count; i++) {
      if (elements.get(i) instanceof Expr.Starred starred) {
        if (!begun) {
          emit.op(kind.begin, i + pushed);
          begun = true;
        }
        visit(starred.value());
        emit.op(kind.extend, 1);
      } else {
        visit(elements.get(i));
        if (begun) {
          emit.op(kind.add, 1);
        }
      }
    }
    if (last != null) {
      generator.names.load(last);
      emit.op(kind.add, 1);
    }
    if (kind == Kind.TUPLE) {
      idioms.intrinsic(Intrinsic.LIST_TO_TUPLE);
    }
  }

  private void collectConstants(Kind kind, Constant[] items, int pushed) {
    if (kind == Kind.TUPLE && pushed == 0) {
      emit.loadConst(Tuple.of(items));
      return;
    }
    emit.op(kind.begin, pushed);
    emit.loadConst(kind == Kind.SET ? frozenSet(items) : Tuple.of(items));
    emit.op(kind.extend, 1);
    if (kind == Kind.TUPLE) {
      idioms.intrinsic(Intrinsic.LIST_TO_TUPLE);
    }
  }

  private static FrozenSet frozenSet(Constant[] items) {
    Set<Object> seen = HashSet.newHashSet(items.length);
    List<Constant> distinct = new ArrayList<>(items.length);
    for (Constant item : items) {
      if (seen.add(PythonEquality.key(item))) {
        distinct.add(item);
      }
    }
    return new FrozenSet(distinct);
  }

  private static boolean hasStar(Nodes<Expr> elements) {
    for (int i = 0, n = elements.size(); i < n; i++) {
      if (elements.get(i) instanceof Expr.Starred) {
        return true;
      }
    }
    return false;
  }

  /** {@code are_all_items_const}. */
  private static boolean areConstants(Nodes<@Nullable Expr> elements, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (!(elements.get(i) instanceof Expr.Constant)) {
        return false;
      }
    }
    return true;
  }

  private static Constant[] constants(Nodes<@Nullable Expr> elements, int begin, int end) {
    var values = new Constant[end - begin];
    for (int i = begin; i < end; i++) {
      if (elements.get(i) instanceof Expr.Constant constant) {
        values[i - begin] = constant.value();
      }
    }
    return values;
  }

  /** {@code assignment_helper}. */
  private void unpackInto(Nodes<Expr> targets) {
    unpack(targets);
    for (int i = 0, n = targets.size(); i < n; i++) {
      Expr target = targets.get(i);
      visit(target instanceof Expr.Starred starred ? starred.value() : target);
    }
  }

  /** {@code unpack_helper}. */
  private void unpack(Nodes<Expr> targets) {
    int count = targets.size();
    boolean starSeen = false;
    for (int i = 0; i < count; i++) {
      if (!(targets.get(i) instanceof Expr.Starred)) {
        continue;
      }
      if (starSeen) {
        throw emit.error("multiple starred expressions in assignment");
      }
      int after = count - i - 1;
      if (i >= 1 << 8 || after >= Integer.MAX_VALUE >> 8) {
        throw emit.error("too many expressions in star-unpacking assignment");
      }
      emit.op(Opcode.UNPACK_EX, i + (after << 8));
      starSeen = true;
    }
    if (!starSeen) {
      emit.op(Opcode.UNPACK_SEQUENCE, count);
    }
  }

  /** {@code compiler_dict}: runs of plain items, and unpacked mappings between them. */
  void dict(Expr.Dict e) {
    int count = e.values().size();
    boolean built = false;
    int waiting = 0;
    for (int i = 0; i < count; i++) {
      if (e.keys().get(i) == null) {
        if (waiting > 0) {
          items(e, i - waiting, i, built);
          built = true;
          waiting = 0;
        }
        if (!built) {
          emit.op(Opcode.BUILD_MAP, 0);
          built = true;
        }
        visit(e.values().get(i));
        emit.op(Opcode.DICT_UPDATE, 1);
      } else if (waiting * 2 > STACK_USE_GUIDELINE) {
        items(e, i - waiting, i + 1, built);
        built = true;
        waiting = 0;
      } else {
        waiting++;
      }
    }
    if (waiting > 0) {
      items(e, count - waiting, count, built);
    } else if (!built) {
      emit.op(Opcode.BUILD_MAP, 0);
    }
  }

  /**
   * A dictionary of some items, merged into the one below if there is one ({@code
   * compiler_subdict}).
   */
  private void items(Expr.Dict e, int begin, int end, boolean merge) {
    int count = end - begin;
    boolean big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !big && !buildsMapsOfPairs && areConstants(e.keys(), begin, end)) {
      for (int i = begin; i < end; i++) {
        visit(e.values().get(i));
      }
      emit.loadConst(Tuple.of(constants(e.keys(), begin, end)));
      emit.op(Opcode.BUILD_CONST_KEY_MAP, count);
    } else {
      if (big) {
        emit.op(Opcode.BUILD_MAP, 0);
      }
      for (int i = begin; i < end; i++) {
        Expr key = e.keys().get(i);
        if (key != null) {
          visit(key);
        }
        visit(e.values().get(i));
        if (big) {
          emit.op(Opcode.MAP_ADD, 1);
        }
      }
      if (!big) {
        emit.op(Opcode.BUILD_MAP, count);
      }
    }
    if (merge) {
      emit.op(Opcode.DICT_UPDATE, 1);
    }
  }

  /** {@code compiler_joined_str}. */
  void joinedStr(Expr.JoinedStr e) {
    Nodes<Expr> values = e.values();
    int count = values.size();
    if (count > STACK_USE_GUIDELINE) {
      emit.loadConst(generator.known.empty);
      idioms.loadMethod(generator.known.join);
      emit.op(Opcode.BUILD_LIST, 0);
      for (int i = 0; i < count; i++) {
        visit(values.get(i));
        emit.op(Opcode.LIST_APPEND, 1);
      }
      idioms.call(1);
      return;
    }
    visitAll(values);
    if (count == 0 && formatsInSteps) {
      emit.loadConst(generator.known.empty);
    } else if (count != 1) {
      emit.op(Opcode.BUILD_STRING, count);
    }
  }

  /** {@code compiler_formatted_value}. */
  void formattedValue(Expr.FormattedValue e) {
    visit(e.value());
    int conversion = number(e.conversion());
    if (formatsInSteps && conversion != 0) {
      emit.op(Opcode.CONVERT_VALUE, conversion);
    }
    Expr specification = e.formatSpec();
    if (specification != null) {
      visit(specification);
    }
    if (formatsInSteps) {
      emit.op(specification == null ? Opcode.FORMAT_SIMPLE : Opcode.FORMAT_WITH_SPEC);
    } else {
      emit.op(
          Opcode.FORMAT_VALUE, specification == null ? conversion : conversion | HAS_SPECIFICATION);
    }
  }

  /** The number of a conversion ({@code FVC_…}), from the letter behind the exclamation mark. */
  private static int number(int conversion) {
    return switch (conversion) {
      case 's' -> 1;
      case 'r' -> 2;
      case 'a' -> 3;
      default -> 0;
    };
  }

  /** A t-string: a tuple of all texts, a tuple of all fields ({@code codegen_template_str}). */
  void templateStr(Expr.TemplateStr e) {
    Nodes<Expr> values = e.values();
    int texts = 0;
    boolean wantsText = true;
    for (int i = 0, n = values.size(); i < n; i++) {
      if (!(values.get(i) instanceof Expr.Interpolation)) {
        visit(values.get(i));
        wantsText = false;
        texts++;
      } else {
        // There is a text before each field and behind the last one.
        if (wantsText) {
          emit.loadConst(generator.known.empty);
          texts++;
        }
        wantsText = true;
      }
    }
    if (wantsText) {
      emit.loadConst(generator.known.empty);
      texts++;
    }
    emit.op(Opcode.BUILD_TUPLE, texts);
    int fields = 0;
    for (int i = 0, n = values.size(); i < n; i++) {
      if (values.get(i) instanceof Expr.Interpolation) {
        visit(values.get(i));
        fields++;
      }
    }
    emit.op(Opcode.BUILD_TUPLE, fields);
    emit.op(Opcode.BUILD_TEMPLATE);
  }

  /** {@code codegen_interpolation}. */
  void interpolation(Expr.Interpolation e) {
    visit(e.value());
    emit.loadConst(e.text());
    int arg = INTERPOLATION | number(e.conversion()) << 2;
    Expr specification = e.formatSpec();
    if (specification != null) {
      visit(specification);
      arg |= 1;
    }
    emit.op(Opcode.BUILD_INTERPOLATION, arg);
  }
}
