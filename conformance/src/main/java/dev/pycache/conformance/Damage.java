package dev.pycache.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded harm to a source, of the kinds that editing leaves behind. Works on bytes, so that any
 * encoding will do.
 */
final class Damage {
  /** What may be inserted: words and signs that change what the parser is in the middle of. */
  private static final String[] INSERTIONS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    "==",
    ":=",
    "->",
    "*",
    "**",
    "@",
    "!",
    "?",
    "$",
    "\\",
    "\"",
    "'",
    "\"\"\"",
    "f'{",
    "b'\\x'",
    "'\\N{x}'",
    "0x",
    "1_",
    "07",
    "1e",
    "1if",
    "if",
    "else",
    "elif",
    "for",
    "in",
    "not",
    "is",
    "and",
    "or",
    "lambda",
    "def",
    "class",
    "return",
    "yield",
    "await",
    "async",
    "with",
    "as",
    "import",
    "from",
    "try",
    "except",
    "except*",
    "finally",
    "raise",
    "del",
    "global",
    "nonlocal",
    "pass",
    "break",
    "continue",
    "while",
    "assert",
    "match",
    "case",
    "_",
    "None",
    "True",
    "x",
    "print x",
    "\n",
    "\t",
    "    ",
    " ",
    "#",
    "é",
    "€",
    "\u00a0",
    "...",
    "<>",
    "!=",
    "+=",
    "//=",
    "~",
    "x y",
    "*x,",
    "**x",
    "x=1",
    "a.b",
    "f()",
    "f'{x!z}'",
    "f'{x:{y}}'",
    "u'",
    "rb'",
    "type",
    "type X =",
    "[T]",
    "[T: int = x]",
    "[**P]",
    "t'{",
    "t'{x=!r}'",
    "f'{x=}'",
    "f'{x!r:>{w}}'",
    "f'''{",
    "rf'{",
    "f'{x:\\",
    "}'",
    "{{",
    "}}",
    "'\\400'",
    "'''",
    "'\\8'",
    "f'\\N{'",
    "\\\n",
    "\f",
    "\r",
    "\0",
    "\ufeff",
    "\u001a",
    "# coding: latin-1\n",
    "0o8",
    "0b",
    "1__0",
    "1.e",
    "0777",
    "1jor",
    "1_000_",
    "__debug__",
    "lambda:",
    "yield from",
    "async for x in y",
    "nonlocal x",
    "*, /",
    "return *",
    "except a, b:",
    "except* a:",
    "import a.b as c.d",
    "from . import (",
    "²",
    "—",
    "ｘ",
    "a b",
    "if x else",
    "for x in y",
    "global x",
    "x: int",
    "super()",
    "await x",
    "case {**x}:",
    "case 1 | x:"
  };

  private final SplittableRandom random;

  Damage(SplittableRandom random) {
    this.random = random;
  }

  byte[] apply(byte[] source) {
    byte[] result = source;
    int times = 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
    for (int i = 0; i < times; i++) {
      List<byte[]> pieces =
          switch (random.nextInt(4)) {
            case 0 -> characters(result);
            case 1 -> lines(result);
            default -> tokens(result);
          };
      if (!pieces.isEmpty()) {
        harm(pieces);
      }
      result = join(pieces);
    }
    return result;
  }

  private void harm(List<byte[]> pieces) {
    int at = random.nextInt(pieces.size());
    switch (random.nextInt(5)) {
      case 0 -> pieces.remove(at);
      case 1 -> pieces.add(at, pieces.get(at));
      case 2 -> pieces.add(random.nextInt(pieces.size()), pieces.remove(at));
      case 3 -> Collections.swap(pieces, at, Math.min(at + 1, pieces.size() - 1));
      default -> {
        String text = INSERTIONS[random.nextInt(INSERTIONS.length)];
        pieces.add(at, text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static List<byte[]> characters(byte[] source) {
    List<byte[]> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= source.length; i++) {
      if (i == source.length || (source[i] & 0xC0) != 0x80) {
        pieces.add(java.util.Arrays.copyOfRange(source, start, i));
        start = i;
      }
    }
    return pieces;
  }

  private static List<byte[]> lines(byte[] source) {
    List<byte[]> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= source.length; i++) {
      if (i == source.length || source[i - 1] == '\n') {
        pieces.add(java.util.Arrays.copyOfRange(source, start, i));
        start = i;
      }
    }
    return pieces;
  }

  /** Words, numbers, runs of blanks, and single signs: near enough to tokens for harm. */
  private static List<byte[]> tokens(byte[] source) {
    List<byte[]> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= source.length; i++) {
      if (i == source.length
          || kind(source[i]) != kind(source[i - 1])
          || kind(source[i]) == Kind.SIGN) {
        pieces.add(java.util.Arrays.copyOfRange(source, start, i));
        start = i;
      }
    }
    return pieces;
  }

  private enum Kind {
    WORD,
    BLANK,
    SIGN
  }

  private static Kind kind(byte b) {
    if (b < 0 || b == '_' || Character.isLetterOrDigit(b)) {
      return Kind.WORD;
    }
    return b == ' ' || b == '\t' ? Kind.BLANK : Kind.SIGN;
  }

  private static byte[] join(List<byte[]> pieces) {
    var out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }
}
