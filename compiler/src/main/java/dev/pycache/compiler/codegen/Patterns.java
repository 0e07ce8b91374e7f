package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.MatchCase;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.codegen.text.ConstantText;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.rules.StatementRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code match} (PEP 634). The code of a pattern consumes the subject, which is on top of the
 * stack; when it does not match, it jumps to the block that pops what is left. Compound patterns
 * are in {@code CompoundPatterns}.
 */
final class Patterns extends Family {
  private final CompoundPatterns compound;
  private final boolean passesPlaces;
  private final boolean leavesCasesWithoutPlace;
  private final boolean popsSubjectAtBody;

  Patterns(CodeGenerator generator) {
    super(generator);
    this.compound = new CompoundPatterns(generator, this);
    StatementRules rules = generator.statementRules;
    this.passesPlaces = rules.passesPlaces();
    this.leavesCasesWithoutPlace = rules.leavesCasesWithoutPlace();
    this.popsSubjectAtBody = rules.popsSubjectAtBody();
  }

  /** {@code compiler_match}. */
  void match(Stmt.Match s) {
    Unit unit = emit.unit;
    unit.conditionalBlocks++;
    visit(s.subject());
    BasicBlock end = emit.newBlock();
    Nodes<MatchCase> cases = s.cases();
    int last = cases.size() - 1;
    // A last "case _" needs no copy of the subject.
    boolean hasDefault = last > 0 && isWildcard(cases.get(last).pattern());
    int matched = hasDefault ? last : last + 1;
    for (int i = 0; i < matched; i++) {
      MatchCase each = cases.get(i);
      matchCase(each, i < matched - 1, each.guard() != null || i == last, end);
    }
    if (hasDefault) {
      MatchCase each = cases.get(last);
      emit.at(each.pattern());
      emit.op(Opcode.NOP);
      Expr guard = each.guard();
      if (guard != null) {
        generator.conditions.jumpIf(guard, end, false);
      }
      execute(each.body());
      leaveCase();
    }
    emit.use(end);
    unit.conditionalBlocks--;
  }

  /**
   * One case.
   *
   * @param keepsSubject whether another case follows
   * @param mayBeIrrefutable whether the pattern may be one that always matches
   */
  private void matchCase(
      MatchCase each, boolean keepsSubject, boolean mayBeIrrefutable, BasicBlock end) {
    emit.at(each.pattern());
    if (keepsSubject) {
      idioms.copy(1);
    }
    var context = new PatternContext();
    context.allowsIrrefutable = mayBeIrrefutable;
    pattern(each.pattern(), context);
    for (Str name : context.stores) {
      generator.names.store(name);
    }
    Expr guard = each.guard();
    if (guard != null) {
      ensureFailPop(context, 0);
      generator.conditions.jumpIf(guard, context.failPops.getFirst(), false);
    }
    if (keepsSubject) {
      if (popsSubjectAtBody) {
        emit.place = Span.NEXT;
      }
      emit.op(Opcode.POP_TOP);
    }
    execute(each.body());
    leaveCase();
    emit.jump(Opcode.JUMP, end);
    // What a failure pops belongs to the pattern and not to the body before it.
    emit.at(each.pattern());
    emitFailPops(context);
  }

  private void leaveCase() {
    if (leavesCasesWithoutPlace) {
      emit.unset();
    }
  }

  /** Makes blocks until there is one that pops {@code count} items. */
  private void ensureFailPop(PatternContext context, int count) {
    while (context.failPops.size() <= count) {
      context.failPops.add(emit.newBlock());
    }
  }

  /** {@code jump_to_fail_pop}. */
  void fail(PatternContext context, Opcode jump) {
    int count = context.itemsToPop();
    ensureFailPop(context, count);
    emit.jump(jump, context.failPops.get(count));
  }

  /** {@code emit_and_reset_fail_pop}. */
  void emitFailPops(PatternContext context) {
    List<BasicBlock> blocks = context.failPops;
    if (blocks.isEmpty()) {
      return;
    }
    for (int i = blocks.size() - 1; i > 0; i--) {
      emit.use(blocks.get(i));
      emit.op(Opcode.POP_TOP);
    }
    emit.use(blocks.getFirst());
    blocks.clear();
  }

