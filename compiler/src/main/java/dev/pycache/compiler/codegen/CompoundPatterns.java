package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Pattern;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.fold.PythonEquality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patterns that consist of others: sequences, mappings, classes, alternatives. */
final class CompoundPatterns extends Family {
  private final Patterns patterns;
  private final boolean passesPlaces;

  CompoundPatterns(CodeGenerator generator, Patterns patterns) {
    super(generator);
    this.patterns = patterns;
    this.passesPlaces = generator.statementRules.passesPlaces();
  }

  // Sequences

  /** {@code compiler_pattern_sequence}. */
  void sequence(Pattern.MatchSequence p, PatternContext context) {
    Nodes<Pattern> items = p.patterns();
    int size = items.size();
    int star = -1;
    boolean onlyWildcards = true;
    boolean starIsWildcard = false;
    for (int i = 0; i < size; i++) {
      if (items.get(i) instanceof Pattern.MatchStar each) {
        if (star >= 0) {
          throw emit.error("multiple starred names in sequence pattern");
        }
        starIsWildcard = each.name() == null;
        onlyWildcards &= starIsWildcard;
        star = i;
      } else {
        onlyWildcards &= Patterns.isWildcard(items.get(i));
      }
    }
    context.onTop++;
    emit.op(Opcode.MATCH_SEQUENCE);
    patterns.fail(context, Opcode.POP_JUMP_IF_FALSE);
    if (star < 0) {
      patterns.checkLength(CompareOperator.EQUAL, size, context);
    } else if (size > 1) {
      patterns.checkLength(CompareOperator.GREATER_EQUAL, size - 1, context);
    }
    context.onTop--;
    if (onlyWildcards) {
      emit.op(Opcode.POP_TOP);
    } else if (starIsWildcard) {
      itemsBySubscript(items, star, context);
    } else {
      unpack(items);
      subpatterns(items, context);
    }
  }

  /** Matches what has been unpacked, item by item. */
  private void subpatterns(Nodes<Pattern> items, PatternContext context) {
    int size = items.size();
    context.onTop += size;
    for (int i = 0; i < size; i++) {
      context.onTop--;
      patterns.subpattern(items.get(i), context);
    }
  }

  /** {@code pattern_unpack_helper}. */
  private void unpack(Nodes<Pattern> items) {
    int count = items.size();
    boolean starSeen = false;
    for (int i = 0; i < count; i++) {
      if (!(items.get(i) instanceof Pattern.MatchStar)) {
        continue;
      }
      if (starSeen) {
        throw emit.error("multiple starred expressions in sequence pattern");
      }
      int after = count - i - 1;
      if (i >= 1 << 8 || after >= Integer.MAX_VALUE >> 8) {
        throw emit.error("too many expressions in star-unpacking sequence pattern");
      }
      emit.op(Opcode.UNPACK_EX, i + (after << 8));
      starSeen = true;
    }
    if (!starSeen) {
      emit.op(Opcode.UNPACK_SEQUENCE, count);
    }
  }

  /**
   * Takes single items and leaves out what {@code *_} covers ({@code
   * pattern_helper_sequence_subscr}).
   */
  private void itemsBySubscript(Nodes<Pattern> items, int star, PatternContext context) {
    context.onTop++;
    int size = items.size();
    for (int i = 0; i < size; i++) {
      Pattern item = items.get(i);
      if (i == star || Patterns.isWildcard(item)) {
        continue;
      }
      idioms.copy(1);
      if (i < star) {
        idioms.loadInt(i);
      } else {
        // The subject may not know negative indices.
        patterns.loadIndexFromEnd(size - i);
      }
      idioms.subscript(ExprContext.LOAD);
      patterns.subpattern(item, context);
    }
    context.onTop--;
    emit.op(Opcode.POP_TOP);
  }

  // Mappings

  /** {@code compiler_pattern_mapping}. */
  void mapping(Pattern.MatchMapping p, PatternContext context) {
    Nodes<Expr> keys = p.keys();
    int size = keys.size();
    Str rest = p.rest();
    context.onTop++;
    emit.op(Opcode.MATCH_MAPPING);
    patterns.fail(context, Opcode.POP_JUMP_IF_FALSE);
    if (size == 0 && rest == null) {
      context.onTop--;
      emit.op(Opcode.POP_TOP);
      return;
    }
    if (size > 0) {
      patterns.checkLength(CompareOperator.GREATER_EQUAL, size, context);
    }
    keys(keys);
    emit.op(Opcode.BUILD_TUPLE, size);
    emit.op(Opcode.MATCH_KEYS);
    // On top of the subject are the keys and the values, or None.
    context.onTop += 2;
    patterns.failIfNone(context);
    emit.op(Opcode.UNPACK_SEQUENCE, size);
    context.onTop--;
    subpatterns(p.patterns(), context);
    context.onTop -= 2;
    if (rest != null) {
      restOfMapping(size);
      patterns.capture(rest, context);
    } else {
      emit.op(Opcode.POP_TOP);
      emit.op(Opcode.POP_TOP);
    }
  }

