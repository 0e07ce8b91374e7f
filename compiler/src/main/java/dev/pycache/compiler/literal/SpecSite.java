package dev.pycache.compiler.literal;

import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.parser.ParseSite;

/**
 * A site for text in a format specification: CPython makes no SyntaxError there of what a decoder
 * raises ({@code _PyPegen_decoded_constant_from_token}).
 */
final class SpecSite extends PartSite {
  SpecSite(ParseSite whole) {
    super(whole);
  }

  @Override
  public RuntimeException error(ErrorType type, String message) {
    return whole.error(type, message);
  }

  @Override
  public RuntimeException undecodable(String message) {
    return error(CompileException.of(ErrorType.UNICODE_DECODE_ERROR, message));
  }
}
