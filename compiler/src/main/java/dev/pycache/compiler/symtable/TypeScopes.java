package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.ast.TypeParameter;
import dev.pycache.compiler.rules.ScopeRules;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** The first pass over type parameters and type aliases (PEP 695, PEP 696). */
final class TypeScopes {
  private final ScopeStack scopes;
  private final RecursionDepth depth;
  private final ExpressionScopes expressions;
  private final ScopeMap defaults;
  private final boolean manglesTypeParametersOnly;
  private final boolean tellsConstraintsFromBounds;
  private final @Nullable Str reservedName;
  private final Str classDictionary;
  private final Str typeParametersVariable;
  private final Str genericBase;
  private final Str defaultsVariable;
  private final Str kwDefaultsVariable;
  private final Str typeParametersAttribute;

  /**
   * @param defaults gets the blocks of default values, by their type parameters
   */
  TypeScopes(
      ScopeStack scopes,
      ScopeRules rules,
      RecursionDepth depth,
      ExpressionScopes expressions,
      ScopeMap defaults) {
    this.scopes = scopes;
    this.depth = depth;
    this.expressions = expressions;
    this.defaults = defaults;
    this.manglesTypeParametersOnly = rules.manglesTypeParametersOnly();
    this.tellsConstraintsFromBounds = rules.tellsConstraintsFromBounds();
    KnownNames known = scopes.known();
    this.classDictionary = known.classDictionary;
    this.reservedName = rules.reservesClassDictionary() ? classDictionary : null;
    this.typeParametersVariable = known.typeParameters;
    this.genericBase = known.genericBase;
    this.defaultsVariable = known.defaults;
    this.kwDefaultsVariable = known.keywordDefaults;
    this.typeParametersAttribute = known.typeParametersOfClass;
  }

  /** Opens the block of a function's type parameters and visits them. */
  void enter(Stmt.FunctionDef function) {
    Span span = function.span();
    enter(function.name(), function.typeParameters(), span);
    // Parameters for the defaults are there whether there are defaults or not, other than those for
    // the defaults of keyword-only parameters.
    scopes.add(defaultsVariable, SymbolFlags.PARAMETER, span);
    if (hasKeywordDefaults(function.args())) {
      scopes.add(kwDefaultsVariable, SymbolFlags.PARAMETER, span);
    }
    parameters(function.typeParameters());
  }

  private static boolean hasKeywordDefaults(Arguments args) {
    for (int i = 0, n = args.kwDefaults().size(); i < n; i++) {
      if (args.kwDefaults().get(i) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Opens the block of a class's type parameters and visits them. From here on, names are private
   * to the class.
   */
  void enter(Stmt.ClassDef definition) {
    Span span = definition.span();
    Scope block = enter(definition.name(), definition.typeParameters(), span);
    // The tuple of the parameters is stored here, and used for the bases and in the class.
    scopes.add(typeParametersVariable, SymbolFlags.LOCAL, span);
    scopes.add(typeParametersVariable, SymbolFlags.USE, span);
    scopes.add(genericBase, SymbolFlags.LOCAL, span);
    scopes.add(genericBase, SymbolFlags.USE, span);
    scopes.changeClass(definition.name());
    if (manglesTypeParametersOnly) {
      block.mangledNames = new HashSet<>();
    }
    parameters(definition.typeParameters());
  }

  /** What a generic class binds and uses in its own block. */
  void classAttributes(Span span) {
    scopes.add(typeParametersAttribute, SymbolFlags.LOCAL, span);
    scopes.add(typeParametersVariable, SymbolFlags.USE, span);
  }

  /** Mirrors {@code symtable_enter_type_param_block}. */
  private Scope enter(Str name, Nodes<TypeParameter> parameters, Span span) {
    boolean inClass = scopes.current().type == ScopeType.CLASS;
    Scope block = scopes.enter(ScopeType.TYPE_PARAMETERS, name, parameters, span);
    seeClass(block, inClass, span);
    return block;
  }

  /** Lets a block look for names in the class around it, which it takes as a variable. */
  private void seeClass(Scope block, boolean inClass, Span span) {
    if (inClass) {
      block.canSeeClassScope = true;
      scopes.add(classDictionary, SymbolFlags.USE, span);
    }
  }

  /** A {@code type} statement. */
  void alias(Stmt.TypeAlias alias) {
    expressions.visit(alias.name());
    Str name = alias.name().id();
    boolean inClass = scopes.current().type == ScopeType.CLASS;
    boolean generic = !alias.typeParameters().isEmpty();
    if (generic) {
      enter(name, alias.typeParameters(), alias.span());
      parameters(alias.typeParameters());
    }
    Scope block = scopes.enter(ScopeType.TYPE_ALIAS, name, alias, alias.span());
    seeClass(block, inClass, alias.value().span());
    expressions.visit(alias.value());
    scopes.exit();
    if (generic) {
      scopes.exit();
    }
  }

  private void parameters(Nodes<TypeParameter> parameters) {
    for (int i = 0, n = parameters.size(); i < n; i++) {
      depth.enter();
      parameter(parameters.get(i));
      depth.leave();
    }
  }

  /** Mirrors {@code symtable_visit_type_param}. */
  private void parameter(TypeParameter parameter) {
    Str name = parameter.name();
    scopes.add(name, SymbolFlags.TYPE_PARAMETER | SymbolFlags.LOCAL, parameter.span());
    if (name == reservedName) {
      throw ScopeStack.error(
          "reserved name '" + name + "' cannot be used for type parameter", parameter.span());
    }
    String kind =
        switch (parameter) {
          case TypeParameter.TypeVar variable -> {
            if (variable.bound() != null) {
              bound(variable, variable.bound());
            }
            yield "a TypeVar";
          }
          case TypeParameter.TypeVarTuple _ -> "a TypeVarTuple";
          case TypeParameter.ParamSpec _ -> "a ParamSpec";
        };
    Expr value = parameter.defaultValue();
    if (value != null) {
      boolean inClass = scopes.current().canSeeClassScope;
      Scope block = scopes.enter(ScopeType.TYPE_VARIABLE, name, value.span());
      defaults.put(parameter, block);
      visit(block, value, inClass, kind + " default");
    }
  }

  private void bound(TypeParameter.TypeVar variable, Expr bound) {
    boolean inClass = scopes.current().canSeeClassScope;
    Scope block = scopes.enter(ScopeType.TYPE_VARIABLE, variable.name(), variable, bound.span());
    boolean constraints = tellsConstraintsFromBounds && bound instanceof Expr.Tuple;
    visit(block, bound, inClass, constraints ? "a TypeVar constraint" : "a TypeVar bound");
  }

  private void visit(Scope block, Expr value, boolean inClass, String description) {
    seeClass(block, inClass, value.span());
    block.description = description;
    expressions.visit(value);
    scopes.exit();
  }
}
