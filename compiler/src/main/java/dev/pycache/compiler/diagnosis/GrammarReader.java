package dev.pycache.compiler.diagnosis;

import dev.pycache.bytecode.Singleton;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.diagnosis.AlternativeDraft.ItemDraft;
import dev.pycache.compiler.token.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a grammar; its notation is explained at the head of {@code grammar-3.11.txt}.
 *
 * <p>Groups, repetitions and lists become rules of their own, the same that CPython's parser
 * generator makes ({@code CParserGenerator}), because each of its functions counts as a level of
 * nesting.
 */
final class GrammarReader {
  /** A rule while the grammar is being read. */
  static final class RuleDraft {
    final String name;
    Grammar.Kind kind;
    boolean plain;
    boolean memo;
    List<AlternativeDraft> alternatives = List.of();

    RuleDraft(String name, Grammar.Kind kind) {
      this.name = name;
      this.kind = kind;
    }
  }

  /** An array, because the interpreter runs most of this: there is one reading in a process. */
  private final char[] text;

  private int position;
  private final List<RuleDraft> rules = new ArrayList<>();
  private final Map<String, Integer> ruleNumbers = new HashMap<>();
  private final Map<String, TokenKind> literals = new HashMap<>();
  private final Map<String, Action> actions = Action.byName();
  private final List<String> softKeywords = new ArrayList<>();

  private GrammarReader(String text) {
    this.text = text.toCharArray();
    for (TokenKind kind : TokenKind.values()) {
      if (!kind.text().isEmpty()) {
        literals.put(kind.text(), kind);
      }
    }
  }

  /**
   * Reads a grammar.
   *
   * @param layers as {@link GrammarText} takes them
   */
  static Grammar read(List<String> layers) {
    return new GrammarReader(GrammarText.of(layers)).read();
  }

  private Grammar read() {
    numberRules();
    skipBlanks();
    while (position < text.length) {
      rule();
      skipBlanks();
    }
    int replacementField = ruleNumbers.getOrDefault("replacement_field", -1);
    return GrammarLinker.link(rules, softKeywords, number("file"), replacementField);
  }

  /** Gives every rule its number before any rule refers to it. */
  private void numberRules() {
    for (int line = 0; line < text.length; line = nextLine(line)) {
      if (Character.isLowerCase(text[line])) {
        position = line;
        String name = word();
        ruleNumbers.put(name, rules.size());
        rules.add(new RuleDraft(name, Grammar.Kind.CHOICE));
      }
    }
    position = 0;
  }

  private void rule() {
    RuleDraft rule = rules.get(number(word()));
    while (!accept('=')) {
      String flag = word();
      switch (flag) {
        case "memo" -> rule.memo = true;
        case "left" -> rule.kind = Grammar.Kind.LEFT_RECURSIVE;
        case "plain" -> rule.plain = true;
        default -> throw failure("unknown flag " + flag);
      }
    }
    accept('|');
    rule.alternatives = alternatives();
  }

  private List<AlternativeDraft> alternatives() {
    List<AlternativeDraft> all = new ArrayList<>();
    do {
      all.add(alternative());
    } while (accept('|'));
    return all;
  }

  private AlternativeDraft alternative() {
    AlternativeDraft alternative = new AlternativeDraft();
    while (!atEndOfItems()) {
      item(alternative);
    }
    List<ItemDraft> items = alternative.items;
    if (items.size() == 1 && (items.get(0).code & 0xFF) == Grammar.RULE) {
      alternative.invalid =
          rules.get(items.get(0).code >> Grammar.OPERAND_SHIFT).name.startsWith("invalid_");
    }
    if (looksAt("->")) {
      position += 2;
      action(alternative);
    } else {
      alternative.finishWithoutAction();
    }
    return alternative;
  }

  private boolean atEndOfItems() {
    skipBlanks();
    if (position == text.length || atNewRule()) {
      return true;
    }
    char c = text[position];
    return c == '|' || c == ')' || c == '-' && looksAt("->");
  }

  private boolean atNewRule() {
    return text[position - 1] == '\n' && Character.isLowerCase(text[position]);
  }

