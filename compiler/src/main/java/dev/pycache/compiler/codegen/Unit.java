package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.IndexTable;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.Scope;
import dev.pycache.compiler.symtable.SymbolFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unit that is being compiled: what changes on entry to and exit from a scope ({@code struct
 * compiler_unit}).
 */
final class Unit {
  final @Nullable Unit parent;
  final ScopeKind kind;
  final Scope scope;
  final CodeUnit code;

  /** The loops, handlers and contexts around the current place, innermost last. */
  final List<FrameBlock> frameBlocks = new ArrayList<>();

  /** Name of the class around this place, which private names are mangled with. */
  @Nullable Str className;

  // What the emitter has of a unit while it is the innermost: here while another one is.

  BasicBlock block;
  boolean blockEnded;
  Span place = Span.NONE;

  /** The handler around all the code of a generator or coroutine, once it is set up. */
  @Nullable BasicBlock stopIteration;

  /**
   * How many compound statements are around the current place, in which an annotation may not be
   * reached ({@code u_in_conditional_block}).
   */
  int conditionalBlocks;

  /** In a class: the attributes that its methods set on {@code self}. */
  private @Nullable Set<Str> staticAttributes;

  /** In a class or module: the annotations of its variables, for its {@code __annotate__}. */
  @Nullable DeferredAnnotations deferredAnnotations;

  /** How many inlined comprehensions are around the current place ({@code u_in_inlined_comp}). */
  private int inlinedComprehensions;

  /** Names of a class or module that are fast locals now, as in an inlined comprehension. */
  private @Nullable Set<Str> hiddenLocals;

  private @Nullable Str misplaced;

  /** Of each symbol of the scope what {@link #access} says. */
  private final int[] accesses;

  /** A unit with an empty entry block ({@code compiler_enter_scope}). */
  Unit(@Nullable Unit parent, ScopeKind kind, Scope scope, CodeUnit code, KnownNames known) {
    this.parent = parent;
    this.kind = kind;
    this.scope = scope;
    this.code = code;
    this.accesses = new int[scope.size()];
    code.paramCount = addParameters();
    if (scope.sharesVariables()) {
      addAll(scope.cellVars(), code.cellVars);
      addAll(scope.freeVars(), code.freeVars);
    }
    if (scope.needsClassClosure()) {
      code.cellVars.indexOf(known.classClosure);
    }
    if (scope.needsClassDictionary()) {
      code.cellVars.indexOf(known.classDictionary);
    }
    if (scope.hasConditionalAnnotations()) {
      code.cellVars.indexOf(known.conditionalAnnotations);
    }
    this.className = parent == null ? null : parent.className;
    this.block = code.entry;
  }

  /** What a mangled name is here and now. */
  NameScope scopeOf(Str name) {
    return scope.scope(name);
  }

  /** Notes that a method of this class sets an attribute of {@code self}. */
  void addStaticAttribute(Str name) {
    if (staticAttributes == null) {
      staticAttributes = new HashSet<>();
    }
    staticAttributes.add(name);
  }

  /** The noted attributes, sorted by code points. */
  List<Str> staticAttributes() {
    if (staticAttributes == null) {
      return List.of();
    }
    List<Str> names = new ArrayList<>(staticAttributes);
    names.sort((a, b) -> Arrays.compareUnsigned(a.utf8(), b.utf8()));
    return names;
  }

  /**
   * The number of a free variable in instructions. One that the scopes do not know of, since an
   * inlined comprehension or a name of a class confused them, becomes the last.
   */
  int freeVariable(Str name) {
    if (code.freeVars.find(name) < 0 && !code.cellVars.isEmpty()) {
      misplaced = name;
    }
    return code.cellVars.size() + code.freeVars.indexOf(name);
  }

  /** The number of a cell in instructions; see {@link #freeVariable}. */
  int cellVariable(Str name) {
    if (code.cellVars.find(name) < 0 && !code.freeVars.isEmpty()) {
      misplaced = name;
    }
    return code.cellVars.indexOf(name);
  }

  /**
   * A late variable for which there is no place, or null: CPython gives it the number of another
   * one ({@code dict_add_o}), and crashes when it makes the code object.
   */
  @Nullable Str misplaced() {
    return misplaced;
  }

  /** Whether the current place is inside a comprehension that is part of this unit. */
  boolean inInlinedComprehension() {
    return inlinedComprehensions > 0;
  }

  void enterInlinedComprehension() {
    inlinedComprehensions++;
  }

  void leaveInlinedComprehension() {
    inlinedComprehensions--;
  }

  /** Whether a mangled name is a fast local although this is no function. */
  boolean isHiddenLocal(Str name) {
    return hiddenLocals != null && hiddenLocals.contains(name);
  }

  /**
   * Makes a name a fast local until {@link #unhide}.
   *
   * @return whether it was none before
   */
  boolean hide(Str name) {
    if (hiddenLocals == null) {
      hiddenLocals = new HashSet<>();
    }
    return hiddenLocals.add(name);
  }

  void unhide(Str name) {
    if (hiddenLocals != null) {
      hiddenLocals.remove(name);
    }
  }

  /**
   * How instructions get at a symbol, as {@link Names} has kept it.
   *
   * @param symbol its number in the scope, or -1
   * @return 0 if nothing is known
   */
  int access(int symbol) {
    return symbol >= 0 && symbol < accesses.length && inlinedComprehensions == 0
        ? accesses[symbol]
        : 0;
  }

  /**
   * Keeps what {@link #access} is to say of a symbol. It is always the same, other than inside of a
   * comprehension that is part of the unit, where names have another meaning.
   */
  void keepAccess(int symbol, int access) {
    if (symbol >= 0 && symbol < accesses.length && inlinedComprehensions == 0) {
      accesses[symbol] = access;
    }
  }

  /** Parameters are the first locals. */
  private int addParameters() {
    int count = scope.parameterCount();
    IndexTable<Str> locals = code.varNames;
    for (int i = 0; locals.size() < count; i++) {
      if ((scope.flags(i) & SymbolFlags.PARAMETER) != 0) {
        int index = locals.append(scope.symbol(i));
        if (scope.scope(i) == NameScope.LOCAL) {
          accesses[i] = Names.accessLocal(index);
        }
      }
    }
    return count;
  }

  private static void addAll(List<Str> names, IndexTable<Str> table) {
    for (int i = 0, n = names.size(); i < n; i++) {
      table.append(names.get(i));
    }
  }
}
