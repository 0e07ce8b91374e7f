package dev.pycache.compiler.ast;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function or lambda.
 *
 * @param defaults for the last of the positional parameters
 * @param kwDefaults one for each of {@code kwOnlyArgs}, null where there is none
 */
public record Arguments(
    Nodes<Arg> posOnlyArgs,
    Nodes<Arg> args,
    @Nullable Arg varArg,
    Nodes<Arg> kwOnlyArgs,
    Nodes<@Nullable Expr> kwDefaults,
    @Nullable Arg kwArg,
    Nodes<Expr> defaults) {
  public static final Arguments EMPTY =
      new Arguments(
          Nodes.none(), Nodes.none(), null, Nodes.none(), Nodes.none(), null, Nodes.none());
}
