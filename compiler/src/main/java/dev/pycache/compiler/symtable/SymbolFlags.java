package dev.pycache.compiler.symtable;

/**
 * How a name occurs in a scope: the bits of {@link Scope#flags}. They are those of CPython's {@code
 * pycore_symtable.h}, so that tables can be compared with the ones of Python's {@code symtable}
 * module.
 */
public final class SymbolFlags {
  /** Named in a {@code global} statement. */
  public static final int GLOBAL = 1;

  /** Assigned, deleted, or defined by {@code def} or {@code class}. */
  public static final int LOCAL = 1 << 1;

  public static final int PARAMETER = 1 << 2;

  /** Named in a {@code nonlocal} statement. */
  public static final int NONLOCAL = 1 << 3;

  /** Read. */
  public static final int USE = 1 << 4;

  /** A name of a class body that a method takes from an outer function. */
  public static final int FREE_CLASS = 1 << 6;

  public static final int IMPORT = 1 << 7;

  public static final int ANNOTATED = 1 << 8;

  /** The iteration variable of a comprehension. */
  public static final int COMPREHENSION_TARGET = 1 << 9;

  /** A type parameter (PEP 695). */
  public static final int TYPE_PARAMETER = 1 << 10;

  /** Bound by an inlined comprehension and used by a function inside it. */
  public static final int COMPREHENSION_CELL = 1 << 11;

  /** Any of the ways in which a block binds a name. */
  public static final int BOUND = LOCAL | PARAMETER | IMPORT;

  /** The {@link NameScope} stands above the other bits. */
  static final int SCOPE_SHIFT = 12;

  private static final NameScope[] SCOPES = NameScope.values();

  private SymbolFlags() {}

  /** The scope that the resolver has put into the flags. */
  public static NameScope scopeOf(int flags) {
    return SCOPES[flags >> SCOPE_SHIFT];
  }

  /** The flags with their scope replaced. */
  static int withScope(int flags, NameScope scope) {
    return flags & (1 << SCOPE_SHIFT) - 1 | scope.ordinal() << SCOPE_SHIFT;
  }
}
