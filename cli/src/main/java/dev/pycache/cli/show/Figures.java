package dev.pycache.cli.show;

import dev.pycache.bytecode.pyc.PycHeader;
import java.util.HexFormat;
import java.util.Locale;

/** Numbers as the texts show them. */
public final class Figures {
  private Figures() {}

  /** A number with its digits in groups of three, as in {@code 1,234}. */
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** So many bytes, in words. */
  public static String bytes(long count) {
    return grouped(count) + (count == 1 ? " byte" : " bytes");
  }

  /** A share of a whole as a percentage with one decimal. */
  static String percent(int part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }

  /** The hash of a source as its bytes stand in the header. */
  static String hash(PycHeader header) {
    byte[] bytes = header.toByteArray();
    return HexFormat.of().formatHex(bytes, bytes.length - 8, bytes.length);
  }
}