  private void item(AlternativeDraft alternative) {
    if (accept('~')) {
      alternative.with(Grammar.CUT);
    } else if (looksAt("&&")) {
      position += 2;
      alternative.with(code(Grammar.FORCED, literal(quoted('\'')).ordinal()));
    } else if (accept('&')) {
      alternative.with(atom() | Grammar.POSITIVE_LOOKAHEAD);
    } else if (accept('!')) {
      alternative.with(atom() | Grammar.NEGATIVE_LOOKAHEAD);
    } else {
      String label = label();
      int code = repeated(atom());
      if (label == null) {
        alternative.with(code);
      } else {
        alternative.with(code, label);
      }
    }
  }

  /** The label of an item, if it has one. */
  private @Nullable String label() {
    int end = position;
    while (end < text.length && isWordPart(text[end])) {
      end++;
    }
    if (end == position || end == text.length || text[end] != ':') {
      return null;
    }
    String label = between(position, end);
    position = end + 1;
    return label;
  }

  /** What follows an atom: a repetition, a list, or nothing. */
  private int repeated(int atom) {
    if (accept('?')) {
      return atom | Grammar.OPTIONAL;
    }
    if (accept('*')) {
      return helper("_loop0", Grammar.Kind.LOOP_0, unchanged(atom));
    }
    if (accept('+')) {
      return helper("_loop1", Grammar.Kind.LOOP_1, unchanged(atom));
    }
    if (accept('%')) {
      return list(atom, atom());
    }
    return atom;
  }

  private static List<AlternativeDraft> unchanged(int atom) {
    AlternativeDraft alternative = new AlternativeDraft().with(atom);
    alternative.finishWithoutAction();
    return List.of(alternative);
  }

  /** A list with separators: a rule for the first element and a loop for the others. */
  private int list(int element, int separator) {
    AlternativeDraft further = new AlternativeDraft().with(separator).with(element);
    further.result = further.keep(further.items.get(1));
    int loop = helper("_loop0", Grammar.Kind.LOOP_0, List.of(further));
    AlternativeDraft all = new AlternativeDraft().with(element).with(loop);
    all.keep(all.items.get(0));
    all.keep(all.items.get(1));
    all.result = Grammar.Alternative.PREPEND;
    return helper("_gather", Grammar.Kind.CHOICE, List.of(all));
  }

  private int helper(String name, Grammar.Kind kind, List<AlternativeDraft> alternatives) {
    RuleDraft rule = new RuleDraft(name, kind);
    rule.alternatives = alternatives;
    rules.add(rule);
    return code(Grammar.RULE, rules.size() - 1);
  }

  private int atom() {
    skipBlanks();
    char c = text[position];
    if (c == '\'') {
      return code(Grammar.TOKEN, literal(quoted('\'')).ordinal());
    }
    if (c == '"') {
      String word = quoted('"');
      if (!softKeywords.contains(word)) {
        softKeywords.add(word);
      }
      return code(Grammar.SOFT_KEYWORD, softKeywords.indexOf(word));
    }
    if (accept('(')) {
      List<AlternativeDraft> alternatives = alternatives();
      expect(')');
      return group(alternatives);
    }
    String word = word();
    return switch (word) {
      case "NAME" -> Grammar.NAME;
      case "NUMBER" -> Grammar.NUMBER;
      case "SOFT_KEYWORD" -> Grammar.ANY_SOFT_KEYWORD;
      case "TYPE_COMMENT" -> Grammar.ABSENT_TOKEN;
      default ->
          Character.isUpperCase(word.charAt(0))
              ? code(Grammar.TOKEN, named(TokenKind.values(), word).ordinal())
              : code(Grammar.RULE, number(word));
    };
  }

  /** A group is a rule of its own unless it is a single item without an action. */
  private int group(List<AlternativeDraft> alternatives) {
    AlternativeDraft first = alternatives.get(0);
    if (alternatives.size() == 1 && first.items.size() == 1 && !first.acts) {
      ItemDraft only = first.items.get(0);
      boolean index = (only.code & Grammar.OP) == Grammar.TOKEN_INDEX;
      return index ? only.code - Grammar.TOKEN_INDEX + Grammar.TOKEN : only.code;
    }
    return helper("_tmp", Grammar.Kind.CHOICE, alternatives);
  }