  /** {@code compiler_pattern}. */
  void pattern(Pattern pattern, PatternContext context) {
    Span before = emit.place;
    emit.at(pattern);
    switch (pattern) {
      case Pattern.MatchValue p -> value(p, context);
      case Pattern.MatchSingleton p -> {
        emit.loadConst(p.value());
        idioms.compare(CompareOperator.IS);
        fail(context, Opcode.POP_JUMP_IF_FALSE);
      }
      case Pattern.MatchSequence p -> compound.sequence(p, context);
      case Pattern.MatchMapping p -> compound.mapping(p, context);
      case Pattern.MatchClass p -> compound.classPattern(p, context);
      case Pattern.MatchStar p -> capture(p.name(), context);
      case Pattern.MatchAs p -> as(p, context);
      case Pattern.MatchOr p -> compound.or(p, context);
    }
    if (passesPlaces) {
      emit.place = before;
    }
  }

  /**
   * A pattern inside of another one, where it may always match ({@code
   * compiler_pattern_subpattern}).
   */
  void subpattern(Pattern pattern, PatternContext context) {
    boolean before = context.allowsIrrefutable;
    context.allowsIrrefutable = true;
    pattern(pattern, context);
    context.allowsIrrefutable = before;
  }

  private void value(Pattern.MatchValue p, PatternContext context) {
    Expr value = p.value();
    if (!(value instanceof Expr.Constant || value instanceof Expr.Attribute)) {
      throw emit.error("patterns may only match literals and attribute lookups");
    }
    visit(value);
    idioms.compare(CompareOperator.EQUAL);
    idioms.toBool();
    fail(context, Opcode.POP_JUMP_IF_FALSE);
  }

  /** {@code compiler_pattern_as}. */
  private void as(Pattern.MatchAs p, PatternContext context) {
    Str name = p.name();
    Pattern inner = p.pattern();
    if (inner == null) {
      if (!context.allowsIrrefutable) {
        throw emit.error(
            (name == null ? "wildcard" : "name capture " + text(name))
                + " makes remaining patterns unreachable");
      }
      capture(name, context);
      return;
    }
    context.onTop++;
    idioms.copy(1);
    pattern(inner, context);
    context.onTop--;
    capture(name, context);
  }

  /**
   * Puts the top beneath what has to stay on top, to be stored later ({@code
   * pattern_helper_store_name}).
   */
  void capture(@Nullable Str name, PatternContext context) {
    if (name == null) {
      emit.op(Opcode.POP_TOP);
      return;
    }
    generator.names.checkAllowed(name, ExprContext.STORE);
    checkNotStored(name, context);
    idioms.rotate(context.itemsToPop() + 1);
    context.stores.add(name);
  }

  void checkNotStored(Str name, PatternContext context) {
    if (context.stores.contains(name)) {
      throw emit.error("multiple assignments to name " + text(name) + " in pattern");
    }
  }

  /** A constant as a message quotes it. */
  String text(Constant constant) {
    return ConstantText.of(generator.context.target(), constant);
  }

  static boolean isWildcard(Pattern pattern) {
    return pattern instanceof Pattern.MatchAs as && as.name() == null;
  }

  /** Compares the length of the subject with {@code count}. */
  void checkLength(CompareOperator operator, int count, PatternContext context) {
    emit.op(Opcode.GET_LEN);
    idioms.loadInt(count);
    idioms.compare(operator);
    fail(context, Opcode.POP_JUMP_IF_FALSE);
  }

  /** Fails if the top, which stays, is None. */
  void failIfNone(PatternContext context) {
    idioms.testNotNone();
    fail(context, Opcode.POP_JUMP_IF_FALSE);
  }

  /** The item of the subject that stands {@code fromEnd} places before its end. */
  void loadIndexFromEnd(int fromEnd) {
    emit.op(Opcode.GET_LEN);
    idioms.loadInt(fromEnd);
    idioms.binary(BinaryOperator.SUBTRACT);
  }
}
