package dev.pycache.cache.freshness;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.repr.PythonRepr;
import java.util.Optional;

/**
 * What an import says of the header of a cache, in its own words.
 *
 * @param exception class of the exception, as in {@code "ImportError"}, which ends the import if
 *     there is no source, and is caught if there is one; empty if none is raised
 * @param text its message, or what stands on standard error behind {@code "# "}
 * @param verbose whether {@code python -v} prints the text
 */
public record ImportMessage(String exception, String text, boolean verbose) {
  private static final String IMPORT_ERROR = "ImportError";
  private static final String EOF_ERROR = "EOFError";

  /**
   * What is said when there is a source.
   *
   * @param module name of the module, in full
   * @param cache path of the cache
   * @param source path of the source
   * @return empty if nothing is said
   */
  public static Optional<ImportMessage> of(
      HeaderVerdict verdict, PythonVersion reader, String module, String cache, String source) {
    if (verdict.isUsed()) {
      return Optional.of(new ImportMessage("", cache + " matches " + source, true));
    }
    return Optional.of(
        reader.hasImportlib() ? importlib(verdict, reader, module) : old(verdict, cache));
  }

  /**
   * What is said of a cache that is imported without its source: why it fails.
   *
   * @return empty if it does not
   */
  public static Optional<ImportMessage> ofSourceless(
      HeaderVerdict verdict, PythonVersion reader, String module, String cache) {
    if (verdict.isUsed()) {
      return Optional.empty();
    }
    if (reader.hasImportlib()) {
      return Optional.of(importlib(verdict, reader, module));
    }
    return Optional.of(
        verdict instanceof HeaderVerdict.OtherMagic
            ? new ImportMessage(IMPORT_ERROR, "Bad magic number in " + cache, false)
            : new ImportMessage(EOF_ERROR, "EOF read where object expected", false));
  }

  private static ImportMessage importlib(
      HeaderVerdict verdict, PythonVersion reader, String module) {
    String name = repr(reader, Str.of(module));
    return switch (verdict) {
      case HeaderVerdict.OtherMagic other ->
          new ImportMessage(
              IMPORT_ERROR,
              "bad magic number in " + name + ": " + repr(reader, other.found()),
              true);
      case HeaderVerdict.Truncated truncated ->
          new ImportMessage(
              EOF_ERROR, "reached EOF while reading " + missing(truncated, reader) + name, true);
      case HeaderVerdict.UnknownFlags unknown -> {
        String flags = Integer.toUnsignedString(unknown.flags());
        yield new ImportMessage(IMPORT_ERROR, "invalid flags " + flags + " in " + name, false);
      }
      case HeaderVerdict.StaleTime stale ->
          new ImportMessage(IMPORT_ERROR, "bytecode is stale for " + name, true);
      case HeaderVerdict.StaleSize stale ->
          new ImportMessage(IMPORT_ERROR, "bytecode is stale for " + name, false);
      case HeaderVerdict.StaleHash stale ->
          new ImportMessage(
              IMPORT_ERROR, "hash in bytecode doesn't match hash of source " + name, false);
      case HeaderVerdict.Fresh fresh -> throw new IllegalArgumentException("it is used");
      case HeaderVerdict.Unchecked unchecked -> throw new IllegalArgumentException("it is used");
    };
  }

  /** What was being read when the file ended; before 3.7 the parts of the header had names. */
  private static String missing(HeaderVerdict.Truncated truncated, PythonVersion reader) {
    if (reader.hasHashBasedCaches()) {
      return "pyc header of ";
    }
    return truncated.size() < 2 * Integer.BYTES ? "timestamp in " : "size of source in ";
  }

  private static ImportMessage old(HeaderVerdict verdict, String cache) {
    String what = verdict instanceof HeaderVerdict.OtherMagic ? "magic" : "mtime";
    return new ImportMessage("", cache + " has bad " + what, true);
  }

  private static String repr(PythonVersion reader, Constant value) {
    return PythonRepr.of(reader, value);
  }
}
