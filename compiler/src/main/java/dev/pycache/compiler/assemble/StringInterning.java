package dev.pycache.compiler.assemble;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.rules.AssemblyRules;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What {@code _PyCode_New} does to the strings of a code object as far as it can be told
 * afterwards. String constants that look like names are interned from the start here, which makes
 * the same objects of them; two effects remain.
 */
final class StringInterning {
  private final Strings strings;
  private final ConstantCache constants;
  private final AssemblyRules rules;

  /** The frozensets that are a constant of a unit already. */
  private final Set<FrozenSet> placed = Collections.newSetFromMap(new IdentityHashMap<>());

  StringInterning(CompilationContext context, ConstantCache constants, AssemblyRules rules) {
    this.rules = rules;
    this.strings = context.strings();
    this.constants = constants;
  }

  /**
   * Interns the names of a code object in place ({@code intern_strings}). They are identifiers and
   * interned, unless a tuple constant of the same value came first: that one is shared, and what
   * was a constant's item becomes a name.
   */
  void internNames(Tuple names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) instanceof Str name && !name.interned()) {
        names.replace(i, strings.intern(name));
      }
    }
  }

  /**
   * Makes new objects of the frozensets that interning changes ({@code intern_string_constants}): a
   * frozenset of which a string gives way to an older interned one is built anew for each code
   * object. The first code object may keep the old one, as nobody else has it then. Frozensets come
   * from {@code in} tests only, never within a tuple.
   *
   * @param consts the constants of a code object, not yet seen by another
   */
  void rebuildFrozenSets(Tuple consts) {
    for (int i = 0; i < consts.size(); i++) {
      if (consts.get(i) instanceof FrozenSet set && !placed.add(set) && changesByInterning(set)) {
        consts.replace(i, new FrozenSet(set.items()));
      }
    }
  }

  private boolean changesByInterning(FrozenSet set) {
    for (Constant item : set.items()) {
      if (item instanceof Str text && text.isNameLike() && isReplaced(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether another string of this value was interned before the constant was. Of one character
   * there is one string, so that only what the process has interned can be another, if even that.
   */
  private boolean isReplaced(Str text) {
    if (text.isEmpty() || constants.isName(text)) {
      return false;
    }
    boolean character = text.length() == 1;
    if (character && rules.internsCharactersAsTheyAre()) {
      return false;
    }
    return (!character && strings.isIdentifier(text)) || ProcessStrings.hasName(rules, text);
  }
}
