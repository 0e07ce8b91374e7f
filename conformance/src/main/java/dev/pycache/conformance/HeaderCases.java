package dev.pycache.conformance;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.marshal.MarshalCheck;
import dev.pycache.bytecode.marshal.MarshalProblem;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.freshness.HeaderCheck;
import dev.pycache.cache.freshness.HeaderVerdict;
import dev.pycache.cache.freshness.ImportMessage;
import dev.pycache.cache.freshness.InvalidationMode;
import dev.pycache.cache.freshness.SourceFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Headers, right ones and all kinds of wrong ones, imported with and without their source: what is
 * used, what is said, what is written.
 */
final class HeaderCases {
  private static final List<Long> NANOSECONDS =
      List.of(
          1_700_000_000_000_000_000L,
          1_700_000_000_999_999_800L,
          1_700_000_000_999_999_890L,
          0L,
          1L,
          999_999_999L,
          -1L,
          -1_500_000_000L,
          315_532_800_000_000_000L,
          2_147_483_647_999_999_999L,
          2_147_483_648_000_000_000L,
          4_294_967_295_500_000_000L,
          4_294_967_296_000_000_000L,
          4_294_967_301_123_456_789L,
          9_000_000_000_000_000_001L);

  private static final List<String> SOURCES =
      List.of(
          "WHERE = 'source'\n",
          "WHERE = 'source'",
          "# coding: utf-8 é\nWHERE = 'source'\n",
          "\r\nWHERE = 'source'\r\n");

  /** What stands behind a header, and how the script is told so. */
  private enum Body {
    NOTHING("0"),
    CODE("1"),
    NO_CODE("2");

    private final String sent;

    Body(String sent) {
      this.sent = sent;
    }
  }

  /**
   * An import.
   *
   * @param start bytes that the cache begins with
   * @param nanos the time of the source
   * @param hasSource whether there is one
   */
  private record Case(
      byte[] start, Body body, String source, long nanos, HashCheck hashes, boolean hasSource) {}

  private record Source(long mtime, byte[] bytes) implements SourceFacts {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public long hash(PythonVersion python) {
      return SourceHash.of(python, bytes);
    }
  }

  /** What an import came to, as the script tells it. */
  private record Result(
      String outcome,
      String exceptionText,
      String caught,
      String caughtText,
      String verbose,
      String written) {}

  private final CacheOracle oracle;
  private final PythonVersion version;
  private final Magic magic;
  private final String cachePath;
  private final Tally tally;
  private final RandomGenerator random;
  private final MarshalCheck bodies = new MarshalCheck();

  HeaderCases(
      CacheOracle oracle,
      CacheOracle.About about,
      PythonVersion version,
      Tally tally,
      RandomGenerator random) {
    this.oracle = oracle;
    this.version = version;
    this.magic = Magic.of(version);
    this.cachePath = "FOLDER/__pycache__/m." + about.tag() + ".pyc";
    this.tally = tally;
    this.random = random;
  }

