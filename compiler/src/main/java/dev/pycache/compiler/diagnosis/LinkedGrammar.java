package dev.pycache.compiler.diagnosis;

import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.ast.BinaryOperator;
import dev.pycache.compiler.ast.BoolOperator;
import dev.pycache.compiler.ast.CompareOperator;
import dev.pycache.compiler.ast.ExprContext;
import dev.pycache.compiler.ast.UnaryOperator;
import dev.pycache.compiler.diagnosis.Grammar.Alternative;
import dev.pycache.compiler.diagnosis.Grammar.Kind;
import dev.pycache.compiler.diagnosis.Grammar.Kinds;
import dev.pycache.compiler.diagnosis.Grammar.Rule;
import dev.pycache.compiler.rules.DiagnosisRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Grammars as the build of the image leaves them: what {@link GrammarReader} made of the text, in
 * bytes. One source that does not compile is enough to need a grammar, and to read the text takes
 * longer than to diagnose a dozen such sources. Where there are no such bytes the text is read.
 *
 * <p>The bytes are of no use but to the very classes that wrote them: they hold ordinals.
 */
final class LinkedGrammar {
  /** The families of what stands in a grammar beside numbers and texts. */
  private static final Enum<?>[][] FAMILIES = {
    ExpressionAction.values(),
    StringAction.values(),
    StatementAction.values(),
    PatternAction.values(),
    ErrorAction.values(),
    BinaryOperator.values(),
    BoolOperator.values(),
    CompareOperator.values(),
    ExprContext.values(),
    Singleton.values(),
    Targets.values(),
    UnaryOperator.values()
  };

  private static final int NOTHING = 0;
  private static final int TEXT = 1;
  private static final int FALSE = 2;
  private static final int TRUE = 3;
  private static final int FAMILY = 4;

  private LinkedGrammar() {}

  /**
   * Writes the grammars of all targets.
   *
   * @param args the folder for them
   */
  public static void main(String[] args) throws IOException {
    for (Target target : Target.values()) {
      List<String> layers = new DiagnosisRules(target).grammar();
      Files.write(Path.of(args[0], name(layers)), write(GrammarReader.read(layers)));
    }
  }

  /**
   * The grammar that some layers make.
   *
   * @param layers as {@link GrammarText} takes them
   */
  static Grammar of(List<String> layers) {
    try (InputStream in = LinkedGrammar.class.getResourceAsStream(name(layers))) {
      return in == null ? GrammarReader.read(layers) : read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(List<String> layers) {
    return String.join("+", layers) + ".linked";
  }

  static byte[] write(Grammar grammar) {
    return new Output(new ArrayList<>()).grammar(grammar);
  }

  static Grammar read(byte[] bytes) {
    return new Input(bytes, 0, new Kinds[0]).grammar();
  }

  /** Numbers are in groups of seven bits, the lowest first; the eighth tells that there is more. */
  private static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Kinds> kinds;

    Output(List<Kinds> kinds) {
      this.kinds = kinds;
    }

    byte[] grammar(Grammar grammar) {
      for (Rule rule : grammar.rules()) {
        addKinds(rule.firstLow, rule.firstHigh);
        for (Alternative alternative : rule.alternatives()) {
          addKinds(alternative.firstLow, alternative.firstHigh);
        }
      }
      number(kinds.size());
      for (Kinds each : kinds) {
        bits(each.low());
        bits(each.high());
      }
      number(grammar.softKeywords().length);
      for (byte[] word : grammar.softKeywords()) {
        text(word);
      }
      number(grammar.memoWidth());
      number(grammar.file());
      number(grammar.replacementField() + 1);
      number(grammar.rules().length);
      for (Rule rule : grammar.rules()) {
        rule(rule);
      }
      return bytes.toByteArray();
    }

    private void addKinds(long low, long high) {
      var each = new Kinds(low, high);
      if (!kinds.contains(each)) {
        kinds.add(each);
      }
    }

    private void rule(Rule rule) {
      number(rule.kind.ordinal());
      number((rule.plain ? 1 : 0) | (rule.needsStart ? 2 : 0));
      number(rule.memo + 1);
      number(kinds.indexOf(new Kinds(rule.firstLow, rule.firstHigh)));
      var body = new Output(kinds);
      body.number(rule.alternatives().length);
      for (Alternative alternative : rule.alternatives()) {
        body.alternative(alternative);
      }
      number(body.bytes.size());
      bytes.writeBytes(body.bytes.toByteArray());
    }

    private void alternative(Alternative alternative) {
      number(alternative.items.length);
      for (int i = 0; i < alternative.items.length; i++) {
        number(alternative.items[i]);
        number(alternative.slots[i] + 1);
      }
      number(alternative.slotCount);
      number((alternative.invalid ? 1 : 0) | (alternative.spanned ? 2 : 0));
      number(alternative.result - Alternative.DUMMY);
      number(kinds.indexOf(new Kinds(alternative.firstLow, alternative.firstHigh)));
      value(alternative.action);
      number(alternative.arguments.length);
      for (int i = 0; i < alternative.arguments.length; i++) {
        number(alternative.arguments[i] - Alternative.CONSTANT);
        if (alternative.arguments[i] == Alternative.CONSTANT) {
          value(alternative.constants[i]);
        }
      }
    }

    private void value(@Nullable Object value) {
      switch (value) {
        case null -> number(NOTHING);
        case Boolean truth -> number(truth ? TRUE : FALSE);
        case String text -> {
          number(TEXT);
          text(text.getBytes(StandardCharsets.UTF_8));
        }
        case Enum<?> constant -> {
          number(FAMILY + family(constant));
          number(constant.ordinal());
        }
        default -> throw new IllegalArgumentException(value.toString());
      }
    }

    private static int family(Enum<?> constant) {
      for (int i = 0; i < FAMILIES.length; i++) {
        if (FAMILIES[i][0].getDeclaringClass() == constant.getDeclaringClass()) {
          return i;
        }
      }
      throw new IllegalArgumentException(constant.toString());
    }

    private void text(byte[] text) {
      number(text.length);
      bytes.writeBytes(text);
    }

    private void bits(long bits) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes.write((int) (bits >>> shift));
      }
    }