  private void action(AlternativeDraft alternative) {
    alternative.acts = true;
    skipBlanks();
    String name = word();
    if (!accept('(')) {
      ItemDraft item = alternative.labelled(name);
      if (item == null) {
        throw failure("no item " + name);
      }
      alternative.result = alternative.keep(item);
      return;
    }
    Action action = actions.get(name);
    if (action == null) {
      throw failure("no action " + name);
    }
    alternative.action = action;
    List<Integer> arguments = new ArrayList<>();
    List<@Nullable Object> constants = new ArrayList<>();
    while (!accept(')')) {
      skipBlanks();
      argument(alternative, arguments, constants);
      accept(',');
    }
    alternative.arguments = new int[arguments.size()];
    for (int i = 0; i < arguments.size(); i++) {
      alternative.arguments[i] = arguments.get(i);
    }
    alternative.constants = constants.toArray();
  }

  private void argument(
      AlternativeDraft alternative, List<Integer> arguments, List<@Nullable Object> constants) {
    Object constant = null;
    if (accept('@')) {
      alternative.spanned = true;
      arguments.add(Grammar.Alternative.SPAN);
      constants.add(null);
      return;
    }
    if (text[position] == '"') {
      constant = quoted('"');
    } else {
      String word = word();
      ItemDraft item = alternative.labelled(word);
      if (item != null) {
        arguments.add(alternative.keep(item));
        constants.add(null);
        return;
      }
      constant = constant(word);
    }
    arguments.add(Grammar.Alternative.CONSTANT);
    constants.add(constant);
  }

  private @Nullable Object constant(String word) {
    String name = word.substring(word.indexOf('.') + 1);
    return switch (word.substring(0, word.length() - name.length())) {
      case "" ->
          switch (word) {
            case "none" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw failure("no item " + word);
          };
      case "Binary." -> named(BinaryOperator.values(), name);
      case "Bool." -> named(BoolOperator.values(), name);
      case "Compare." -> named(CompareOperator.values(), name);
      case "Context." -> named(ExprContext.values(), name);
      case "Singleton." -> named(Singleton.values(), name);
      case "Targets." -> named(Targets.values(), name);
      case "Unary." -> named(UnaryOperator.values(), name);
      default -> throw failure("no constant " + word);
    };
  }

  /** As {@link Enum#valueOf}, which would make a table for each family by reflection. */
  private <E extends Enum<E>> E named(E[] family, String name) {
    for (E constant : family) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw failure("no constant " + name);
  }

  private static int code(int op, int operand) {
    return op | operand << Grammar.OPERAND_SHIFT;
  }

  private int number(String name) {
    Integer number = ruleNumbers.get(name);
    if (number == null) {
      throw failure("no rule " + name);
    }
    return number;
  }

  private TokenKind literal(String token) {
    TokenKind kind = literals.get(token);
    if (kind == null) {
      throw failure("no token " + token);
    }
    return kind;
  }

  private String quoted(char quote) {
    skipBlanks();
    if (text[position] != quote) {
      throw failure("expected " + quote);
    }
    StringBuilder inside = new StringBuilder();
    for (position++; text[position] != quote; position++) {
      if (text[position] == '\\') {
        position++;
      }
      inside.append(text[position]);
    }
    position++;
    return inside.toString();
  }

  private String word() {
    skipBlanks();
    int start = position;
    while (position < text.length && (isWordPart(text[position]) || text[position] == '.')) {
      position++;
    }
    if (start == position) {
      throw failure("expected a word");
    }
    return between(start, position);
  }

  private String between(int start, int end) {
    return new String(text, start, end - start);
  }

  private static boolean isWordPart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  private void expect(char sign) {
    if (!accept(sign)) {
      throw failure("expected " + sign);
    }
  }

  private boolean accept(char sign) {
    skipBlanks();
    if (position < text.length && text[position] == sign) {
      position++;
      return true;
    }
    return false;
  }

  /** Whether two characters are next. */
  private boolean looksAt(String signs) {
    return position + 1 < text.length
        && text[position] == signs.charAt(0)
        && text[position + 1] == signs.charAt(1);
  }

  private void skipBlanks() {
    while (position < text.length) {
      char c = text[position];
      if (c == '#') {
        position = nextLine(position);
      } else if (c != ' ' && c != '\n') {
        return;
      } else {
        position++;
      }
    }
  }

  /** Where the line behind the one of a place begins, or the end. */
  private int nextLine(int at) {
    int next = at;
    while (next < text.length && text[next] != '\n') {
      next++;
    }
    return Math.min(next + 1, text.length);
  }

  private IllegalArgumentException failure(String message) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (text[i] == '\n') {
        line++;
      }
    }
    return new IllegalArgumentException("grammar, line " + line + ": " + message);
  }
}
