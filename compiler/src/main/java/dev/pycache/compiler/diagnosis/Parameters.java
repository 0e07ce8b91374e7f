package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.ast.Arg;
import dev.pycache.compiler.ast.Arguments;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parameters of a function together ({@code _PyPegen_make_arguments}). */
final class Parameters {
  /** A parameter with its default, if it has one ({@code NameDefaultPair}). */
  record Defaulted(Arg arg, @Nullable Expr value) {}

  /** Parameters before a slash of which the last have defaults ({@code SlashWithDefault}). */
  record SlashWithDefault(Nodes<Arg> plain, List<Defaulted> defaulted) {}

  /** What comes with the star and after it ({@code StarEtc}). */
  record StarEtc(@Nullable Arg rest, List<Defaulted> named, @Nullable Arg keywords) {}

  private Parameters() {}

  /** The parameters, or none where there was nothing. */
  static Arguments orNone(@Nullable Object arguments) {
    return arguments == null ? Arguments.EMPTY : (Arguments) arguments;
  }

  /**
   * All parameters.
   *
   * @param slash those before a slash, when none of them has a default
   * @param slashWithDefault those before a slash, when one of them has
   * @param plain those after without default
   * @param defaulted those after with one
   */
  static Arguments make(
      @Nullable Object slash,
      @Nullable SlashWithDefault slashWithDefault,
      @Nullable Object plain,
      @Nullable Object defaulted,
      @Nullable StarEtc star) {
    List<Arg> posOnly = new ArrayList<>();
    List<Arg> positional = new ArrayList<>();
    List<Expr> defaults = new ArrayList<>();
    if (slash != null) {
      posOnly.addAll(Lists.<Arg>cast(slash));
    } else if (slashWithDefault != null) {
      posOnly.addAll(slashWithDefault.plain());
      addAll(slashWithDefault.defaulted(), posOnly, defaults);
    }
    if (plain != null) {
      positional.addAll(Lists.<Arg>cast(plain));
    }
    if (defaulted != null) {
      addAll(Lists.cast(defaulted), positional, defaults);
    }
    List<Arg> named = new ArrayList<>();
    List<@Nullable Expr> namedDefaults = new ArrayList<>();
    if (star != null) {
      addAll(star.named(), named, namedDefaults);
    }
    return new Arguments(
        Nodes.copyOf(posOnly),
        Nodes.copyOf(positional),
        star == null ? null : star.rest(),
        Nodes.copyOf(named),
        Nodes.copyOf(namedDefaults),
        star == null ? null : star.keywords(),
        Nodes.copyOf(defaults));
  }

  private static void addAll(
      List<Defaulted> parameters, List<Arg> args, List<@Nullable Expr> values) {
    for (Defaulted parameter : parameters) {
      args.add(parameter.arg());
      values.add(parameter.value());
    }
  }
}