    private void number(int number) {
      int rest = number;
      while (rest >>> 7 != 0) {
        bytes.write(rest | 0x80);
        rest >>>= 7;
      }
      bytes.write(rest);
    }
  }

  /** The alternatives of a rule, not yet read: no source comes by all rules. */
  private record Body(byte[] bytes, int position, Kinds[] kinds)
      implements Supplier<Alternative[]> {
    @Override
    public Alternative[] get() {
      return new Input(bytes, position, kinds).alternatives();
    }
  }

  private static final class Input {
    private static final Kind[] KINDS = Kind.values();

    private final byte[] bytes;
    private int position;
    private Kinds[] kinds;

    Input(byte[] bytes, int position, Kinds[] kinds) {
      this.bytes = bytes;
      this.position = position;
      this.kinds = kinds;
    }

    Grammar grammar() {
      kinds = new Kinds[number()];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = new Kinds(bits(), bits());
      }
      var softKeywords = new byte[number()][];
      for (int i = 0; i < softKeywords.length; i++) {
        softKeywords[i] = text().getBytes(StandardCharsets.US_ASCII);
      }
      int memoWidth = number();
      int file = number();
      int replacementField = number() - 1;
      var rules = new Rule[number()];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = rule();
      }
      return new Grammar(rules, softKeywords, memoWidth, file, replacementField);
    }

    private Rule rule() {
      Kind kind = KINDS[number()];
      int flags = number();
      int memo = number() - 1;
      Kinds first = kinds[number()];
      int length = number();
      var body = new Body(bytes, position, kinds);
      position += length;
      return new Rule("", kind, (flags & 1) != 0, memo, (flags & 2) != 0, first, body);
    }

    private Alternative[] alternatives() {
      var alternatives = new Alternative[number()];
      for (int i = 0; i < alternatives.length; i++) {
        alternatives[i] = alternative();
      }
      return alternatives;
    }

    private Alternative alternative() {
      var items = new int[number()];
      var slots = new int[items.length];
      for (int i = 0; i < items.length; i++) {
        items[i] = number();
        slots[i] = number() - 1;
      }
      int slotCount = number();
      int flags = number();
      int result = number() + Alternative.DUMMY;
      Kinds first = kinds[number()];
      var action = (Action) value();
      var arguments = new int[number()];
      var constants = new @Nullable Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = number() + Alternative.CONSTANT;
        if (arguments[i] == Alternative.CONSTANT) {
          constants[i] = value();
        }
      }
      return new Alternative(
          items,
          slots,
          slotCount,
          (flags & 1) != 0,
          (flags & 2) != 0,
          result,
          action,
          arguments,
          constants,
          first);
    }

    private @Nullable Object value() {
      int sort = number();
      return switch (sort) {
        case NOTHING -> null;
        case TEXT -> text();
        case FALSE -> false;
        case TRUE -> true;
        default -> FAMILIES[sort - FAMILY][number()];
      };
    }

    private String text() {
      int length = number();
      position += length;
      return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    private long bits() {
      long bits = 0;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bits |= (bytes[position++] & 0xFFL) << shift;
      }
      return bits;
    }

    private int number() {
      int part = bytes[position++];
      if (part >= 0) {
        return part;
      }
      int number = part & 0x7F;
      int shift = 7;
      while ((part = bytes[position++]) < 0) {
        number |= (part & 0x7F) << shift;
        shift += 7;
      }
      return number | part << shift;
    }
  }
}
