package dev.pycache.compiler.diagnosis;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.diagnosis.Grammar.Alternative;
import dev.pycache.compiler.diagnosis.Grammar.Rule;
import dev.pycache.compiler.literal.Numbers;
import dev.pycache.compiler.parser.ParseSite;
import dev.pycache.compiler.rules.DiagnosisRules;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.token.Identifiers;
import dev.pycache.compiler.token.TokenKind;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a grammar over the tokens of a source, as the functions of CPython's generated {@code
 * parser.c} do it: a rule that matches leaves {@link #mark} behind the match and returns a value,
 * one that does not returns null.
 *
 * <p>Some habits of the C code show in the errors and are kept. A rule whose action gives null
 * fails without resetting {@code mark}, and an optional item does not reset it either. An error
 * does not unwind the stack at once: rules return null as soon as they see {@link #failed}, but
 * tokens go on matching until then.
 *
 * <p>An instance is for one source or one replacement field of an f-string, and one thread.
 */
final class PegParser implements ParseSite {
  /** Rules nested deeper than this are refused ({@code MAXSTACK}). */
  private static final int MAX_LEVEL = 6000;

  /** Up to here a rule that would fail at its first token cannot meet the limit before it does. */
  private static final int SAFE_LEVEL = MAX_LEVEL - 200;

  /**
   * The level of the loop over the statements of a module, to which the parser does not come back.
   */
  private static final int STATEMENTS_LEVEL = 3;

  /** No match; the next alternative is to be tried. */
  private static final Object NO_MATCH = new Object();

  /** No match, and none of the rule; the outcome is not kept. */
  private static final Object ABORT = new Object();

  /** The value of a token that nobody asks for. */
  private static final Object PRESENT = new Object();

  /** The value of a match whose parts do not matter ({@code _PyPegen_dummy_name}). */
  static final Expr DUMMY = new Expr.Name(Str.of(""), ExprContext.LOAD, new Span(1, 0, 1, 0));

  /** The column of {@link Memo} for the nodes of NAME and NUMBER tokens. */
  private static final int LEAVES = 0;

  private static final int NAME = TokenKind.NAME.ordinal();
  private static final int NUMBER = TokenKind.NUMBER.ordinal();

  private final Grammar grammar;
  private final Rule[] rules;
  private final CompilationContext context;
  private final DiagnosisRules targetRules;
  private final Tokenizer tokenizer;
  private final Tokens tokens;
  private final SoftKeywords softKeywords;
  private final Memo memo;

  /** Ordinals of the kinds of the tokens read so far. */
  private int[] kinds = new int[256];

  /** Whether the start rule is that of a module. */
  private boolean wholeSource;

  /** Number of tokens read so far ({@code p->fill}). */
  private int fill;

  /** The next token ({@code p->mark}). */
  private int mark;

  private int level;

  /** {@code p->error_indicator}: an error was raised, or the tokens ended in one. */
  private boolean failed;

  /** {@code p->call_invalid_rules}. */
  private boolean invalidRules;

  /** {@code PyPARSE_BARRY_AS_BDFL}; the second pass finds it as the first has left it. */
  private boolean followsFlufl;

  /** The exception to come ({@code PyErr_Occurred}). */
  private @Nullable CompileException exception;

  PegParser(Grammar grammar, CompilationContext context, Tokenizer tokenizer) {
    this.grammar = grammar;
    this.rules = grammar.rules();
    this.context = context;
    this.targetRules = new DiagnosisRules(context.target());
    this.tokenizer = tokenizer;
    this.tokens = tokenizer.tokens();
    this.softKeywords =
        new SoftKeywords(tokens, grammar.softKeywords(), targetRules.comparesWholeSoftKeywords());
    this.memo = new Memo(grammar.memoWidth());
  }

  /** Parses everything, or throws what CPython raises ({@code _PyPegen_run_parser}). */
  Object run(int startRule) {
    wholeSource = startRule == grammar.file();
    Object result = rule(startRule);
    if (result != null) {
      return result;
    }
    if (exception == null || Failure.isSyntaxError(exception)) {
      int last = fill - 1;
      memo.clear();
      mark = 0;
      invalidRules = true;
      rule(startRule);
      exception = new Failure(tokenizer, kinds, fill).afterSecondPass(last, exception);
    }
    throw exception;
  }

  // ---------------------------------------------------------------------------------------------------------- rules

  private @Nullable Object rule(int number) {
    Rule rule = rules[number];
    if (mark < fill
        && !failed
        && level < SAFE_LEVEL
        && !contains(rule.firstLow, rule.firstHigh, kinds[mark])) {
      return rule.kind == Grammar.Kind.LOOP_0 ? List.of() : null;
    }
    return switch (rule.kind) {
      case CHOICE -> choice(rule);
      case LEFT_RECURSIVE -> leftRecursion(rule);
      case LOOP_0 -> loop(rule, false);
      case LOOP_1 -> loop(rule, true);
    };
  }

  private static boolean contains(long low, long high, int kind) {
    return ((kind < 64 ? low : high) >>> kind & 1) != 0;
  }

  private void enter() {
    if (level++ == MAX_LEVEL) {
      failed = true;
      boolean explains = targetRules.explainsStackOverflow();
      exception =
          CompileException.of(
              ErrorType.MEMORY_ERROR,
              explains ? "Parser stack overflowed - Python source too complex to parse" : "");
    }
  }

  private @Nullable Object choice(Rule rule) {
    enter();
    Object result =
        failed ? null : choose(rule, rule.kind == Grammar.Kind.LEFT_RECURSIVE ? -1 : rule.memo);
    level--;
    return result;
  }

  private @Nullable Object choose(Rule rule, int column) {
    if (column >= 0) {
      if (!filled()) {
        return null;
      }
      int end = memo.end(mark, column);
      if (end >= 0) {
        Object known = memo.value(mark, column);
        mark = end;
        return known;
      }
    }
    if (rule.needsStart && !filled()) {
      return null;
    }
    int start = mark;
    boolean outer = invalidRules;
    if (rule.plain) {
      invalidRules = false;
    }
    Object result = firstMatch(rule, start);
    invalidRules = outer;
    if (result == ABORT) {
      return null;
    }
    if (column >= 0) {
      memo.put(start, column, result, mark);
    }
    return result;
  }

  private @Nullable Object firstMatch(Rule rule, int start) {
    for (Alternative alternative : rule.alternatives()) {
      if (alternative.invalid && !invalidRules) {
        continue;
      }
      if (failed) {
        return ABORT;
      }
      if (start < fill
          && level < SAFE_LEVEL
          && !contains(alternative.firstLow, alternative.firstHigh, kinds[start])) {
        continue;
      }
      Object result = match(alternative, start);
      if (result != NO_MATCH) {
        return result;
      }
    }
    return null;
  }

  /**
   * Grows the match as long as it gets longer when what was found before stands for the rule at its
   * own start.
   */
  private @Nullable Object leftRecursion(Rule rule) {
    enter();
    Object result = null;
    if (!filled()) {
      level--;
      return null;
    }
    int start = mark;
    int end = memo.end(start, rule.memo);
    if (end >= 0) {
      result = memo.value(start, rule.memo);
    } else {
      end = start;
      while (true) {
        memo.put(start, rule.memo, result, mark);
        mark = start;
        Object longer = choice(rule);
        if (failed) {
          level--;
          return null;
        }
        if (longer == null || mark <= end) {
          break;
        }
        end = mark;
        result = longer;
      }
    }
    mark = end;
    level--;
    return result;
  }

  private @Nullable Object loop(Rule rule, boolean atLeastOne) {
    enter();
    List<@Nullable Object> found = failed ? null : repeat(rule.alternatives()[0]);
    level--;
    if (found == null || atLeastOne && (found.isEmpty() || failed)) {
      return null;
    }
    return found;
  }

  private @Nullable List<@Nullable Object> repeat(Alternative alternative) {
    List<@Nullable Object> found = List.of();
    while (true) {
      Object one = match(alternative, mark);
      if (one == NO_MATCH) {
        return found;
      }
      if (one == ABORT) {
        return null;
      }
      if (found.isEmpty()) {
        found = new ArrayList<>(4);
      }
      found.add(one);
      if (level == STATEMENTS_LEVEL && wholeSource) {
        memo.forgetBefore(mark);
      }
    }
  }

  // ---------------------------------------------------------------------------------------------------- alternatives

  /**
   * The value of an alternative, or {@link #NO_MATCH} with {@code mark} set back, or {@link
   * #ABORT}.
   */
  private @Nullable Object match(Alternative alternative, int start) {
    int[] items = alternative.items;
    int[] slots = alternative.slots;
    Object first = null;
    @Nullable Object[] values = null;
    boolean cut = false;
    for (int i = 0; i < items.length; i++) {
      int item = items[i];
      Object value;
      if ((item & (Grammar.POSITIVE_LOOKAHEAD | Grammar.NEGATIVE_LOOKAHEAD)) != 0) {
        int here = mark;
        boolean found = one(item) != null;
        mark = here;
        value = found == ((item & Grammar.POSITIVE_LOOKAHEAD) != 0) ? PRESENT : null;
      } else {
        value = one(item);
      }
      if ((item & Grammar.OPTIONAL) == 0 ? value == null : failed) {
        mark = start;
        return cut ? ABORT : NO_MATCH;
      }
      int slot = slots[i];
      if (slot == 0) {
        first = value;
      } else if (slot > 0) {
        if (values == null) {
          values = new Object[alternative.slotCount];
        }
        values[slot] = value;
      }
      cut |= item == Grammar.CUT;
    }
    return value(alternative, start, first, values);
  }

  /** Matches one item, whatever its flags. */
  private @Nullable Object one(int item) {
    int operand = item >> Grammar.OPERAND_SHIFT;
    return switch (item & Grammar.OP) {
      case Grammar.TOKEN -> expect(operand) ? PRESENT : null;
      case Grammar.TOKEN_INDEX -> expect(operand) ? (Object) (mark - 1) : null;
      case Grammar.RULE -> rule(operand);
      case Grammar.NAME -> expect(NAME) ? name(mark - 1) : null;
      case Grammar.NUMBER -> expect(NUMBER) ? number(mark - 1) : null;
      case Grammar.SOFT_KEYWORD -> softKeyword(grammar.softKeywords()[operand]);
      case Grammar.ANY_SOFT_KEYWORD -> anySoftKeyword();
      case Grammar.FORCED -> forced(operand);
      case Grammar.ABSENT_TOKEN -> absent();
      default -> PRESENT;
    };
  }

  private @Nullable Object value(
      Alternative alternative,
      int start,
      @Nullable Object first,
      @Nullable Object @Nullable [] values) {
    Span span = null;
    if (alternative.spanned) {
      span = spanFrom(start);
      if (span == null) {
        return ABORT;
      }
    }
    if (alternative.action == null) {
      return switch (alternative.result) {
        case 0 -> first;
        case Alternative.DUMMY -> DUMMY;
        case Alternative.PREPEND -> Lists.prepend(first, values == null ? null : values[1]);
        default -> values == null ? null : values[alternative.result];
      };
    }
    int[] slots = alternative.arguments;
    @Nullable Object[] arguments = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      arguments[i] =
          switch (slots[i]) {
            case 0 -> first;
            case Alternative.SPAN -> span;
            case Alternative.CONSTANT -> alternative.constants[i];
            default -> values == null ? null : values[slots[i]];
          };
    }
    Object result;
    try {
      result = alternative.action.run(this, arguments);
    } catch (CompileException e) {
      exception = e;
      result = null;
    }
    if (result == null && exception != null) {
      failed = true;
      return ABORT;
    }
    return result;
  }

  /** From the first token to the last one that is neither a line's end nor indentation. */
  private @Nullable Span spanFrom(int start) {
    return mark == 0 ? null : TokenSpans.of(tokens, start, TokenSpans.lastOf(kinds, mark));
  }

  // ---------------------------------------------------------------------------------------------------------- tokens

  /** Reads the next token unless that has been done; false if there is trouble with it. */
  private boolean filled() {
    return mark < fill || fillToken();
  }

  private boolean fillToken() {
    TokenKind kind;
    try {
      kind = tokenizer.fill();
    } catch (CompileException e) {
      // An error that is no more than a state of the tokenizer does not replace one that is known.
      if (exception == null || tokenizer.done() == Tokenizer.Done.ERROR) {
        exception = e;
      }
      failed = true;
      kind = TokenKind.ERRORTOKEN;
    }
    if (fill == kinds.length) {
      kinds = Arrays.copyOf(kinds, fill * 2);
    }
    kinds[fill++] = kind.ordinal();
    return !failed || kind != TokenKind.ERRORTOKEN;
  }

  private boolean expect(int kind) {
    if (filled() && kinds[mark] == kind) {
      mark++;
      return true;
    }
    return false;
  }

  /** Looks for a token there never is, which reads the one that is there. */
  private @Nullable Object absent() {
    filled();
    return null;
  }

  private @Nullable Object forced(int kind) {
    if (failed || !filled()) {
      return null;
    }
    if (kinds[mark] == kind) {
      return mark++;
    }
    raise(ErrorType.SYNTAX_ERROR, "expected '" + TokenKind.values()[kind].text() + "'", mark);
    return null;
  }

  private @Nullable Object softKeyword(byte[] word) {
    return filled() && kinds[mark] == NAME && softKeywords.is(word, mark) ? name(mark++) : null;
  }

  private @Nullable Object anySoftKeyword() {
    return expect(NAME) && softKeywords.isAny(mark - 1) ? PRESENT : null;
  }

  private @Nullable Object name(int token) {
    return memo.end(token, LEAVES) < 0 ? leaf(token, this::makeName) : memo.value(token, LEAVES);
  }

  private Expr makeName(int token) {
    int start = tokens.start(token);
    Str id = Identifiers.intern(context, tokens.buffer(), start, tokens.end(token));
    return new Expr.Name(id, ExprContext.LOAD, tokenSpan(token));
  }

  private @Nullable Object number(int token) {
    return memo.end(token, LEAVES) < 0 ? leaf(token, this::makeNumber) : memo.value(token, LEAVES);
  }

  private Expr makeNumber(int token) {
    return new Expr.Constant(Numbers.parse(this, tokens, token), tokenSpan(token));
  }

  /** The node of a token, which is kept. */
  private @Nullable Expr leaf(int token, IntFunction<Expr> maker) {
    try {
      Expr made = maker.apply(token);
      memo.put(token, LEAVES, made, token);
      return made;
    } catch (CompileException e) {
      exception = e;
      failed = true;
      return null;
    }
  }

  // ------------------------------------------------------------------------------------------------- for the actions

  Tokens tokens() {
    return tokens;
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  Span tokenSpan(int token) {
    return TokenSpans.of(tokens, token, token);
  }

  /** Whether the token before {@code mark} was read inside brackets. */
  boolean isInBrackets() {
    return tokenizer.level(mark - 1) != 0;
  }

  /** {@code from __future__ import barry_as_FLUFL} has been read: PEP 401 may hold from here on. */
  void followFlufl() {
    if (new SyntaxRules(context.target()).heedsFluflImport()) {
      followsFlufl = true;
      tokenizer.joinDiamonds();
    }
  }

  /**
   * Whether a token of kind NOT_EQUAL is the operator that holds ({@code
   * _PyPegen_check_barry_as_flufl}).
   */
  boolean isInequality(int token) {
    boolean exclaims = tokens.buffer()[tokens.start(token)] == '!';
    if (followsFlufl && exclaims) {
      raise(ErrorType.SYNTAX_ERROR, "with Barry as BDFL, use '<>' instead of '!='");
    }
    return exclaims != followsFlufl;
  }

  /** {@code RAISE_SYNTAX_ERROR_ON_NEXT_TOKEN}. */
  void raiseAtNext(String message) {
    if ((!failed || exception == null) && filled()) {
      exception = tokenizer.errorAtToken(ErrorType.SYNTAX_ERROR, message, mark);
      failed = true;
    }
  }

  /** {@code RAISE_SYNTAX_ERROR}, {@code RAISE_INDENTATION_ERROR}: at the last token read. */
  void raise(ErrorType type, String message) {
    if (!failed || exception == null) {
      exception = tokenizer.errorAtToken(type, message, fill - 1);
      failed = true;
    }
  }

  private void raise(ErrorType type, String message, int token) {
    Span span = tokenSpan(token);
    raise(type, message, span.line(), span.column(), span.endLine(), span.endColumn());
  }

  /** {@code RAISE_ERROR_KNOWN_LOCATION}. */
  void raise(ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    if (!failed || exception == null) {
      exception = tokenizer.errorAt(type, message, line, column, endLine, endColumn);
      failed = true;
    }
  }

  @Override
  public CompilationContext context() {
    return context;
  }

  @Override
  public void warn(String category, String message, int line) {
    if (!invalidRules || !targetRules.warnsInFirstPassOnly()) {
      context.warn(category, message, line);
    }
  }

  @Override
  public RuntimeException error(ErrorType type, String message) {
    return tokenizer.errorAtToken(type, message, fill - 1);
  }

  @Override
  public RuntimeException errorAt(
      ErrorType type, String message, int line, int column, int endLine, int endColumn) {
    return tokenizer.errorAt(type, message, line, column, endLine, endColumn);
  }

  @Override
  public Expr parseReplacementField(byte[] text, int line, int column) {
    Tokenizer inner = Tokenizer.ofReplacementField(text, line, column, context);
    return (Expr) new PegParser(grammar, context, inner).run(grammar.replacementField());
  }
}
