package dev.pycache.compiler.token;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.rules.SyntaxRules;
import dev.pycache.compiler.rules.TokenRules;
import dev.pycache.compiler.source.Utf8;
import dev.pycache.compiler.source.Words;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;

/**
 * Names that are not plain ASCII (PEP 3131), by the Unicode version of the target's {@code
 * unicodedata}.
 */
public final class Identifiers {
  private static final Set<String> CONSTANTS = Set.of("None", "True", "False");

  private Identifiers() {}

  /**
   * The interned name of identifier {@code bytes[start, end)}, NFKC-normalised when it is not ASCII
   * ({@code _PyPegen_new_identifier}).
   *
   * @throws CompileException if the normal form is that of a constant, where that is refused
   */
  public static Str intern(CompilationContext context, byte[] bytes, int start, int end) {
    return Words.isOfNames(bytes, start, end)
        ? context.strings().intern(bytes, start, end)
        : internNormalized(context, bytes, start, end);
  }

  /**
   * Normalisation is stable: a string of characters of an older Unicode has the same form in every
   * later one, so it does no harm that Java's version is newer.
   */
  private static Str internNormalized(
      CompilationContext context, byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    String name = Normalizer.normalize(text, Normalizer.Form.NFKC);
    if (CONSTANTS.contains(name) && new SyntaxRules(context.target()).refusesConstantsAsNames()) {
      throw CompileException.of(
          ErrorType.VALUE_ERROR, "identifier field can't represent '" + name + "' constant");
    }
    return context.strings().intern(Utf8.encode(name));
  }

  /**
   * Index of the first character of {@code bytes[start, end)}, valid UTF-8, that has no place in an
   * identifier of the target, or -1 ({@code _PyUnicode_ScanIdentifier}).
   */
  static int firstInvalid(byte[] bytes, int start, int end, Target target) {
    UnicodeRanges ranges = UnicodeRanges.of(new TokenRules(target).unicode());
    for (int i = start; i < end; ) {
      int c = Utf8.codePoint(bytes, i);
      boolean valid =
          i == start ? c == '_' || ranges.isIdentifierStart(c) : ranges.isIdentifierPart(c);
      if (!valid) {
        return i;
      }
      i += Utf8.length(c);
    }
    return -1;
  }
}
