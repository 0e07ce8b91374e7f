package dev.pycache.cli.why;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.freshness.ImportMessage;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.why.ImportDecision;
import dev.pycache.cache.why.Outcome;
import dev.pycache.cache.why.Writing;
import dev.pycache.cli.Failure;
import dev.pycache.cli.text.Figures;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts of a decision in words. */
final class Words {
  private Words() {}

  /** A time of a header or a source. */
  static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }

  static String header(PycHeader header) {
    if (!header.isHashBased()) {
      return "by time and size: "
          + time(header.mtime())
          + (header.hasSourceSize() ? ", " + Figures.bytes(header.sourceSize()) : "");
    }
    return (header.checksSource() ? "by hash: " : "by hash, not to be checked: ")
        + Figures.hash(header.sourceHash());
  }

  /** The rule that decided. */
  static String rule(ImportDecision decision, @Nullable HeaderVerdict verdict) {
    String never = decision.settings().hashes() == HashCheck.NEVER ? " (hashes: never)" : "";
    return switch (verdict) {
      case null -> "without a cache the source counts";
      case HeaderVerdict.Fresh v ->
          decision.cache() instanceof dev.pycache.cache.why.CacheFile.Present present
                  && present.header() != null
                  && present.header().isHashBased()
              ? "the hash is that of the source"
              : "time and size are those of the source";
      case HeaderVerdict.Unchecked v -> "nobody compares the hash with the source" + never;
      case HeaderVerdict.OtherMagic v ->
          v.magic() < 0
              ? "it does not begin with a magic number"
              : "magic number "
                  + v.magic()
                  + " is not "
                  + decision.settings().python().magic()
                  + ", that of "
                  + decision.settings().python().fullName();
      case HeaderVerdict.Truncated v ->
          "the header ends after " + v.size() + " of " + Figures.bytes(v.wanted());
      case HeaderVerdict.UnknownFlags v ->
          "flags 0x" + Integer.toHexString(v.flags()) + " are unknown";
      case HeaderVerdict.StaleTime v ->
          "the source is "
              + Figures.span(Math.abs(v.actual() - v.recorded()))
              + (v.actual() > v.recorded() ? " newer" : " older")
              + " than the header says";
      case HeaderVerdict.StaleSize v ->
          "the source is "
              + Figures.bytes(Math.abs(v.actual() - v.recorded()))
              + (v.actual() > v.recorded() ? " larger" : " smaller")
              + " than the header says";
      case HeaderVerdict.StaleHash v ->
          "the source has another hash: "
              + Figures.hash(v.actual())
              + ", not "
              + Figures.hash(v.recorded());
    };
  }

  /** What {@code python -v} prints of it, if anything. */
  static Optional<String> python(ImportDecision decision) {
    HeaderVerdict verdict = decision.verdict();
    if (verdict == null) {
      return Optional.empty();
    }
    PythonVersion reader = decision.settings().python();
    String source = decision.source();
    String cache = decision.cache().path();
    Optional<ImportMessage> message =
        decision.sourceless()
            ? ImportMessage.ofSourceless(verdict, reader, module(source), cache)
            : ImportMessage.of(verdict, reader, module(source), cache, source);
    return message.filter(ImportMessage::verbose).map(said -> "# " + said.text());
  }

  /** The name under which a file is likely to be imported, without its packages. */
  private static String module(String path) {
    String stem = CacheLayout.tail(path).replaceFirst("\\.pyc?$", "");
    String folder = CacheLayout.tail(CacheLayout.head(path));
    return stem.equals("__init__") && !folder.isEmpty() ? folder : stem;
  }

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.UsesCache use -> "the import uses the cache";
      case Outcome.Compiles compiles ->
          "the import compiles the source " + writing(compiles.writing());
      case Outcome.CacheFails fails ->
          "the import fails: "
              + fails.problem().text()
              + "; the header is right, so the source is not compiled instead";
      case Outcome.SourceRejected rejected ->
          "the import fails: the source does not compile: "
              + rejected.diagnostic().type().pythonName()
              + ": "
              + rejected.diagnostic().message()
              + (rejected.diagnostic().line() > 0
                  ? " (line " + rejected.diagnostic().line() + ")"
                  : "");
      case Outcome.SourceUnreadable unreadable ->
          "the import fails: the source cannot be read: " + Failure.of(unreadable.cause()).reason();
      case Outcome.SourcelessRefused refused ->
          "the import fails: there is no source to compile instead";
    };
  }

  private static String writing(Writing writing) {
    return switch (writing) {
      case Writing.Written written -> "and writes the cache, " + mode(written.mode());
      case Writing.Refrained refrained ->
          "and writes no cache (-B, or PYTHONDONTWRITEBYTECODE is set)";
      case Writing.Fails fails ->
          "and fails to write the cache, silently: " + fails.path() + obstacle(fails.obstacle());
    };
  }

  private static String mode(InvalidationMode mode) {
    return switch (mode) {
      case TIMESTAMP -> "known by time and size";
      case CHECKED_HASH -> "known by its hash, as the old one";
      case UNCHECKED_HASH -> "known by a hash that is not checked, as the old one";
    };
  }

  private static String obstacle(Writing.Obstacle obstacle) {
    return switch (obstacle) {
      case PERMISSION_DENIED -> " may not be written by this user";
      case READ_ONLY_FILE_SYSTEM -> " is on a read-only file system";
      case NOT_A_FOLDER -> " is not a folder";
      case IS_A_FOLDER -> " is a folder";
    };
  }
}
