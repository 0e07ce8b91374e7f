package dev.pycache.compiler.diagnosis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alternative of the grammar does with what it matched. The grammar names actions in lower
 * case.
 */
sealed interface Action
    permits ExpressionAction, StringAction, StatementAction, PatternAction, ErrorAction {
  /**
   * Runs the action.
   *
   * @param args the arguments as the grammar lists them; what an optional item did not match is
   *     null
   * @return the value of the alternative; null makes its rule fail, as in CPython without a try of
   *     the others
   */
  @Nullable Object run(PegParser parser, @Nullable Object[] args);

  /** All actions by the name they have in the grammar. */
  static Map<String, Action> byName() {
    Map<String, Action> actions = new HashMap<>();
    add(actions, ExpressionAction.values());
    add(actions, StringAction.values());
    add(actions, StatementAction.values());
    add(actions, PatternAction.values());
    add(actions, ErrorAction.values());
    return actions;
  }

  private static <E extends Enum<E> & Action> void add(Map<String, Action> actions, E[] family) {
    for (E action : family) {
      actions.put(action.name().toLowerCase(Locale.ROOT), action);
    }
  }
}