  private void keys(Nodes<Expr> keys) {
    Set<Object> seen = new HashSet<>();
    for (Expr key : keys) {
      if (key instanceof Expr.Constant constant) {
        if (!seen.add(PythonEquality.key(constant.value()))) {
          throw emit.error(
              "mapping pattern checks duplicate key (" + patterns.text(constant.value()) + ")");
        }
      } else if (!(key instanceof Expr.Attribute)) {
        throw emit.error("mapping pattern keys may only match literals and attribute lookups");
      }
      visit(key);
    }
  }

  /** A copy of the subject without the keys, of which there are {@code size}; both are consumed. */
  private void restOfMapping(int size) {
    emit.op(Opcode.BUILD_MAP, 0);
    idioms.swap(3);
    emit.op(Opcode.DICT_UPDATE, 2);
    emit.op(Opcode.UNPACK_SEQUENCE, size);
    for (int left = size; left > 0; left--) {
      idioms.copy(1 + left);
      idioms.swap(2);
      idioms.subscript(ExprContext.DEL);
    }
  }

  // Classes

  /** {@code compiler_pattern_class}. */
  void classPattern(Pattern.MatchClass p, PatternContext context) {
    Nodes<Pattern> positional = p.patterns();
    Nodes<Pattern> byKeyword = p.keywordPatterns();
    if (!p.keywordNames().isEmpty()) {
      checkKeywords(p.keywordNames(), byKeyword);
      emit.at(p);
    }
    visit(p.cls());
    emit.loadNames(Tuple.of(p.keywordNames().toArray(Constant[]::new)));
    emit.op(Opcode.MATCH_CLASS, positional.size());
    // In place of subject and class there is a tuple of attributes, or None.
    int size = positional.size() + byKeyword.size();
    context.onTop++;
    patterns.failIfNone(context);
    emit.op(Opcode.UNPACK_SEQUENCE, size);
    context.onTop += size - 1;
    for (int i = 0; i < size; i++) {
      context.onTop--;
      Pattern item =
          i < positional.size() ? positional.get(i) : byKeyword.get(i - positional.size());
      if (Patterns.isWildcard(item)) {
        emit.op(Opcode.POP_TOP);
      } else {
        patterns.subpattern(item, context);
      }
    }
  }

  /**
   * {@code validate_kwd_attrs}; the tree has no place for the names, so errors point to the
   * patterns.
   */
  private void checkKeywords(List<Str> names, Nodes<Pattern> values) {
    for (int i = 0; i < names.size(); i++) {
      emit.at(values.get(i));
      generator.names.checkAllowed(names.get(i), ExprContext.STORE);
      for (int j = i + 1; j < names.size(); j++) {
        if (names.get(i) == names.get(j)) {
          emit.at(values.get(j));
          throw emit.error("attribute name repeated in class pattern: " + names.get(i));
        }
      }
    }
  }

  // Alternatives

  /** {@code compiler_pattern_or}. */
  void or(Pattern.MatchOr p, PatternContext context) {
    BasicBlock end = emit.newBlock();
    int size = p.patterns().size();
    // The names that the first alternative binds: the others have to bind the same, and leave them
    // in this order.
    List<Str> control = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Pattern alternative = p.patterns().get(i);
      emit.at(alternative);
      var inner = new PatternContext();
      inner.allowsIrrefutable = i == size - 1 && context.allowsIrrefutable;
      idioms.copy(1);
      patterns.pattern(alternative, inner);
      if (i == 0) {
        control = inner.stores;
      } else {
        reorder(p, inner.stores, control);
      }
      emit.jump(Opcode.JUMP, end);
      patterns.emitFailPops(inner);
    }
    atAlternatives(p);
    // No match: pop the copy of the subject.
    emit.op(Opcode.POP_TOP);
    patterns.fail(context, Opcode.JUMP);
    emit.use(end);
    // Captured values go beneath each other, the subject, and whatever was there before.
    int depth = control.size() + 1 + context.itemsToPop();
    for (Str name : control) {
      idioms.rotate(depth);
      patterns.checkNotStored(name, context);
      context.stores.add(name);
    }
    emit.op(Opcode.POP_TOP);
  }

  /** Brings the values of an alternative on the stack into the order of the first one. */
  private void reorder(Pattern.MatchOr p, List<Str> stores, List<Str> control) {
    if (stores.size() != control.size()) {
      throw differentNames(p);
    }
    for (int wanted = control.size() - 1; wanted >= 0; wanted--) {
      int found = stores.indexOf(control.get(wanted));
      if (found < 0) {
        throw differentNames(p);
      }
      if (found != wanted) {
        int rotations = found + 1;
        List<Str> head = stores.subList(0, rotations);
        List<Str> moved = new ArrayList<>(head);
        head.clear();
        stores.addAll(wanted - found, moved);
        for (; rotations > 0; rotations--) {
          idioms.rotate(wanted + 1);
        }
      }
    }
  }

  private CompileException differentNames(Pattern.MatchOr p) {
    atAlternatives(p);
    return emit.error("alternative patterns bind different names");
  }

  private void atAlternatives(Pattern.MatchOr p) {
    if (passesPlaces) {
      emit.at(p);
    }
  }
}
