package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Keyword;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.rules.ExpressionRules;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.SymbolFlags;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of functions, methods and classes. */
final class Calls extends Family {
  /**
   * Beyond so many keywords, repeated ones are looked for with a set and no longer pair by pair.
   */
  private static final int FEW_KEYWORDS = 16;

  private final boolean isCheckedByScopes;
  private final boolean passesPlaces;
  private final boolean unrollsGenerators;
  private final boolean sparesAsynchronousGenerators;
  private final boolean buildsMapsOfPairs;
  private final boolean countsGenericBase;

  Calls(CodeGenerator generator) {
    super(generator);
    ExpressionRules rules = generator.expressionRules;
    this.isCheckedByScopes = rules.isCheckedByScopes();
    this.passesPlaces = generator.statementRules.passesPlaces();
    this.unrollsGenerators = rules.unrollsGenerators();
    this.sparesAsynchronousGenerators = rules.sparesAsynchronousGenerators();
    this.buildsMapsOfPairs = rules.buildsMapsOfPairs();
    this.countsGenericBase = rules.countsGenericBase();
  }

  /** {@code compiler_call}. */
  void call(Expr.Call e) {
    if (!e.keywords().isEmpty()) {
      checkKeywords(e.keywords());
    }
    Expr function = e.function();
    if (function instanceof Expr.Attribute method && isMethodCall(e, method)) {
      methodCall(e, method);
      return;
    }
    pushCallable(function);
    BasicBlock end = unrollsGenerators ? unrollGenerator(e) : null;
    idioms.afterCallable();
    emit.at(e);
    checkedArguments(0, e.args(), null, e.keywords());
    if (end != null) {
      emit.use(end);
    }
  }

  /** Pushes what is to be called, and leaves the current place there. */
  private void pushCallable(Expr function) {
    if (function instanceof Expr.Name name) {
      emit.at(name);
      generator.names.loadCallable(name);
    } else if (function instanceof Expr.Attribute attribute
        && attribute.value() instanceof Expr.Name name) {
      emit.at(attribute);
      generator.names.loadCallable(name);
      generator.expressions.attributeOfTop(attribute);
      emit.at(attribute);
    } else {
      generator.suspicions.caller(function);
      emit.at(function);
      idioms.beforeCallable();
      visit(function);
    }
  }

  /**
   * Puts the loop of {@code all}, {@code any} or {@code tuple} over a generator expression before a
   * call, for the case that the function on top is what its name promises ({@code
   * maybe_optimize_function_call}). The place is that of the function.
   *
   * @return where the loop leaves its result; null if there is no such loop
   */
  private @Nullable BasicBlock unrollGenerator(Expr.Call e) {
    if (!(e.function() instanceof Expr.Name function)
        || e.args().size() != 1
        || !e.keywords().isEmpty()
        || !(e.args().getFirst() instanceof Expr.GeneratorExp items)
        || (sparesAsynchronousGenerators && generator.symbols.scopeOf(items).isCoroutine())) {
      return null;
    }
    CommonConstant expected = consumer(function.id());
    if (expected == null) {
      return null;
    }
    BasicBlock end = emit.newBlock();
    BasicBlock skip = emit.newBlock();
    idioms.copy(1);
    idioms.common(expected);
    idioms.compare(CompareOperator.IS);
    emit.jump(Opcode.POP_JUMP_IF_FALSE, skip);
    emit.op(Opcode.POP_TOP);
    if (expected == CommonConstant.TUPLE) {
      collectItems(items, end);
    } else {
      decideByItems(items, expected == CommonConstant.ALL, end);
    }
    emit.use(skip);
    return end;
  }

  private @Nullable CommonConstant consumer(Str function) {
    KnownNames known = generator.known;
    if (function == known.all) {
      return CommonConstant.ALL;
    }
    if (function == known.any) {
      return CommonConstant.ANY;
    }
    return function == known.tuple ? CommonConstant.TUPLE : null;
  }

  /** The loop of {@code tuple}. */
  private void collectItems(Expr.GeneratorExp items, BasicBlock end) {
    emit.op(Opcode.BUILD_LIST, 0);
    visit(items);
    BasicBlock loop = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    emit.use(loop);
    emit.jump(Opcode.FOR_ITER, cleanup);
    emit.op(Opcode.LIST_APPEND, 2);
    emit.jump(Opcode.JUMP, loop);
    emit.opWithoutLine(Opcode.POP_ITER, 0);
    emit.jump(Opcode.JUMP, end);
    endLoop(cleanup);
    idioms.intrinsic(Intrinsic.LIST_TO_TUPLE);
    emit.jump(Opcode.JUMP, end);
  }

