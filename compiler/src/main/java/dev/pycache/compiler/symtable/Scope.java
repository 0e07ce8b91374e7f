package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One block and its names (CPython's {@code PySTEntryObject}).
 *
 * <p>Symbols are kept in the order in which they first occur, in two parallel arrays, with an
 * open-addressing index beside them as soon as there are too many for a linear search. Names are
 * interned, so that both searches compare references only.
 */
public final class Scope {
  /** Up to this many symbols are searched one by one. */
  private static final int LINEAR_LIMIT = 8;

  private static final int[] NO_INDEX = new int[0];

  final @Nullable Scope parent;
  final ScopeType type;
  final Str name;
  final boolean nested;
  final List<Scope> children = new ArrayList<>();

  private Str[] symbols = new Str[LINEAR_LIMIT];
  private int[] flags = new int[LINEAR_LIMIT];
  private int count;

  /**
   * Numbers of symbols, plus one, by hash; its length is a power of two, or nothing while the
   * search is linear.
   */
  private int[] index = NO_INDEX;

  private int parameterCount;

  ComprehensionKind comprehension = ComprehensionKind.NONE;
  boolean generator;
  boolean coroutine;
  boolean returnsValue;
  boolean varArgs;
  boolean varKeywords;
  boolean needsClassClosure;
  boolean needsClassDictionary;
  boolean conditionalAnnotations;
  boolean annotationsUsed;
  boolean inlined;
  boolean canSeeClassScope;
  boolean docstring;
  boolean sharesVariables;

  /** The block for the annotations of this block's variables, made at the first of them. */
  @Nullable Scope annotations;

  /** The block for the annotations of a function's parameters and result. */
  @Nullable Scope signature;

  /** What a type parameter's bound or default is called in messages. */
  @Nullable String description;

  /**
   * The names that are private to the class whose type parameters this block is about, or has
   * around it; null where all names are.
   */
  @Nullable Set<Str> mangledNames;

  /** Whether the statements that are being visited may not be executed. */
  boolean inConditionalBlock;

  /** Whether the annotation that is being visited is one that never is evaluated. */
  boolean inUnevaluatedAnnotation;

  /** How many symbols the block itself has; those behind them came from inlined comprehensions. */
  private int ownCount = Integer.MAX_VALUE;

  /** Whether the target of a comprehension's {@code for} is being visited. */
  boolean visitingTarget;

  /** How many iterables of comprehensions are being visited, those around this block included. */
  int iterableDepth;

  /** Places of {@code global} and {@code nonlocal}, for errors found by the resolver. */
  @Nullable List<Directive> directives;

  Scope(@Nullable Scope parent, ScopeType type, Str name) {
    this.parent = parent;
    this.type = type;
    this.name = name;
    this.nested = parent != null && (parent.nested || parent.type.isFunctionLike());
    this.iterableDepth = parent == null ? 0 : parent.iterableDepth;
  }

  public ScopeType type() {
    return type;
  }

  /**
   * Name of the function or class, {@code lambda}, {@code listcomp} and so on; {@code top} for a
   * module.
   */
  public Str name() {
    return name;
  }

  /** Whether a function is somewhere around this block. */
  public boolean isNested() {
    return nested;
  }

  /** Whether the block yields; generator expressions do. */
  public boolean isGenerator() {
    return generator;
  }

  /** Whether the block is {@code async}, or a comprehension that awaits. */
  public boolean isCoroutine() {
    return coroutine;
  }

  public ComprehensionKind comprehension() {
    return comprehension;
  }

  public boolean isComprehension() {
    return comprehension != ComprehensionKind.NONE;
  }

  /** Whether there is a {@code return} with a value. */
  public boolean returnsValue() {
    return returnsValue;
  }

  public boolean hasVarArgs() {
    return varArgs;
  }

  public boolean hasVarKeywords() {
    return varKeywords;
  }

  /** Whether this is a class of which a method uses {@code __class__} or {@code super}. */
  public boolean needsClassClosure() {
    return needsClassClosure;
  }

  /** Whether this is a class whose namespace a block inside it takes as {@code __classdict__}. */
  public boolean needsClassDictionary() {
    return needsClassDictionary;
  }

  /**
   * Whether this is a class or module that has to note which of its annotated assignments were
   * executed, in {@code __conditional_annotations__}.
   */
  public boolean hasConditionalAnnotations() {
    return conditionalAnnotations;
  }

  /** Whether there are annotations in the block, or, in one for annotations, any at all. */
  public boolean annotationsUsed() {
    return annotationsUsed;
  }

  /**
   * The block that evaluates the annotations of this class's or module's variables when somebody
   * asks for them; null if there are no annotations, and for targets that evaluate them at once.
   */
  public @Nullable Scope annotations() {
    return annotations;
  }

  /** Whether this is a comprehension whose code and symbols are part of the block around it. */
  public boolean isInlined() {
    return inlined;
  }

  /**
   * Whether names are looked for in the namespace of the class around the block before they are
   * looked for anywhere else.
   */
  public boolean canSeeClassScope() {
    return canSeeClassScope;
  }

  /** Whether the body of the module, class or function begins with a docstring. */
  public boolean hasDocstring() {
    return docstring;
  }

  /** Whether this is a function, lambda or comprehension right inside a class. */
  public boolean isMethod() {
    return type == ScopeType.FUNCTION && parent != null && parent.type == ScopeType.CLASS;
  }

  /** Whether the block is a function, or something whose names are variables as in a function. */
  public boolean isFunctionLike() {
    return type.isFunctionLike();
  }

  /** Where the (mangled) name lives. */
  public NameScope scope(Str name) {
    return SymbolFlags.scopeOf(flags(name));
  }

  /**
   * The {@link SymbolFlags} of the (mangled) name with its scope above them; 0 if the block does
   * not know it.
   */
  public int flags(Str name) {
    int at = find(name);
    return at < 0 ? 0 : flags[at];
  }

  /** Number of symbols. */
  public int size() {
    return count;
  }

  /** A symbol by its number, in the order in which the symbols first occur. */
  public Str symbol(int number) {
    return symbols[number];
  }

  /** Flags of a symbol by its number. */
  public int flags(int number) {
    return flags[number];
  }

  /** Scope of a symbol by its number. */
  public NameScope scope(int number) {
    return SymbolFlags.scopeOf(flags[number]);
  }

  /**
   * How many symbols are parameters. They occur in the order positional-only, positional,
   * keyword-only, {@code *args}, {@code **kwargs}.
   */
  public int parameterCount() {
    return parameterCount;
  }

  /** Whether the block has variables in common with others, as cells or free variables. */
  public boolean sharesVariables() {
    return sharesVariables;
  }

  /**
   * Local names that inner functions use, sorted ({@code dictbytype(symbols, CELL,
   * DEF_COMP_CELL)}).
   */
  public List<Str> cellVars() {
    return sorted(NameScope.CELL, SymbolFlags.COMPREHENSION_CELL);
  }

  /** Names taken from outer functions, for this block or for inner ones, sorted. */
  public List<Str> freeVars() {
    return sorted(NameScope.FREE, SymbolFlags.FREE_CLASS);
  }

  private List<Str> sorted(NameScope scope, int flag) {
    List<Str> found = List.of();
    for (int i = 0; i < count; i++) {
      if (SymbolFlags.scopeOf(flags[i]) == scope || (flags[i] & flag) != 0) {
        if (found.isEmpty()) {
          found = new ArrayList<>();
        }
        found.add(symbols[i]);
      }
    }
    if (found.size() > 1) {
      // The order of code points is the order of UTF-8 bytes.
      found.sort((a, b) -> Arrays.compareUnsigned(a.utf8(), b.utf8()));
    }
    return found;
  }

  /** The number of a symbol by its (mangled) name, -1 if there is none of this name. */
  public int find(Str name) {
    Str[] all = symbols;
    int[] table = index;
    if (table.length == 0) {
      for (int i = 0, n = count; i < n; i++) {
        if (all[i] == name) {
          return i;
        }
      }
      return -1;
    }
    int mask = table.length - 1;
    int slot = spread(name) & mask;
    int entry;
    while ((entry = table[slot]) != 0) {
      if (all[entry - 1] == name) {
        return entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /**
   * Replaces the flags and scope of a (mangled) name, which is made if need be. The code generator
   * does so while it is inside an inlined comprehension, and puts back afterwards what was there.
   */
  public void replace(Str name, int newFlags) {
    int at = find(name);
    if (at < 0) {
      append(name, newFlags);
    } else {
      flags[at] = newFlags;
    }
  }

  /** From now on, all symbols that are added are not the block's own. */
  void closeOwnSymbols() {
    ownCount = count;
  }

  /** The scope of a symbol that is the block's own; else as if there were none. */
  NameScope ownScope(Str name) {
    return SymbolFlags.scopeOf(ownFlags(name));
  }

  /** The flags of a symbol that is the block's own; else as if there were none. */
  int ownFlags(Str name) {
    int at = find(name);
    return at < 0 || at >= ownCount ? 0 : flags[at];
  }

  /** Removes a symbol; those behind it keep their order. */
  void remove(Str name) {
    int at = find(name);
    count--;
    System.arraycopy(symbols, at + 1, symbols, at, count - at);
    System.arraycopy(flags, at + 1, flags, at, count - at);
    if (index.length != 0) {
      reindex(index.length);
    }
  }

  /** Replaces the flags of a symbol. */
  void set(int number, int newFlags) {
    flags[number] = newFlags;
  }

  /** Adds a symbol that is known to be new. */
  void append(Str name, int itsFlags) {
    if (count == symbols.length) {
      var more = new Str[count * 2];
      System.arraycopy(symbols, 0, more, 0, count);
      symbols = more;
      flags = Arrays.copyOf(flags, count * 2);
    }
    symbols[count] = name;
    flags[count++] = itsFlags;
    if (index.length == 0) {
      if (count > LINEAR_LIMIT) {
        reindex(4 * LINEAR_LIMIT);
      }
    } else if (count * 2 > index.length) {
      reindex(index.length * 2);
    } else {
      enter(name, count);
    }
  }

  /** Notes that the symbol added last is a parameter. */
  void countParameter() {
    parameterCount++;
  }

  /** Adds flags to a symbol, which is made if need be. */
  void merge(Str name, int newFlags) {
    int at = find(name);
    if (at < 0) {
      append(name, newFlags);
    } else {
      flags[at] |= newFlags;
    }
  }

  private void reindex(int length) {
    index = new int[length];
    for (int i = 0; i < count; i++) {
      enter(symbols[i], i + 1);
    }
  }

  private void enter(Str name, int entry) {
    int mask = index.length - 1;
    int slot = spread(name) & mask;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = entry;
  }

  private static int spread(Str name) {
    int hash = name.hashCode();
    return hash ^ hash >>> 15;
  }

  @Override
  public String toString() {
    return type + " " + name;
  }
}
