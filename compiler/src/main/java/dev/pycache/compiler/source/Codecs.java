package dev.pycache.compiler.source;

import dev.pycache.compiler.rules.SourceRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Python's text encodings by name ({@code encodings.search_function} and the shortcuts of {@code
 * PyUnicode_Decode}). The names and tables are resources that {@code scripts/text_encodings.py}
 * takes from the interpreter.
 */
final class Codecs {
  private Codecs() {}

  /**
   * The encoding that a cookie declares.
   *
   * @param name as {@link Cookie} gives it, which knows Latin-1 by all its names
   */
  static Codec lookUp(String name, SourceRules rules) throws CodecException {
    if (name.equals("iso-8859-1")) {
      return new UnicodeCodecs.Latin1();
    }
    String normal = normalize(name);
    String names = resource("aliases.txt");
    String alias = word(names, normal);
    if (alias == null && normal.indexOf('.') >= 0) {
      alias = word(names, normal.replace('.', '_'));
    }
    int codecs = names.indexOf("[codecs]");
    for (String module : alias == null ? new String[] {normal} : new String[] {alias, normal}) {
      String kind = module.indexOf('.') >= 0 ? null : word(names.substring(codecs), module);
      if (kind != null) {
        return make(name, module, kind, rules);
      }
    }
    throw new CodecException("unknown encoding: " + name);
  }

  /**
   * {@code encodings.normalize_encoding}: lower case, and one underscore for what is no letter,
   * digit or dot.
   */
  private static String normalize(String name) {
    var normal = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_') {
        gap = true;
        continue;
      }
      if (gap && !normal.isEmpty()) {
        normal.append('_');
      }
      gap = false;
      normal.append(c);
    }
    return normal.toString().toLowerCase(Locale.ROOT);
  }

  private static Codec make(String name, String module, String kind, SourceRules rules)
      throws CodecException {
    return switch (kind) {
      case "single-byte" -> {
        String codes = word(resource("single-byte.txt"), module);
        if (codes == null) {
          throw new IllegalStateException("no table for " + module);
        }
        yield new SingleByteCodec(codes);
      }
      case "multibyte" -> multibyte(module);
      case "other" -> other(name, module, rules);
      default ->
          throw new CodecException(
              "'"
                  + name
                  + "' is not a text encoding; use codecs.decode() to handle arbitrary codecs");
    };
  }

  private static Codec multibyte(String module) {
    if (module.startsWith("iso2022_")) {
      return new Iso2022Codec(module);
    }
    return module.equals("hz") ? new HzCodec() : new MultibyteCodec(module);
  }

  private static Codec other(String name, String module, SourceRules rules) throws CodecException {
    return switch (module) {
      case "ascii" -> new UnicodeCodecs.Ascii();
      case "latin_1", "charmap" -> new UnicodeCodecs.Latin1();
      case "utf_8" -> new UnicodeCodecs.Utf8Codec(false);
      case "utf_8_sig" -> new UnicodeCodecs.Utf8Codec(true);
      case "utf_16", "utf_16_le", "utf_16_be" -> new UnicodeCodecs.Utf16(module);
      case "utf_32", "utf_32_le", "utf_32_be" -> new UnicodeCodecs.Utf32(module);
      case "utf_7" -> new Utf7Codec();
      case "raw_unicode_escape" -> new EscapeCodecs.Raw();
      case "unicode_escape" -> new EscapeCodecs.Cooked();
      case "idna" -> new UnicodeCodecs.Idna(name, rules);
      case "punycode" -> new PunycodeCodec(name, rules);
      default -> throw new CodecException("undefined encoding", name, null);
    };
  }

  /** What follows {@code key} and a space on a line of {@code text}. */
  private static @Nullable String word(String text, String key) {
    String start = "\n" + key + " ";
    int found = text.indexOf(start);
    return found < 0 ? null : text.substring(found + start.length(), text.indexOf('\n', found + 1));
  }

  static String resource(String name) {
    try (InputStream in = Codecs.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