  /**
   * The loop of {@code all} or {@code any}.
   *
   * @param result what comes out if no item decides
   */
  private void decideByItems(Expr.GeneratorExp items, boolean result, BasicBlock end) {
    visit(items);
    BasicBlock loop = emit.newBlock();
    BasicBlock cleanup = emit.newBlock();
    emit.use(loop);
    emit.jump(Opcode.FOR_ITER, cleanup);
    idioms.jumpIf(result, loop);
    emit.opWithoutLine(Opcode.POP_ITER, 0);
    emit.loadConst(result ? Singleton.FALSE : Singleton.TRUE);
    emit.jump(Opcode.JUMP, end);
    endLoop(cleanup);
    emit.loadConst(result ? Singleton.TRUE : Singleton.FALSE);
    emit.jump(Opcode.JUMP, end);
  }

  private void endLoop(BasicBlock cleanup) {
    emit.use(cleanup);
    emit.opWithoutLine(Opcode.END_FOR, 0);
    emit.opWithoutLine(Opcode.POP_ITER, 0);
  }

  /** Whether a call can go without a bound method object ({@code maybe_optimize_method_call}). */
  private boolean isMethodCall(Expr.Call e, Expr.Attribute method) {
    if (method.context() != ExprContext.LOAD || isImported(method.value())) {
      return false;
    }
    int keywords = e.keywords().size();
    if (e.args().size() + keywords + (keywords == 0 ? 0 : 1) >= Displays.STACK_USE_GUIDELINE) {
      return false;
    }
    return isPlain(e.args(), e.keywords());
  }

  /** Whether a name is that of an import of the module ({@code is_import_originated}). */
  private boolean isImported(Expr e) {
    return e instanceof Expr.Name name
        && (generator.symbols.top().flags(name.id()) & SymbolFlags.IMPORT) != 0;
  }

  /** Whether there is neither {@code *} nor {@code **} among the arguments. */
  private static boolean isPlain(Nodes<Expr> args, Nodes<Keyword> keywords) {
    for (int i = 0, n = args.size(); i < n; i++) {
      if (args.get(i) instanceof Expr.Starred) {
        return false;
      }
    }
    for (int i = 0, n = keywords.size(); i < n; i++) {
      if (keywords.get(i).arg() == null) {
        return false;
      }
    }
    return true;
  }

  private void methodCall(Expr.Call e, Expr.Attribute method) {
    Expr.Call superCall = generator.expressions.superCall(method);
    if (superCall != null) {
      generator.expressions.superAttribute(method, superCall, true);
    } else {
      visit(method.value());
      emit.at(method);
      generator.expressions.atAttribute(method);
      idioms.loadMethod(method.attr());
    }
    visitAll(e.args());
    plainKeywords(e.keywords());
    emit.at(e);
    generator.expressions.atAttribute(method);
    idioms.call(e.args().size() + e.keywords().size(), !e.keywords().isEmpty());
  }

  private void plainKeywords(Nodes<Keyword> keywords) {
    int count = keywords.size();
    if (count > 0) {
      for (int i = 0; i < count; i++) {
        visit(keywords.get(i).value());
      }
      idioms.keywordNames(names(keywords, 0, count));
    }
  }

  /** Names of the keywords from {@code begin} to {@code end}, none of which is {@code **}. */
  private static Tuple names(Nodes<Keyword> keywords, int begin, int end) {
    var names = new Constant[end - begin];
    for (int i = begin; i < end; i++) {
      names[i - begin] = named(keywords.get(i));
    }
    return Tuple.of(names);
  }

  private static Str named(Keyword keyword) {
    Str name = keyword.arg();
    if (name == null) {
      throw new IllegalArgumentException("an unpacked mapping has no name");
    }
    return name;
  }

  /**
   * Pushes the arguments and calls ({@code compiler_call_helper}).
   *
   * @param pushed how many arguments are on the stack already
   */
  void arguments(int pushed, Nodes<Expr> args, Nodes<Keyword> keywords) {
    arguments(pushed, args, null, keywords);
  }

