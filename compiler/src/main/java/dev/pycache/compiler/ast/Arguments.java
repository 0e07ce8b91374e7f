package dev.pycache.compiler.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function or lambda.
 *
 * @param defaults for the last of the positional parameters
 * @param kwDefaults one for each of {@code kwOnlyArgs}, null where there is none
 */
public record Arguments(
    List<Arg> posOnlyArgs,
    List<Arg> args,
    @Nullable Arg varArg,
    List<Arg> kwOnlyArgs,
    List<@Nullable Expr> kwDefaults,
    @Nullable Arg kwArg,
    List<Expr> defaults) {
  public static final Arguments EMPTY =
      new Arguments(
          Nodes.none(), Nodes.none(), null, Nodes.none(), Nodes.none(), null, Nodes.none());
}
