package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Default values of parameters, which are evaluated where the function is made. */
final class Defaults extends Family {
  private final boolean buildsMapsOfPairs;

  Defaults(CodeGenerator generator) {
    super(generator);
    this.buildsMapsOfPairs = generator.expressionRules.buildsMapsOfPairs();
  }

  /**
   * Pushes the defaults ({@code compiler_default_arguments}).
   *
   * @return which there are, as flags for {@link Closures#makeFunction}
   */
  int push(Arguments parameters) {
    int flags = 0;
    if (!parameters.defaults().isEmpty()) {
      visitAll(parameters.defaults());
      emit.op(Opcode.BUILD_TUPLE, parameters.defaults().size());
      flags |= Closures.DEFAULTS;
    }
    if (pushKeywordDefaults(parameters.kwOnlyArgs(), parameters.kwDefaults())) {
      flags |= Closures.KEYWORD_DEFAULTS;
    }
    return flags;
  }

  /** {@code compiler_visit_kwonlydefaults}. */
  private boolean pushKeywordDefaults(Nodes<Arg> parameters, Nodes<@Nullable Expr> defaults) {
    List<Constant> names = null;
    for (int i = 0, n = parameters.size(); i < n; i++) {
      Expr value = defaults.get(i);
      if (value != null) {
        if (names == null) {
          names = new ArrayList<>();
        }
        Str name = generator.names.mangledConstant(parameters.get(i).name());
        names.add(name);
        if (buildsMapsOfPairs) {
          emit.loadNames(name);
        }
        visit(value);
      }
    }
    if (names == null) {
      return false;
    }
    if (buildsMapsOfPairs) {
      emit.op(Opcode.BUILD_MAP, names.size());
    } else {
      emit.loadNames(Tuple.of(names));
      emit.op(Opcode.BUILD_CONST_KEY_MAP, names.size());
    }
    return true;
  }
}
