package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** Which sources are accepted, and what tree and which literals they become. */
public record SyntaxRules(Target target) {
  /**
   * Whether the error for a character that bytes cannot hold is at the literal, instead of at the
   * parser's last token (gh-102310, in 3.11.4).
   */
  public boolean pointsAtBadBytes() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether functions, classes and aliases have type parameters, and {@code type} is a statement
   * (PEP 695).
   */
  public boolean hasTypeParameters() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether {@code from __future__ import barry_as_FLUFL} has the rest of the same source write
   * {@code <>} ({@code _PyPegen_checked_future_import}, gh-125331, in 3.13.3).
   */
  public boolean heedsFluflImport() {
    return target.isAtLeast(Target.CPYTHON_3_13_5);
  }

  /** Whether type parameters have defaults (PEP 696). */
  public boolean hasTypeParameterDefaults() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether {@code except A, B:} needs no parentheses (PEP 758). */
  public boolean hasBareExceptTuples() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether names of characters that are computed may be written in lower case, and without zeros
   * in front of the number (gh-80667, in 3.13.13; {@code find_syllable}, {@code parse_hex_code}).
   */
  public boolean computesNamesInAnyCase() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /** Whether Tangut ideographs have names, which are computed; came with the same change. */
  public boolean computesTangutNames() {
    return computesNamesInAnyCase();
  }

  /** Whether an odd escape is a SyntaxWarning, instead of a DeprecationWarning (gh-98401). */
  public boolean warnsOfSyntaxInEscapes() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether the warning of an odd escape is at the line of the escape, instead of at that of the
   * token ({@code warn_invalid_escape_sequence}, gh-116042, in 3.13.3).
   */
  public boolean warnsAtLineOfEscape() {
    return target.isAtLeast(Target.CPYTHON_3_13_5);
  }

  /**
   * Whether all empty pieces of a format specification are left out and the others put together,
   * instead of only one that is alone ({@code _PyPegen_setup_full_format_spec}).
   */
  public boolean joinsPiecesOfFormatSpec() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether it is after leaving empty pieces out that a format specification of one text is told
   * from others, which are put together like adjacent strings.
   */
  public boolean countsFilledPiecesOfFormatSpec() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the text of an expression that a replacement field shows is left as it is, instead of
   * having its escapes decoded once more ({@code _PyPegen_joined_str}, gh-124363, in 3.13.2).
   */
  public boolean keepsShownExpressions() {
    return target.isAtLeast(Target.CPYTHON_3_13_2);
  }

  /**
   * Whether there are no escapes in the format specification of a raw string (gh-137314, in
   * 3.13.6).
   */
  public boolean keepsFormatSpecsRaw() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the text of an expression is without its comments ({@code set_ftstring_expr}), but not
   * without what a number sign in a string begins: the sign is looked for without regard to strings
   * before gh-135148, in 3.13.6.
   */
  public boolean knowsStringsFromComments() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether an escaped quote ends no string while comments are taken out, and not only while the
   * first is looked for (gh-154711, in 3.13.16). 3.14.10 was measured to do so, 3.14.2 not to.
   */
  public boolean knowsEscapesFromComments() {
    return target == Target.CPYTHON_3_13 || target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether an error in a piece of an f-string's text is at that piece, and warnings count lines
   * from it, instead of from the end of the string ({@code _PyPegen_decode_fstring_part}).
   */
  public boolean findsPiecesOfStrings() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether the text of an interpolation loses its blanks at the end only with an equals sign among
   * them ({@code _strip_interpolation_expr}).
   */
  public boolean keepsBlanksOfInterpolations() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /**
   * Whether a name whose normal form is {@code None}, {@code True} or {@code False} is a ValueError
   * ({@code _PyPegen_new_identifier}, gh-133516, in 3.13.4).
   */
  public boolean refusesConstantsAsNames() {
    return target.isAtLeast(Target.CPYTHON_3_13_5);
  }
}