  /**
   * As {@link #arguments(int, Nodes, Nodes)}.
   *
   * @param last a variable that is passed behind the arguments by position, if there is one
   */
  void arguments(int pushed, Nodes<Expr> args, @Nullable Str last, Nodes<Keyword> keywords) {
    checkKeywords(keywords);
    checkedArguments(pushed, args, last, keywords);
  }

  private void checkedArguments(
      int pushed, Nodes<Expr> args, @Nullable Str last, Nodes<Keyword> keywords) {
    int injected = last == null ? 0 : 1;
    int counted = args.size() + (countsGenericBase ? injected : 0);
    if (counted + keywords.size() * 2 <= Displays.STACK_USE_GUIDELINE && isPlain(args, keywords)) {
      visitAll(args);
      if (last != null) {
        generator.names.load(last);
      }
      plainKeywords(keywords);
      idioms.call(pushed + args.size() + injected + keywords.size(), !keywords.isEmpty());
      return;
    }
    if (pushed == 0 && args.size() == 1 && args.getFirst() instanceof Expr.Starred starred) {
      visit(starred.value());
    } else {
      generator.displays.argumentTuple(args, pushed, last);
    }
    if (!keywords.isEmpty()) {
      keywordMapping(keywords);
    }
    idioms.callUnpacked(!keywords.isEmpty());
  }

  /** Builds one mapping of all keywords and unpacked mappings. */
  private void keywordMapping(Nodes<Keyword> keywords) {
    boolean built = false;
    int waiting = 0;
    for (int i = 0, n = keywords.size(); i < n; i++) {
      Keyword keyword = keywords.get(i);
      if (keyword.arg() != null) {
        waiting++;
        continue;
      }
      if (waiting > 0) {
        namedKeywords(keywords, i - waiting, i);
        if (built) {
          emit.op(Opcode.DICT_MERGE, 1);
        }
        built = true;
        waiting = 0;
      }
      if (!built) {
        emit.op(Opcode.BUILD_MAP, 0);
        built = true;
      }
      visit(keyword.value());
      emit.op(Opcode.DICT_MERGE, 1);
    }
    if (waiting > 0) {
      namedKeywords(keywords, keywords.size() - waiting, keywords.size());
      if (built) {
        emit.op(Opcode.DICT_MERGE, 1);
      }
    }
  }

  /** A mapping of some keywords, none of which is {@code **} ({@code compiler_subkwargs}). */
  private void namedKeywords(Nodes<Keyword> keywords, int begin, int end) {
    int count = end - begin;
    boolean big = count * 2 > Displays.STACK_USE_GUIDELINE;
    if (count > 1 && !big && !buildsMapsOfPairs) {
      for (int i = begin; i < end; i++) {
        visit(keywords.get(i).value());
      }
      emit.loadNames(names(keywords, begin, end));
      emit.op(Opcode.BUILD_CONST_KEY_MAP, count);
      return;
    }
    if (big) {
      emit.opWithoutLine(Opcode.BUILD_MAP, 0);
    }
    for (int i = begin; i < end; i++) {
      emit.loadNames(named(keywords.get(i)));
      visit(keywords.get(i).value());
      if (big) {
        emit.opWithoutLine(Opcode.MAP_ADD, 1);
      }
    }
    if (!big) {
      emit.op(Opcode.BUILD_MAP, count);
    }
  }

  /** {@code validate_keywords}. */
  private void checkKeywords(Nodes<Keyword> keywords) {
    int count = keywords.size();
    boolean compares = count <= FEW_KEYWORDS || hasRepeated(keywords);
    for (int i = 0; i < count; i++) {
      Str name = keywords.get(i).arg();
      if (name == null) {
        continue;
      }
      checkName(keywords.get(i), name);
      for (int j = i + 1; compares && j < count; j++) {
        Keyword other = keywords.get(j);
        if (other.arg() == name) {
          emit.at(other);
          throw emit.error("keyword argument repeated: " + name);
        }
      }
    }
  }

  private void checkName(Keyword keyword, Str name) {
    if (isCheckedByScopes) {
      return;
    }
    Span before = emit.place;
    if (passesPlaces) {
      emit.at(keyword);
    }
    generator.names.checkAllowed(name, ExprContext.STORE);
    emit.place = before;
  }

  private static boolean hasRepeated(Nodes<Keyword> keywords) {
    Set<@Nullable Str> seen = HashSet.newHashSet(keywords.size());
    for (Keyword keyword : keywords) {
      if (keyword.arg() != null && !seen.add(keyword.arg())) {
        return true;
      }
    }
    return false;
  }
}