  /** Runs so many cases. */
  void run(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      judge(next());
    }
  }

  private Case next() {
    String source = pick(SOURCES) + "#".repeat(random.nextInt(4));
    long nanos = random.nextInt(3) > 0 ? NANOSECONDS.getFirst() : pick(NANOSECONDS);
    HashCheck hashes =
        version.hasHashBasedCaches() ? pick(List.of(HashCheck.values())) : HashCheck.DEFAULT;
    byte[] start = start(new Source(mtime(nanos), source.getBytes(StandardCharsets.UTF_8)));
    boolean whole = start.length == magic.headerSize();
    Body body =
        !whole ? Body.NOTHING : random.nextInt(12) > 0 ? Body.CODE : pick(List.of(Body.values()));
    return new Case(start, body, source, nanos, hashes, random.nextInt(6) > 0);
  }

  /** A header that is right, or has one thing wrong, or many. */
  private byte[] start(Source source) {
    byte[] start = rightHeader(source);
    ByteBuffer header = Interpreter.wrap(start);
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(start, random.nextInt(start.length));
      case 1 -> flip(start, 0, 4);
      case 2 -> flip(start, 4, start.length);
      case 3 -> {
        header.putShort(0, (short) pick(List.of(PythonVersion.values())).magic());
        yield start;
      }
      case 4 -> foreignHeader(source);
      case 5 -> {
        random.nextBytes(start);
        if (random.nextBoolean()) {
          header.putShort(0, (short) version.magic()).putShort(2, (short) 0x0A0D);
        }
        yield start;
      }
      case 6 -> {
        int flags = pick(List.of(0, 1, 2, 3, 4, 5, 1 << 31, -1, 256, random.nextInt()));
        header.putInt(4, flags); // before 3.7 this is the time
        yield start;
      }
      case 7 -> {
        int at = start.length - pick(List.of(4, 4, 8));
        header.putInt(at, header.getInt(at) + pick(List.of(-1, 1, 1 << 31)));
        yield start;
      }
      default -> start;
    };
  }

  private byte[] rightHeader(Source source) {
    InvalidationMode mode =
        version.hasHashBasedCaches()
            ? pick(List.of(InvalidationMode.values()))
            : InvalidationMode.TIMESTAMP;
    return header(mode, magic, source);
  }

  /** The header of another version, as long as that version's is. */
  private byte[] foreignHeader(Source source) {
    Magic other = Magic.of(pick(List.of(PythonVersion.values())));
    byte[] start = header(InvalidationMode.TIMESTAMP, other, source);
    return Arrays.copyOf(start, Math.min(start.length, magic.headerSize()));
  }

  private static byte[] header(InvalidationMode mode, Magic magic, Source source) {
    PycHeader header =
        switch (mode) {
          case TIMESTAMP -> PycHeader.timestamp(magic, source.mtime(), source.size());
          case CHECKED_HASH -> PycHeader.hashed(magic, source.hash(magic.python()), true);
          case UNCHECKED_HASH -> PycHeader.hashed(magic, source.hash(magic.python()), false);
        };
    return header.toByteArray();
  }

  private byte[] flip(byte[] start, int from, int to) {
    start[random.nextInt(from, to)] ^= (byte) (1 << random.nextInt(8));
    return start;
  }

  private void judge(Case sample) throws IOException {
    Optional<List<String>> answer =
        oracle.ask(
            'H',
            HexFormat.of().formatHex(sample.start),
            sample.body.sent,
            sample.source,
            Long.toString(sample.nanos),
            sample.hashes.name().toLowerCase(Locale.ROOT),
            sample.hasSource ? "1" : "0");
    String name = "import of " + describe(sample);
    if (answer.isEmpty()) {
      tally.add(name, "", new Verdict(Verdict.Kind.NOT_COMPARED, "no answer"));
      return;
    }
    List<String> texts = answer.get();
    var theirs =
        new Result(
            texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5));
    Result ours = comparable(expected(sample, Long.parseLong(texts.get(6))), theirs);
    tally.add(
        name,
        "",
        ours.equals(theirs)
            ? new Verdict(Verdict.Kind.SAME_VERDICT, "")
            : new Verdict(Verdict.Kind.OTHER_VERDICT, "pycache " + ours + ", python " + theirs));
  }

  /** What pycache says that this import comes to. */
  private Result expected(Case sample, long nanos) throws IOException {
    var check = new HeaderCheck(version, sample.hashes);
    byte[] start = sample.start;
    var source = new Source(mtime(nanos), sample.source.getBytes(StandardCharsets.UTF_8));
    HeaderVerdict verdict =
        sample.hasSource
            ? check.judge(start, start.length, source)
            : check.judgeSourceless(start, start.length);
    if (!sample.hasSource) {
      Optional<ImportMessage> message =
          ImportMessage.ofSourceless(verdict, version, "m", "FOLDER/m.pyc");
      String verbose = message.filter(ImportMessage::verbose).map(ImportMessage::text).orElse("");
      if (message.isEmpty()) {
        return new Result(loaded(sample), "", "", "", "", "");
      }
      String exception = message.get().exception();
      String text = message.get().text();
      return new Result(exception, text, exception, text, verbose, "");
    }
    ImportMessage message =
        ImportMessage.of(verdict, version, "m", cachePath, "FOLDER/m.py").orElseThrow();
    String verbose = message.verbose() ? message.text() : "";
    if (verdict.isUsed()) {
      return new Result(loaded(sample), "", "", "", verbose, "");
    }
    byte[] written = InvalidationMode.ofImport(verdict).header(magic, source).toByteArray();
    return new Result(
        "source",
        "",
        message.exception(),
        message.text(),
        verbose,
        HexFormat.of().formatHex(written));
  }

  /** What becomes of the body of a cache that is used. */
  private String loaded(Case sample) {
    if (sample.body == Body.CODE) {
      return "cached";
    }
    byte[] body = sample.body == Body.NO_CODE ? new byte[] {'N'} : new byte[0];
    MarshalProblem problem = bodies.code(version, magic.layout(), body, 0, body.length);
    return problem == null ? "cached" : problem.raised().pythonName();
  }

  /**
   * Our result without what this interpreter does not tell: the messages of marshal are compared
   * elsewhere, and Python 2 prints where no script can listen. What it writes first bytes of is as
   * long as its header.
   */
  private Result comparable(Result ours, Result theirs) {
    boolean fromMarshal = ours.exceptionText.isEmpty() && !ours.outcome.equals("source");
    String text = fromMarshal ? theirs.exceptionText : ours.exceptionText;
    String written =
        theirs.written.length() > ours.written.length() && theirs.written.startsWith(ours.written)
            ? theirs.written
            : ours.written;
    return version.hasImportlib()
        ? new Result(ours.outcome, text, ours.caught, ours.caughtText, ours.verbose, written)
        : new Result(ours.outcome, theirs.exceptionText, "", "", "", written);
  }

  private static long mtime(long nanos) {
    return SourceStamp.seconds(
        Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
  }

  private static String describe(Case sample) {
    return HexFormat.of().formatHex(sample.start)
        + " "
        + sample.body
        + " time "
        + sample.nanos
        + " size "
        + sample.source.getBytes(StandardCharsets.UTF_8).length
        + " check "
        + sample.hashes
        + (sample.hasSource ? "" : " without source");
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
